package org.bivouac.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.lake.Scope;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.ColumnFileWriter;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.parquet.Written;
import org.bivouac.jobs.sql.SqlConsole.Answer;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlConsoleTest {
    @TempDir
    Path folder;

    private Snapshot snapshot;

    @BeforeEach
    void writeATeamsEvening() throws IOException {
        PlanRow liaison = new PlanRow(2026, "dakar", "3", "*", 1, "LIAISON", 120.5, Instant.EPOCH, "plan", "road book");
        PlanRow special = new PlanRow(2026, "dakar", "3", "*", 2, "SPECIAL", Double.NaN, null, "plan", "road book");
        Path plan = folder.resolve("it's the plan.parquet");
        Written written = RecordTables.write(plan, PlanRow.class, List.of(liaison, special));
        TableFile planFile = new TableFile("plan", "", plan, written.rows(), written.contentHash());
        snapshot = new Snapshot(
                1,
                new java.util.TreeMap<>(Map.of(
                        "team 2026/dakar",
                        new Scope("team", "2026/dakar", "1", List.of(planFile)),
                        "ingest a",
                        new Scope(
                                "ingest",
                                "a",
                                "1",
                                List.of(
                                        telemetry("501", "speed_m_per_s", 1, 2),
                                        telemetry("502", "engine_speed_rpm", 3))))));
    }

    private TableFile telemetry(String car, String channel, double... values) throws IOException {
        String partition = "year=2026/event=dakar/stage=3/car=" + car + "/raster=100hz";
        Path file = Files.createDirectories(folder.resolve(partition)).resolve("a.parquet");
        List<ColumnSpec> columns = List.of(
                new ColumnSpec("ordinal", ColumnSpec.Type.LONG), new ColumnSpec(channel, ColumnSpec.Type.DOUBLE));
        try (ColumnFileWriter writer = ColumnFileWriter.create(file, columns, Map.of())) {
            writer.write(new Object[] {new long[values.length], values}, values.length);
            Written written = writer.finish();
            return new TableFile("telemetry", partition, file, written.rows(), written.contentHash());
        }
    }

    private Answer ask(String sql) {
        try (SqlConsole console = SqlConsole.open(snapshot)) {
            return console.query(sql);
        }
    }

    @Test
    void aTableIsAViewOfTheSnapshotsFiles() {
        Answer answer = ask("SELECT type, length_km, start_time FROM plan ORDER BY ordinal");
        assertThat(answer.columns()).containsExactly("type", "length_km", "start_time");
        assertThat(answer.rows()).hasSize(2);
        assertThat(answer.rows().get(0)).startsWith("LIAISON", "120.5").doesNotContainNull();
        assertThat(answer.rows().get(1)).containsExactly("SPECIAL", null, null);
    }

    @Test
    void telemetryHasTheChannelsOfAllItsFilesAndTheKeysOfItsFolders() {
        assertThat(ask("SELECT car, speed_m_per_s, engine_speed_rpm FROM telemetry ORDER BY car, 2")
                        .rows())
                .containsExactly(
                        Arrays.asList("501", "1.0", null),
                        Arrays.asList("501", "2.0", null),
                        Arrays.asList("502", null, "3.0"));
        assertThat(ask("SELECT count(*) FROM telemetry WHERE stage = '3' AND year = '2026'")
                        .rows())
                .containsExactly(List.of("3"));
    }

    @Test
    void aTableWithoutFilesIsEmptyAndHasItsColumns() {
        for (Class<? extends Record> table : Tables.ALL) {
            List<String> columns = Arrays.stream(table.getRecordComponents())
                    .map(Tables::column)
                    .toList();
            assertThat(ask("SELECT * FROM " + Tables.name(table) + " LIMIT 0").columns())
                    .isEqualTo(columns);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHOW TABLES",
                "DESCRIBE plan",
                "SUMMARIZE plan",
                "FROM plan",
                "VALUES (1)",
                "SELECT 'it''s' AS a, 1;",
                "-- a comment\nWITH p AS (SELECT * FROM plan) SELECT * FROM p ORDER BY ordinal DESC",
                "PIVOT plan ON type IN ('LIAISON', 'SPECIAL') USING sum(length_km)",
            })
    void everyKindOfQuestionIsAnswered(String sql) {
        assertThat(ask(sql).rows()).isNotEmpty();
    }

    @Test
    void anUnknownTableIsAnErrorThatListsTheKnown() {
        assertThatThrownBy(() -> ask("SELECT * FROM fuel"))
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("fuel")
                .hasMessageContaining("measures, parts, plan, ")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('%s/secret.txt')",
                "SELECT * FROM '%s/secret.csv'",
                "SELECT * FROM sniff_csv('%s/secret.csv')",
                "SELECT * FROM glob('%s/*')",
                "COPY plan TO '%s/stolen.csv'",
                "COPY (SELECT 1) TO '%s/year=2026/event=dakar/stage=3/car=501/raster=100hz/a.parquet'",
                "COPY (SELECT 1) TO '%s/year=2026/event=dakar/stage=3/car=501/raster=100hz/a.parquet'"
                        + " (FORMAT parquet, USE_TMP_FILE false)",
                "COPY (SELECT 1) TO '%s/year=2026/event=dakar/stage=3/car=501/raster=100hz/a.parquet'"
                        + " (FORMAT csv, USE_TMP_FILE false)",
                "ATTACH '%s/year=2026/event=dakar/stage=3/car=501/raster=100hz/a.parquet' AS x",
                "ATTACH '%s/new.db'",
                "EXPORT DATABASE '%s/export'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SELECT * FROM 'https://example.org/x.csv'",
                "SET enable_external_access = true",
                "SET allowed_directories = ['/']",
                "SELECT 1; COPY plan TO '%s/stolen.csv'",
                "COPY (SELECT 1) TO '%s/year=2026/event=dakar/stage=3/car=501/raster=100hz/a.parquet'"
                        + " (USE_TMP_FILE false); SELECT 1",
                "EXPLAIN ANALYZE COPY (SELECT 1) TO '%s/year=2026/event=dakar/stage=3/car=501/raster=100hz/a.parquet'"
                        + " (FORMAT csv, USE_TMP_FILE false)",
                "SELECT 1'); COPY (SELECT 1) TO '%s/year=2026/event=dakar/stage=3/car=501/raster=100hz/a.parquet'"
                        + " (FORMAT csv, USE_TMP_FILE false); SELECT ('1",
                "DROP VIEW plan",
            })
    void aQueryReadsNothingButTheSnapshotAndWritesNothing(String sql) throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");
        Map<Path, String> before = files();
        assertThatThrownBy(() -> ask(sql.replace("%s", folder.toString()))).isInstanceOf(BadInputException.class);
        assertThat(files()).isEqualTo(before);
    }

    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new java.util.TreeMap<>();
        try (var all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                files.put(path, Files.isRegularFile(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "");
            }
        }
        return files;
    }
}
