package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.tabular.Profile;
import org.bivouac.jobs.dump.tabular.TabularReader;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule A10: a block of the disk that was written twice. */
class RepeatedBlocksTest {
    private static final String PROFILE = "name = test\nheader.cells = time_s | a\ntime.column = time_s\n";

    @TempDir
    Path folder;

    static Stream<Integer> seeds() {
        return IntStream.range(0, 40).boxed();
    }

    private Recording read(byte[] bytes) throws IOException {
        DumpFile file = SampleDumps.write(folder, "dump.csv", bytes);
        Recording recording = Recording.of(file, new TabularReader(Profile.parse("test", PROFILE)));
        assertThat(recording.ledger.discrepancy(bytes.length)).isEmpty();
        return recording;
    }

    private static byte[] table() {
        StringBuilder text = new StringBuilder("time_s,a,b\n");
        for (int i = 0; i < 6000; i++) {
            text.append(String.format(Locale.ROOT, "%.2f,%d,%.3f%n", i / 100.0, i % 50, Math.sin(i * 0.01)));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Rows as text without their ordinals. */
    private static List<String> rows(Recording recording) {
        return recording.rows.get(0).stream()
                .map(row -> row.substring(row.indexOf(' ') + 1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itsSecondCopyIsRejectedWithItsPlaceAndNoRowCountsTwice(int seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = table();
        int length = 512 << random.nextInt(6);
        int from = 512 * (1 + random.nextInt((bytes.length - 2 * length) / 512 - 1));
        byte[] twice = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, twice, 0, from + length);
        System.arraycopy(bytes, from, twice, from + length, bytes.length - from);

        Recording recording = read(twice);

        // Where the copies meet, one line is made of two halves.
        List<String> whole = new ArrayList<>(rows(read(bytes)));
        List<String> found = rows(recording);
        List<String> again = new ArrayList<>(found);
        new java.util.HashSet<>(found).forEach(again::remove);
        assertThat(again).as("rows twice; %s", recording.rejects).isEmpty();
        assertThat(whole.stream().filter(row -> !found.contains(row)).count()).isLessThanOrEqualTo(1);
        assertThat(found.stream().filter(row -> !whole.contains(row)).count()).isLessThanOrEqualTo(1);
        List<Fault> repeats = recording.rejects.stream()
                .filter(fault -> fault.rule().equals("A10"))
                .toList();
        assertThat(repeats).isNotEmpty().allSatisfy(fault -> {
            assertThat(fault.byteOffset()).isBetween((long) from + length, from + 2L * length);
            assertThat(fault.byteOffset() + fault.byteLength()).isLessThanOrEqualTo(from + 2L * length + 40);
        });
    }

    @Test
    void aClockThatWasSetBackIsNoRepetition() throws IOException {
        StringBuilder text = new StringBuilder("time_s,a,b\n");
        for (int i = 0; i < 4000; i++) {
            text.append(String.format(
                    Locale.ROOT, "%.2f,%d,%.3f%n", (i < 2000 ? i : i - 300) / 100.0, i % 50, Math.sin(i * 0.01)));
        }
        Recording recording = read(text.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(recording.rows.get(0)).hasSize(4000);
        assertThat(recording.rejects).extracting(Fault::rule).containsExactly("D1");
    }
}
