package org.bivouac.jobs.dump.mdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.readers.Recording;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules A1, C1, C2 and C5 of the failure catalogue for MDF 4: cut anywhere, changed anywhere. */
class Mdf4DamageTest {
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");
    private static final DumpReader READER = new Mdf4Reader();
    private static final int MUTANTS = 80;
    private static final long SLOWEST_MILLIS = 10_000;

    @TempDir
    Path folder;

    static Stream<Mdf4Samples.Sample> samples() {
        return Mdf4Samples.all().stream();
    }

    private Recording read(byte[] bytes) throws IOException {
        return Recording.digestOf(Mdf4Read.file(folder, bytes), READER);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aDumpCutAnywhereGivesAPrefixAndItsBytesAddUp(Mdf4Samples.Sample sample) throws IOException {
        byte[] bytes = sample.bytes();
        IntStream last = IntStream.range(Math.max(0, bytes.length - 60), bytes.length);
        IntStream cuts = IntStream.concat(last, new Random(1).ints(60, 0, bytes.length));
        cut(bytes, cuts.boxed().toList());
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("samples")
    void aDumpCutAtEveryByteGivesAPrefixAndItsBytesAddUp(Mdf4Samples.Sample sample) throws IOException {
        cut(sample.bytes(), IntStream.range(0, sample.bytes().length).boxed().toList());
    }

    private void cut(byte[] bytes, List<Integer> cuts) throws IOException {
        Recording whole = read(bytes);
        DumpFile file = Mdf4Read.file(folder, bytes);
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            for (int cut : cuts.stream().sorted((a, b) -> b - a).toList()) {
                channel.truncate(cut);
                try {
                    Recording part = Recording.digestOf(new DumpFile(file.path(), file.name(), cut), READER);
                    assertThat(part.ledger.discrepancy(cut))
                            .as("cut at %d", cut)
                            .isEmpty();
                    assertPrefix(part, whole, cut);
                } catch (DumpException refused) {
                    assertThat(refused.fault().rule()).as("cut at %d", cut).isIn("A2", "C1", "C4");
                }
            }
        }
    }

    /** Each group has the first rows of the whole one, as far as it has the same channels. */
    private static void assertPrefix(Recording part, Recording whole, int cut) {
        for (Map.Entry<Integer, List<String>> rows : part.rows.entrySet()) {
            String name = part.header.groups().get(rows.getKey()).name();
            for (int g = 0; g < whole.header.groups().size(); g++) {
                if (whole.header.groups().get(g).name().equals(name)
                        && whole.header
                                .groups()
                                .get(g)
                                .equals(part.header.groups().get(rows.getKey()))) {
                    int size = rows.getValue().size();
                    boolean lacksValue = part.rejects.stream()
                            .anyMatch(fault -> fault.reason().contains("not where its record says"));
                    // Of the last records before the cut the value may lie behind it: then it is missing and told.
                    int same = lacksValue ? Math.max(0, size - 2) : size;
                    List<String> all = whole.rows.get(g).subList(0, size);
                    boolean apart = sampleHasValuesApart(part);
                    if (!(apart && lacksValue)) {
                        assertThat(rows.getValue().subList(0, same).equals(all.subList(0, same)))
                                .as("cut at %d", cut)
                                .isTrue();
                    }
                }
            }
        }
    }

    /** Values in a stretch behind all records: a cut takes those of many records. */
    private static boolean sampleHasValuesApart(Recording part) {
        return part.header.groups().get(0).name().startsWith("texts");
    }

    @Test
    void allWholeRecordsBeforeACutAreRead() throws IOException {
        byte[] bytes = Mdf4Samples.mixed(1, 37);
        int perLogger = bytes.length - 7;

        Recording cut = read(Arrays.copyOf(bytes, perLogger));

        // The last record but its value is whole.
        assertThat(cut.rows.get(0)).hasSize(Mdf4Samples.ROWS / 3);
        assertThat(cut.rows.get(1)).hasSizeGreaterThanOrEqualTo(Mdf4Samples.ROWS - 1);
        assertThat(cut.rules()).contains("A1");
    }

    @Test
    void theEndOfAPackedBlockThatIsCutIsReadAsFarAsItGoes() throws IOException {
        Mdf4Build build = new Mdf4Build();
        long channels = build.channels(Mdf4Build.Cn.time(), new Mdf4Build.Cn("f", 4, 8, 32));
        long group = build.group(0, channels, "g", 0, Mdf4Samples.ROWS, 0, 15, 0);
        long root = build.dataGroup(0, group, build.next() + 64, 0);
        long data = build.packed("DT", 0, 15, Mdf4Samples.records(Mdf4Samples.ROWS));
        assertThat(data).isEqualTo(root + 64);
        byte[] dump = build.dump(root);
        int whole = dump.length;

        Recording cut = read(Arrays.copyOf(dump, whole - (whole - (int) data) / 3));

        assertThat(cut.rows.get(0)).hasSizeBetween(100, Mdf4Samples.ROWS - 1);
        assertThat(cut.rules()).contains("A1");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void mutantsNeverCrashNorHangAndEveryByteIsAccountedFor(Mdf4Samples.Sample sample) throws IOException {
        mutate(sample.bytes(), MUTANTS);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("samples")
    void manyMutantsNeverCrashNorHangAndEveryByteIsAccountedFor(Mdf4Samples.Sample sample) throws IOException {
        mutate(sample.bytes(), 5000);
    }

    @Tag("slow")
    @Test
    void mutantsOfRealLogsNeverCrashNorHangAndEveryByteIsAccountedFor() throws IOException {
        Assumptions.assumeFalse(CORPUS.isEmpty(), "no -Dbivouac.corpus");
        try (Stream<Path> walk = Files.walk(Path.of(CORPUS, "logs", "mdf4"))) {
            for (Path path : walk.filter(Files::isRegularFile).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(path);
                if (bytes.length < 120_000) {
                    mutate(bytes, 200);
                    cut(bytes, new Random(2).ints(50, 0, bytes.length).boxed().toList());
                }
            }
        }
    }

    private void mutate(byte[] bytes, int mutants) throws IOException {
        for (int seed = 0; seed < mutants; seed++) {
            byte[] mutant = mutate(bytes, new Random(seed));
            long start = System.nanoTime();
            try {
                Recording read = read(mutant);
                assertThat(read.ledger.discrepancy(mutant.length))
                        .as("seed %d", seed)
                        .isEmpty();
            } catch (DumpException refused) {
                assertThat(refused.fault().message()).startsWith("dump.").doesNotContain("\n");
            } catch (RuntimeException | Error crash) {
                throw new AssertionError("seed " + seed, crash);
            }
            assertThat((System.nanoTime() - start) / 1_000_000)
                    .as("ms of seed %d", seed)
                    .isLessThan(SLOWEST_MILLIS);
        }
    }

    /** Flips, zeros, repeats, noise, deletions; and numbers changed where blocks have theirs. */
    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutant = bytes.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(mutant.length - 8);
            int length = Math.min(mutant.length - at, 1 + random.nextInt(200));
            switch (random.nextInt(7)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> Arrays.fill(mutant, at, at + length, (byte) 0);
                case 2 -> System.arraycopy(mutant, random.nextInt(mutant.length - length + 1), mutant, at, length);
                case 3 -> {
                    byte[] noise = new byte[length];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, mutant, at, length);
                }
                case 4 -> {
                    byte[] cut = Arrays.copyOf(mutant, mutant.length - length);
                    System.arraycopy(mutant, at + length, cut, at, mutant.length - at - length);
                    mutant = cut.length < 100 ? mutant : cut;
                }
                case 5 -> {
                    long[] values = {0, -1, 1, Long.MAX_VALUE, Integer.MAX_VALUE, 1L << 32, mutant.length, 64, 24};
                    Mdf4Build.little(8)
                            .putLong(values[random.nextInt(values.length)])
                            .flip()
                            .get(mutant, at & ~7, 8);
                }
                default -> {
                    // A link or length that is another one of the dump.
                    int other = random.nextInt(mutant.length - 8) & ~7;
                    System.arraycopy(mutant, other, mutant, at & ~7, 8);
                }
            }
        }
        return mutant;
    }
}
