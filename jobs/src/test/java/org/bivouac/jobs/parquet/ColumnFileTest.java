package org.bivouac.jobs.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnFileTest {
    private static final ColumnSpec SPEED = new ColumnSpec("speed", ColumnSpec.Type.DOUBLE);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 7", "4, 8", "5, 9", "6, 1023", "7, 5000", "8, 122880", "9, 260000"})
    void whatIsWrittenIsReadBackToTheBit(long seed, int rows) throws IOException {
        SampleColumns sample = SampleColumns.of(seed, rows);
        Path file = folder.resolve("sample.parquet");

        Written written = sample.write(file);

        assertThat(written.rows()).isEqualTo(rows);
        try (ColumnFileReader reader = ColumnFileReader.open(file)) {
            assertThat(reader.columns()).isEqualTo(sample.specs());
            assertThat(reader.metadata()).isEqualTo(Map.of("bivouac.test", "yes"));
            assertThat(reader.rows()).isEqualTo(rows);
            int from = 0;
            for (int group = 0; group < reader.rowGroups(); group++) {
                int to = from + reader.rows(group);
                for (int c = 0; c < sample.specs().size(); c++) {
                    assertEqualColumn(reader, group, sample.specs().get(c), sample.values()[c], from, to);
                }
                from = to;
            }
            assertThat(from).isEqualTo(rows);
            assertThat(reader.contentHash()).isEqualTo(written.contentHash());
        }
    }

    private static void assertEqualColumn(
            ColumnFileReader reader, int group, ColumnSpec column, Object values, int from, int to) throws IOException {
        String name = column.name();
        switch (column.type()) {
            case DOUBLE ->
                assertThat(Arrays.equals(reader.doubles(group, name), Arrays.copyOfRange((double[]) values, from, to)))
                        .as(name)
                        .isTrue();
            case LONG, INSTANT ->
                assertThat(reader.longs(group, name)).as(name).isEqualTo(Arrays.copyOfRange((long[]) values, from, to));
            case INT ->
                assertThat(reader.ints(group, name)).as(name).isEqualTo(Arrays.copyOfRange((int[]) values, from, to));
            case BOOLEAN ->
                assertThat(reader.booleans(group, name))
                        .as(name)
                        .isEqualTo(Arrays.copyOfRange((boolean[]) values, from, to));
            case TEXT ->
                assertThat(reader.texts(group, name))
                        .as(name)
                        .isEqualTo(Arrays.copyOfRange((String[]) values, from, to));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void blocksOfAnySizeGiveTheSameBytes(long seed) throws IOException {
        SampleColumns sample = SampleColumns.of(seed, 130_000);
        Written whole = sample.write(folder.resolve("whole.parquet"));
        SplittableRandom random = new SplittableRandom(seed);
        Written parts;
        try (ColumnFileWriter writer = ColumnFileWriter.create(
                folder.resolve("parts.parquet"), sample.specs(), Map.of("bivouac.test", "yes"))) {
            for (int from = 0; from < sample.rows(); ) {
                int to = Math.min(sample.rows(), from + random.nextInt(20_000));
                Object[] block = new Object[sample.values().length];
                for (int c = 0; c < block.length; c++) {
                    block[c] = slice(sample.values()[c], from, to);
                }
                writer.write(block, to - from);
                from = to;
            }
            parts = writer.finish();
        }

        assertThat(parts).isEqualTo(whole);
        assertThat(folder.resolve("parts.parquet")).hasSameBinaryContentAs(folder.resolve("whole.parquet"));
    }

    @Test
    void filesThatAThreadHasOpenAtOnceAreThoseItWritesOneByOne() throws IOException {
        List<SampleColumns> samples = List.of(SampleColumns.of(21, 5000), SampleColumns.of(22, 1100));
        List<ColumnFileWriter> writers = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            writers.add(ColumnFileWriter.create(
                    folder.resolve("together" + i), samples.get(i).specs(), Map.of("bivouac.test", "yes")));
        }
        for (int from = 0; from < 5000; from += 50) {
            for (int i = 0; i < samples.size(); i++) {
                SampleColumns sample = samples.get(i);
                int end = Math.min(sample.rows(), from + 50);
                if (from < end) {
                    int begin = from;
                    Object[] block = Arrays.stream(sample.values())
                            .map(values -> slice(values, begin, end))
                            .toArray();
                    writers.get(i).write(block, end - from);
                }
            }
        }
        for (int i = 0; i < samples.size(); i++) {
            try (ColumnFileWriter writer = writers.get(i)) {
                assertThat(writer.finish()).isEqualTo(samples.get(i).write(folder.resolve("alone" + i)));
            }
            assertThat(folder.resolve("together" + i)).hasSameBinaryContentAs(folder.resolve("alone" + i));
        }
    }

    private static Object slice(Object array, int from, int to) {
        if (array instanceof double[] doubles) {
            return Arrays.copyOfRange(doubles, from, to);
        } else if (array instanceof long[] longs) {
            return Arrays.copyOfRange(longs, from, to);
        } else if (array instanceof int[] ints) {
            return Arrays.copyOfRange(ints, from, to);
        } else if (array instanceof boolean[] booleans) {
            return Arrays.copyOfRange(booleans, from, to);
        }
        return Arrays.copyOfRange((String[]) array, from, to);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 255, 256, 257, 32_768, 32_769, 40_960, 65_536, 65_537, 100_000})
    void dictionariesOfEverySizeSurvive(int different) throws IOException {
        double[] values = new double[122_880];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 7919L) % different;
        }
        assertThat(roundTrip(values)).isEqualTo(values);
    }

    private double[] roundTrip(double[] values) throws IOException {
        Path file = folder.resolve("column.parquet");
        try (ColumnFileWriter writer = ColumnFileWriter.create(file, List.of(SPEED), Map.of())) {
            writer.write(new Object[] {values}, values.length);
            writer.finish();
        }
        try (ColumnFileReader reader = ColumnFileReader.open(file)) {
            return reader.doubles(0, "speed");
        }
    }

    @Test
    void rangesOfTimeAreInTheFooter() throws IOException {
        SampleColumns sample = SampleColumns.of(5, 200_000);
        Path file = folder.resolve("sample.parquet");
        sample.write(file);

        try (ColumnFileReader reader = ColumnFileReader.open(file)) {
            int second = reader.rows(0);
            assertThat(reader.minLong(0, "rising")).isEqualTo(7_000_000_000L);
            assertThat(reader.maxLong(0, "rising")).isEqualTo(7_000_000_000L + second - 1);
            assertThat(reader.minLong(1, "rising")).isEqualTo(7_000_000_000L + second);
            assertThat(reader.maxLong(0, "flags")).isEqualTo(1);
            assertThatThrownBy(() -> reader.minLong(0, "sensor")).hasMessageContaining("sensor is DOUBLE");
        }
    }

    @Test
    void theContentHashSeesEveryValueItsPlaceAndItsColumn() throws IOException {
        double[] values = {1, 2, 3, Double.NaN, 0.0};
        String hash = hash("a.parquet", SPEED, values);

        assertThat(hash("b.parquet", SPEED, values.clone())).isEqualTo(hash).hasSize(32);
        assertThat(hash("c.parquet", SPEED, 2, 1, 3, Double.NaN, 0.0)).isNotEqualTo(hash);
        assertThat(hash("d.parquet", SPEED, 1, 2, 3, Double.NaN, -0.0)).isNotEqualTo(hash);
        assertThat(hash("e.parquet", SPEED, 1, 2, 3, Double.NaN)).isNotEqualTo(hash);
        assertThat(hash("f.parquet", new ColumnSpec("other", ColumnSpec.Type.DOUBLE), values))
                .isNotEqualTo(hash);
    }

    private String hash(String name, ColumnSpec column, double... values) throws IOException {
        try (ColumnFileWriter writer = ColumnFileWriter.create(folder.resolve(name), List.of(column), Map.of())) {
            writer.write(new Object[] {values}, values.length);
            return writer.finish().contentHash();
        }
    }

    @Test
    void anUnfinishedFileIsDeletedAndAnExistingOneIsNeverTouched() throws IOException {
        Path file = folder.resolve("unfinished.parquet");
        try (ColumnFileWriter writer = ColumnFileWriter.create(file, List.of(SPEED), Map.of())) {
            writer.write(new Object[] {new double[] {1}}, 1);
        }
        assertThat(file).doesNotExist();

        Files.writeString(file, "precious");
        assertThatThrownBy(() -> ColumnFileWriter.create(file, List.of(SPEED), Map.of()))
                .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
        assertThat(file).hasContent("precious");
    }

    @Test
    void aColumnNameThatOnlyDiffersInCaseIsRefused() {
        ColumnSpec twin = new ColumnSpec("SPEED", ColumnSpec.Type.DOUBLE);
        assertThatThrownBy(() -> ColumnFileWriter.create(folder.resolve("x"), List.of(SPEED, twin), Map.of()))
                .hasMessageContaining("SPEED stands twice");
    }

    @Test
    void everyFlippedBitInThePagesIsAnErrorThatNamesTheFile() throws IOException {
        Path file = folder.resolve("small.parquet");
        SampleColumns.of(3, 60).write(file);
        byte[] good = Files.readAllBytes(file);
        int footer = good.length - 8 - Bytes.intAt(good, good.length - 8);
        SplittableRandom random = new SplittableRandom(77);
        Path bad = folder.resolve("bad.parquet");
        for (int at = 0; at < footer; at++) {
            byte[] flipped = good.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(bad, flipped);
            assertThatThrownBy(() -> readAll(bad))
                    .as("byte %d", at)
                    .isInstanceOfSatisfying(BadInputException.class, e -> {
                        assertThat(e.exitCode()).isEqualTo(ExitCode.INTEGRITY);
                        assertThat(e).hasMessageStartingWith(bad.toString());
                    });
        }
    }

    @Test
    void damageInTheFooterNeverChangesTheRowsSilentlyNorHangs() throws IOException {
        Path file = folder.resolve("small.parquet");
        Written written = SampleColumns.of(3, 60).write(file);
        byte[] good = Files.readAllBytes(file);
        int footer = good.length - 8 - Bytes.intAt(good, good.length - 8);
        Path bad = folder.resolve("bad.parquet");
        for (int at = footer; at < good.length; at++) {
            byte[] flipped = good.clone();
            flipped[at] ^= 4;
            Files.write(bad, flipped);
            try (ColumnFileReader reader = ColumnFileReader.open(bad)) {
                if (reader.columns().equals(SampleColumns.of(3, 0).specs())) {
                    assertThat(reader.contentHash()).as("byte %d", at).isEqualTo(written.contentHash());
                }
            } catch (BadInputException e) {
                assertThat(e).hasMessageStartingWith(bad.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 11, 50, 500})
    void aTruncatedFileIsRefused(int bytes) throws IOException {
        Path file = folder.resolve("small.parquet");
        SampleColumns.of(3, 60).write(file);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));

        assertThatThrownBy(() -> ColumnFileReader.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("small.parquet");
    }

    private static void readAll(Path file) throws IOException {
        try (ColumnFileReader reader = ColumnFileReader.open(file)) {
            reader.contentHash();
        }
    }
}
