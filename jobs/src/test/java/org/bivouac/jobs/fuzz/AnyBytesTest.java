package org.bivouac.jobs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of the profile {@code fuzz}: seeded mutants of small dumps, and what the long one has found before. */
class AnyBytesTest {
    private static final int MUTANTS = 100;
    private static final int LARGEST = 64 << 10;
    private static final List<Target> TARGETS = Target.all(Promise.folder());

    static Stream<Target> targets() {
        return TARGETS.stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void mutantsAreRefusedOrAccountedFor(Target target) {
        assertThat(target.seeds()).as("seeds of %s", target).isNotEmpty();
        target.seeds().forEach(target.run());
        for (long seed = 0; seed < MUTANTS; seed++) {
            byte[] mutant = Mutants.of(target.seeds(), seed, LARGEST);
            assertThatCode(() -> target.run().accept(mutant))
                    .as("%s, seed %d", target, seed)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatWasFoundBeforeStaysMended(Target target) throws IOException, URISyntaxException {
        URL findings = AnyBytesTest.class.getResource("findings/" + target);
        if (findings != null) {
            try (Stream<Path> files = Files.list(Path.of(findings.toURI()))) {
                for (Path file : files.sorted().toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    assertThatCode(() -> target.run().accept(bytes))
                            .as("%s", file)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void sixtyFourKilobytesTakeLessThanASecondAndLittleMemory(Target target) {
        for (byte[] seed : target.seeds()) {
            for (byte[] large : List.of(repeated(seed, seed.length), repeated(seed, 40))) {
                assertThatCode(() -> target.run().accept(large))
                        .as("%s", target)
                        .doesNotThrowAnyException();
            }
        }
    }

    /** The seed, then its last {@code length} bytes again and again. */
    private static byte[] repeated(byte[] seed, int length) {
        int from = Math.max(0, seed.length - length);
        byte[] large = Arrays.copyOf(seed, LARGEST);
        for (int i = seed.length; i < LARGEST; i++) {
            large[i] = seed[from + (i - seed.length) % (seed.length - from)];
        }
        return large;
    }
}
