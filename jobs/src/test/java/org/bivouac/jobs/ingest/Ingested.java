package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.can.DatabaseTable;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.ColumnFileReader;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.spark.Tasks;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.RejectRow;
import org.bivouac.schemas.Tables;

/** Ingests an inbox into a lake of its own, and tells what is in it. */
final class Ingested {
    private Ingested() {}

    /** Ingests {@code inbox} below a folder, large dumps in parts of about so many bytes. */
    static Snapshot of(Path folder, long partBytes, Tasks tasks) throws IOException {
        Lake lake = Lake.open(Files.createTempDirectory(folder, "lake"));
        try (Run run = lake.begin()) {
            new IngestJob(partBytes)
                    .run(
                            new IngestJob.Inputs(
                                    lake,
                                    run,
                                    folder.resolve("inbox"),
                                    Identity.NONE,
                                    Catalogue.builtIn(),
                                    List.of(),
                                    DatabaseTable.databases(List.of(), folder.resolve("inbox"))),
                            tasks);
            assertThat(run.publish()).isPresent();
        }
        return lake.newest();
    }

    static <R extends Record> List<String> table(Snapshot snapshot, Class<R> table) throws IOException {
        List<String> rows = new ArrayList<>();
        for (TableFile file : snapshot.files(Tables.name(table))) {
            RecordTables.read(file.path(), table).forEach(row -> rows.add(row.toString()));
        }
        return rows;
    }

    /** Telemetry by raster, group and record ordinal. */
    private static Map<String, String> telemetry(Snapshot snapshot) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (TableFile file : snapshot.files("telemetry")) {
            try (ColumnFileReader reader = ColumnFileReader.open(file.path())) {
                String group = file.partition() + reader.metadata().get("bivouac.group");
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
                        assertThat(rows.put(group + ordinals[i], cells[i].toString()))
                                .isNull();
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

    static void requireEqual(Snapshot found, Snapshot wanted) throws IOException {
        assertThat(telemetry(found)).isEqualTo(telemetry(wanted));
        assertThat(table(found, DumpRow.class)).isEqualTo(table(wanted, DumpRow.class));
        assertThat(table(found, ChannelRow.class)).isEqualTo(table(wanted, ChannelRow.class));
        assertThat(table(found, RejectRow.class)).isEqualTo(table(wanted, RejectRow.class));
    }

    /** Name and bytes of every file. */
    static List<String> files(Snapshot snapshot) throws IOException {
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
