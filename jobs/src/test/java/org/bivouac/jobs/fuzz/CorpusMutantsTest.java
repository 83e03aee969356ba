package org.bivouac.jobs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.readers.Dumps;
import org.bivouac.jobs.dump.readers.SampleDumps;
import org.bivouac.jobs.fuzz.SectorMutants.Amounts;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole dumps of every format, damaged as storage and transport do: no crash, no hang, every byte accounted for. Real logs
 * are no part of the project; without {@code -Dbivouac.corpus} only those built in code are damaged.
 */
class CorpusMutantsTest {
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");
    /** Part of a file's name, to look at one alone. */
    private static final String ONLY = System.getProperty("bivouac.mutants.only", "");

    private static final Dumps DUMPS = Dumps.standard(List.of());
    private static final int SMALL = 16 << 10;
    /** Processor time for a mutant of any size; the largest log has 3.7 MB. */
    private static final long MOST_NANOS = 10_000_000_000L;

    private final Promise promise = new Promise(Promise.folder(), MOST_NANOS);
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();

    private static List<Path> corpus() throws IOException {
        Assumptions.assumeFalse(CORPUS.isEmpty(), "no -Dbivouac.corpus");
        try (Stream<Path> files = Files.walk(Path.of(CORPUS, "logs"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(ONLY))
                    // The small ones first: they find most, and soon.
                    .sorted(Comparator.comparing((Path file) -> file.toFile().length())
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    /** The reader of a log; null when it is none. */
    private static DumpReader reader(Path file) throws IOException {
        try {
            return DUMPS.recognise(new DumpFile(file, "dump", Files.size(file)));
        } catch (DumpException none) {
            return null;
        }
    }

    private void damage(String name, DumpReader reader, byte[] bytes, Amounts amounts) {
        SectorMutants.of(bytes, amounts, (how, mutant) -> {
            counts.merge(reader.format(), 1, Integer::sum);
            try {
                promise.holdsFor(reader, mutant);
            } catch (RuntimeException | AssertionError failure) {
                if (broken.size() < 50) {
                    broken.add(name + ", " + how + ": " + failure + " at " + failure.getStackTrace()[0]);
                }
            }
        });
    }

    @Test
    void aTasteOfDamageToEveryFormat() throws IOException {
        for (SampleDumps.Sample sample : SampleDumps.all()) {
            DumpReader reader = DUMPS.readers().stream()
                    .filter(one -> one.format().equals(sample.format()))
                    .findFirst()
                    .orElseThrow();
            damage(sample.format(), reader, sample.bytes(), Amounts.FEW);
        }
        if (!CORPUS.isEmpty()) {
            for (Path file : corpus()) {
                DumpReader reader = Files.size(file) > SMALL ? null : reader(file);
                if (reader != null) {
                    damage(file.toString(), reader, Files.readAllBytes(file), Amounts.FEW);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Tag("slow")
    @Test
    void everyCutAndManyKindsOfDamageToEveryLog() throws IOException {
        List<Path> corpus = corpus();
        long start = System.nanoTime();
        Assertions.assertTimeoutPreemptively(Duration.ofHours(3), () -> {
            for (Path file : corpus) {
                DumpReader reader = reader(file);
                if (reader != null) {
                    damage(file.toString(), reader, Files.readAllBytes(file), Amounts.ALL);
                    System.out.printf(
                            Locale.ROOT,
                            "%s: %d mutants so far, %d broken, %d s%n",
                            file.getFileName(),
                            total(),
                            broken.size(),
                            (System.nanoTime() - start) / 1_000_000_000L);
                }
            }
        });
        System.out.printf(
                Locale.ROOT, "%d mutants %s in %d s%n", total(), counts, (System.nanoTime() - start) / 1_000_000_000L);
        assertThat(broken).isEmpty();
        assertThat(total()).isGreaterThan(ONLY.isEmpty() ? 10_000 : 0);
    }

    private int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
