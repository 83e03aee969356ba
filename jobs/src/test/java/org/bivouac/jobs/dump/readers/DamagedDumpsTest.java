package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.readers.SampleDumps.Sample;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules A1, A2, A10 and A16 of the failure catalogue, for dumps of every format. */
class DamagedDumpsTest {
    private static final int MUTANTS = 150;
    private static final int MANY_MUTANTS = 2000;
    private static final Dumps DUMPS = Dumps.standard(List.of());

    @TempDir
    Path folder;

    static Stream<Sample> samples() {
        return SampleDumps.all().stream();
    }

    private Recording read(Sample sample, byte[] bytes) throws IOException {
        DumpFile file = SampleDumps.write(folder, "dump." + sample.extension(), bytes);
        return Recording.digestOf(file, reader(sample));
    }

    private static DumpReader reader(Sample sample) {
        return DUMPS.readers().stream()
                .filter(reader -> reader.format().equals(sample.format()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aWholeDumpIsRecognisedAndReadWithoutRejects(Sample sample) throws IOException {
        DumpFile file = SampleDumps.write(folder, "dump." + sample.extension(), sample.bytes());

        assertThat(DUMPS.recognise(file).format()).isEqualTo(sample.format());
        Recording whole = read(sample, sample.bytes());
        assertThat(whole.ledger.discrepancy(sample.bytes().length)).isEmpty();
        assertThat(whole.rows).isNotEmpty();
        if (!sample.format().equals("obd-4drivers")) {
            assertThat(whole.rejects).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aDumpCutAnywhereGivesAPrefixAndItsBytesAddUp(Sample sample) throws IOException {
        boolean thorough = sample.format().equals("bivouac-csv");
        cutAndRead(sample, thorough ? 4096 : 200, thorough ? 200 : 60);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("samples")
    void aDumpCutAtEachOfItsLastBytesGivesAPrefixAndItsBytesAddUp(Sample sample) throws IOException {
        cutAndRead(sample, 4096, 200);
    }

    private void cutAndRead(Sample sample, int lastBytes, int randomCuts) throws IOException {
        byte[] bytes = sample.bytes();
        Recording whole = read(sample, bytes);
        IntStream last = IntStream.range(Math.max(0, bytes.length - lastBytes), bytes.length);
        List<Integer> cuts = IntStream.concat(last, new Random(1).ints(randomCuts, 0, bytes.length))
                .boxed()
                .sorted(Comparator.reverseOrder())
                .toList();
        DumpFile file = SampleDumps.write(folder, "dump." + sample.extension(), bytes);
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            for (int cut : cuts) {
                channel.truncate(cut);
                DumpFile cutFile = new DumpFile(file.path(), file.name(), cut);
                try {
                    Recording part = Recording.digestOf(cutFile, reader(sample));
                    assertThat(part.ledger.discrepancy(cut))
                            .as("cut at %d", cut)
                            .isEmpty();
                    assertPrefix(sample, part, whole, cut);
                } catch (DumpException refused) {
                    assertThat(refused.fault().rule()).isIn("A2", "B6", "A16", "B2", "C1");
                }
            }
        }
    }

    /** Formats in which the samples of a channel lie together, so that a hole is in some channels and not in others. */
    private static boolean byChannel(Sample sample) {
        return sample.format().equals("motec-ld") || sample.format().equals("matlab");
    }

    private static void assertPrefix(Sample sample, Recording part, Recording whole, int cut) {
        if (byChannel(sample)) {
            // The samples of a channel lie together: a cut shortens the last channels, the others stay whole.
            for (int group : part.rows.keySet()) {
                assertThat(part.rows.get(group).size())
                        .isLessThanOrEqualTo(whole.rows.get(group).size());
            }
            return;
        }
        List<String> rows = part.rows.getOrDefault(0, List.of());
        assertThat(rows).as("cut at %d", cut).isEqualTo(whole.rows.get(0).subList(0, rows.size()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void mutantsNeverCrashNorHangAndEveryByteIsAccountedFor(Sample sample) {
        mutateAndRead(sample, MUTANTS);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("samples")
    void manyMutantsNeverCrashNorHangAndEveryByteIsAccountedFor(Sample sample) {
        mutateAndRead(sample, MANY_MUTANTS);
    }

    private void mutateAndRead(Sample sample, int mutants) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(mutants), () -> {
            for (int seed = 0; seed < mutants; seed++) {
                byte[] mutant = mutate(sample.bytes(), new Random(seed));
                try {
                    Recording read = read(sample, mutant);
                    assertThat(read.ledger.discrepancy(mutant.length))
                            .as("seed %d", seed)
                            .isEmpty();
                } catch (DumpException refused) {
                    assertThat(refused.fault().message()).startsWith("dump.").doesNotContain("\n");
                } catch (RuntimeException crash) {
                    throw new AssertionError("seed " + seed, crash);
                }
            }
        });
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutant = bytes.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(mutant.length);
            int length = Math.min(mutant.length - at, 1 + random.nextInt(600));
            switch (random.nextInt(5)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> Arrays.fill(mutant, at, at + length, (byte) 0);
                case 2 -> System.arraycopy(mutant, random.nextInt(mutant.length - length + 1), mutant, at, length);
                case 3 -> {
                    byte[] noise = new byte[length];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, mutant, at, length);
                }
                default -> {
                    byte[] cut = Arrays.copyOf(mutant, mutant.length - length);
                    System.arraycopy(mutant, at + length, cut, at, mutant.length - at - length);
                    mutant = cut;
                }
            }
        }
        return mutant;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aNulTailIsRejectedWithItsOffset(Sample sample) throws IOException {
        byte[] bytes = Arrays.copyOf(sample.bytes(), sample.bytes().length + 4096);

        Recording read = read(sample, bytes);

        assertThat(read.ledger.discrepancy(bytes.length)).isEmpty();
        assertThat(read.rows).isEqualTo(read(sample, sample.bytes()).rows);
        if (!sample.format().equals("motec-ld")) {
            assertThat(read.rejects).anySatisfy(fault -> {
                assertThat(fault.rule()).isEqualTo("A10");
                assertThat(fault.byteOffset()).isEqualTo(sample.bytes().length);
                assertThat(fault.byteLength()).isEqualTo(4096);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aHoleOfNulBytesCostsTheRowsThatItTouches(Sample sample) throws IOException {
        byte[] bytes = sample.bytes().clone();
        int at = bytes.length * 2 / 3;
        Arrays.fill(bytes, at, at + 300, (byte) 0);

        Recording read = read(sample, bytes);

        assertThat(read.ledger.discrepancy(bytes.length)).isEmpty();
        if (!byChannel(sample) && !sample.format().equals("vector-blf")) {
            List<String> whole = read(sample, sample.bytes()).rows.get(0);
            assertThat(whole).containsAll(read.rows.get(0));
            assertThat(whole.size() - read.rows.get(0).size()).isBetween(1, 40);
            assertThat(read.rules()).contains("A10");
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aHeaderWithoutRowsIsEmpty(Sample sample) {
        byte[] bytes = sample.bytes();
        int end = switch (sample.format()) {
            case "motec-ld" -> 2000 + 3 * 124;
            case "vector-blf" -> 144;
            case "fit" -> 14 + 6 + 4 * 3;
            case "matlab" -> 128;
            case "candump" -> 0;
            default -> headerEnd(bytes);
        };

        assertThatThrownBy(() -> read(sample, Arrays.copyOf(bytes, end)))
                .isInstanceOfSatisfying(
                        DumpException.class,
                        refused -> assertThat(refused.fault().rule()).isEqualTo("A2"));
    }

    private static int headerEnd(byte[] bytes) {
        // All samples have 300 rows, one line each.
        int lines = 0;
        int at = bytes.length - 1;
        for (; at > 0; at--) {
            if (bytes[at - 1] == '\n' && ++lines == 300) {
                return at;
            }
        }
        throw new AssertionError();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMislabelledDumpIsRefusedByBothNames(Sample sample) throws IOException {
        String wrong = sample.format().equals("vbo") ? "ld" : "vbo";
        DumpFile file = SampleDumps.write(folder, "dump." + wrong, sample.bytes());

        assertThatThrownBy(() -> DUMPS.recognise(file))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("A16: content is " + sample.format() + ", name says");
    }
}
