package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.ColumnFileReader;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.spark.LocalTasks;
import org.bivouac.jobs.spark.Progress;
import org.bivouac.jobs.spark.Tasks;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.RejectRow;
import org.bivouac.schemas.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dump that several cores read in parts has the rows and the books of one that is read whole. */
class DumpPartsTest {
    private static final long WHOLE = Long.MAX_VALUE;

    @TempDir
    Path folder;

    /** A dump in which rows are refused, stand twice, and lack cells. */
    private static String dump(int lines, Steps steps) {
        Random random = new Random(lines);
        StringBuilder text = new StringBuilder("time_s,Engine RPM [rpm],Oil Press [psi],Body Acc Lat [g]\n");
        int tick = 0;
        for (int i = 0; i < lines; i++) {
            tick += steps == Steps.BACK && random.nextInt(300) == 0 ? -40 : 1;
            String row = String.format(
                    Locale.ROOT,
                    "%.2f,%d,%s,%.3f\n",
                    tick / 100.0,
                    random.nextInt(90) == 0 ? 99_999 : 1000 + i % 977,
                    random.nextInt(50) == 0 ? "" : "4" + i % 7 + ".5",
                    random.nextGaussian());
            text.append(row);
            switch (random.nextInt(80)) {
                case 0 -> text.append(row);
                case 1 -> text.append("1,2\n");
                case 2 -> text.append("x,1,2,3\n");
                case 3 -> text.append(String.format(Locale.ROOT, "%.2f,bad,1,2\n", ++tick / 100.0));
                case 4 -> text.append('\n');
                default -> {}
            }
        }
        return text.toString();
    }

    /** Whether the clock of a dump steps back now and then. */
    private enum Steps {
        NONE,
        BACK
    }

    private Snapshot ingest(String text, long partBytes, int cores) throws IOException {
        Path place = Files.createDirectories(folder.resolve("inbox/2026/dakar/3/501"));
        Files.writeString(place.resolve("engine.csv"), text);
        Lake lake = Lake.open(Files.createTempDirectory(folder, "lake"));
        try (Run run = lake.begin();
                Tasks tasks = new LocalTasks(cores, Progress.NONE)) {
            new IngestJob(partBytes)
                    .run(
                            new IngestJob.Inputs(
                                    lake, run, folder.resolve("inbox"), Identity.NONE, Catalogue.builtIn(), List.of()),
                            tasks);
            assertThat(run.publish()).isPresent();
        }
        return lake.newest();
    }

    private static <R extends Record> List<String> table(Snapshot snapshot, Class<R> table) throws IOException {
        List<String> rows = new ArrayList<>();
        for (TableFile file : snapshot.files(Tables.name(table))) {
            RecordTables.read(file.path(), table).forEach(row -> rows.add(row.toString()));
        }
        return rows;
    }

    /** Telemetry by record ordinal. */
    private static Map<Long, String> telemetry(Snapshot snapshot) throws IOException {
        Map<Long, String> rows = new TreeMap<>();
        for (TableFile file : snapshot.files("telemetry")) {
            try (ColumnFileReader reader = ColumnFileReader.open(file.path())) {
                for (int g = 0; g < reader.rowGroups(); g++) {
                    StringBuilder[] cells = new StringBuilder[reader.rows(g)];
                    for (ColumnSpec column : reader.columns()) {
                        List<?> values = values(reader, g, column);
                        for (int i = 0; i < cells.length; i++) {
                            cells[i] = cells[i] == null ? new StringBuilder(file.partition()) : cells[i];
                            cells[i].append(' ')
                                    .append(column.name())
                                    .append('=')
                                    .append(values.get(i));
                        }
                    }
                    long[] ordinals = reader.longs(g, "ordinal");
                    for (int i = 0; i < cells.length; i++) {
                        assertThat(rows.put(ordinals[i], cells[i].toString())).isNull();
                    }
                }
            }
        }
        return rows;
    }

    private static List<?> values(ColumnFileReader reader, int group, ColumnSpec column) throws IOException {
        List<Object> values = new ArrayList<>();
        switch (column.type()) {
            case DOUBLE -> {
                for (double value : reader.doubles(group, column.name())) {
                    values.add(value);
                }
            }
            case TEXT -> values.addAll(java.util.Arrays.asList(reader.texts(group, column.name())));
            case INT -> {
                for (int value : reader.ints(group, column.name())) {
                    values.add(value);
                }
            }
            case LONG, INSTANT, BOOLEAN -> {
                for (long value : reader.longs(group, column.name())) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private static void requireEqual(Snapshot found, Snapshot wanted) throws IOException {
        assertThat(telemetry(found)).isEqualTo(telemetry(wanted));
        assertThat(table(found, DumpRow.class)).isEqualTo(table(wanted, DumpRow.class));
        assertThat(table(found, ChannelRow.class)).isEqualTo(table(wanted, ChannelRow.class));
        assertThat(table(found, RejectRow.class)).isEqualTo(table(wanted, RejectRow.class));
    }

    @ParameterizedTest
    @ValueSource(longs = {1_200, 4_500, 15_000})
    void rowsAndBooksAreThoseOfTheWhole(long partBytes) throws IOException {
        String text = dump(1_500, Steps.NONE);
        Snapshot whole = ingest(text, WHOLE, 1);
        Snapshot parts = ingest(text, partBytes, 2);

        assertThat(whole.files("telemetry")).hasSize(1);
        assertThat(parts.files("telemetry")).hasSizeBetween(2, text.length() / (int) partBytes + 2);
        assertThat(table(whole, RejectRow.class)).isNotEmpty();
        requireEqual(parts, whole);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_200, 4_500, 15_000})
    void aClockThatStepsBackAlsoAtABorderIsToldAsInTheWhole(long partBytes) throws IOException {
        String text = dump(1_500, Steps.BACK);
        Snapshot whole = ingest(text, WHOLE, 1);

        assertThat(whole.files("telemetry")).hasSizeGreaterThan(3);
        requireEqual(ingest(text, partBytes, 2), whole);
    }

    @Test
    void tooManyFaultsOfOneRuleAreCountedAsInTheWhole() throws IOException {
        StringBuilder text = new StringBuilder("time_s,Engine RPM [rpm]\n");
        for (int i = 0; i < 4_000; i++) {
            text.append(String.format(Locale.ROOT, "%.2f,%d\n", i / 100.0, i));
            text.append(i % 2 == 0 ? "1,2,3\n" : "");
        }
        Snapshot whole = ingest(text.toString(), WHOLE, 1);

        assertThat(table(whole, RejectRow.class)).hasSize(1001);
        requireEqual(ingest(text.toString(), 9_000, 2), whole);
        text.setLength(0);
        text.append("time_s,Engine RPM [rpm]\n");
        for (int i = 0; i < 4_000; i++) {
            text.append(String.format(Locale.ROOT, "%.2f,%d\n", i / 100.0, i));
            text.append(i % 10 == 0 ? "1,2,3\n" : "");
        }
        requireEqual(ingest(text.toString(), 9_000, 2), ingest(text.toString(), WHOLE, 1));
    }

    @Test
    void anyNumberOfCoresGivesTheSameBytes() throws IOException {
        String text = dump(1_500, Steps.NONE);
        List<String> one = files(ingest(text, 3_000, 1));

        assertThat(one).hasSizeGreaterThan(8);
        assertThat(files(ingest(text, 3_000, 2))).isEqualTo(one);
        assertThat(files(ingest(text, 3_000, 7))).isEqualTo(one);
    }

    private static List<String> files(Snapshot snapshot) throws IOException {
        List<String> files = new ArrayList<>();
        for (var scope : snapshot.scopes().values()) {
            for (TableFile file : scope.files()) {
                files.add(file.table() + " " + file.partition() + " "
                        + file.path().getFileName() + " " + java.util.Arrays.hashCode(Files.readAllBytes(file.path())));
            }
        }
        return files;
    }
}
