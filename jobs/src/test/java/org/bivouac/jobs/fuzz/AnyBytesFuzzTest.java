package org.bivouac.jobs.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer looks for bytes with which a reader breaks its promise, led by the code that they reach: a million for the
 * target that {@code -Dbivouac.fuzz.target} names. {@code .ci/fuzz} does so for each; without {@code JAZZER_FUZZ} the
 * seeds alone are run.
 */
@Tag("fuzz")
class AnyBytesFuzzTest {
    private static final Target TARGET = target(System.getProperty("bivouac.fuzz.target", "dbc"));

    private static Target target(String name) {
        List<Target> all = Target.all(Promise.folder());
        return all.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target " + name + ", known are " + all));
    }

    static Stream<Arguments> seeds() {
        return TARGET.seeds().stream().map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "24h", maxExecutions = 1_000_000)
    void anyBytes(byte[] bytes) {
        TARGET.run().accept(bytes);
    }
}
