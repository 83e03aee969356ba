package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.fault.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of the data, through the real command line, against what the sample rally's maker knows to be true. */
@Tag("spark")
class SampleDebriefTest {
    private static final Path SAMPLE =
            Path.of("..", "sample-data").toAbsolutePath().normalize();

    @TempDir
    static Path lake;

    @BeforeAll
    static void debrief() {
        assertThat(Main.run("debrief", SAMPLE.toString(), "--lake", lake.toString()))
                .as("finished, with the sample's faulty dumps refused")
                .isEqualTo(ExitCode.QUARANTINED.status());
    }

    @Test
    void everyDumpIsUsedDuplicateOrQuarantinedAsItsMakerSays() throws SQLException {
        assertThat(mismatches("""
                SELECT e.file, e.status, d.status, e.rows, d.rows_written
                FROM read_csv('%s/expected/dumps.csv') e
                FULL JOIN read_parquet('%s/current/dumps/**/*.parquet', union_by_name = true) d USING (file)
                WHERE e.status IS DISTINCT FROM d.status
                   OR (e.status = 'used' AND e.rows IS DISTINCT FROM d.rows_written + d.rows_duplicate)
                """)).isEmpty();
    }

    @Test
    void litresAndDistancesAreThoseOfTheModelWithinItsTolerance() throws SQLException {
        assertThat(mismatches("""
                WITH m AS (
                  SELECT year, event, stage::VARCHAR stage, car::VARCHAR car, segment,
                    max(value) FILTER (measure = 'fuel_litres_flow') litres,
                    max(distance_km) FILTER (measure = 'fuel_litres_flow') distance_km,
                    max(value) FILTER (measure = 'fuel_l_per_100km_flow') l_per_100km
                  FROM read_parquet('%2$s/current/measures/**/*.parquet', union_by_name = true) GROUP BY ALL)
                SELECT e.year, e.stage, e.car, e.segment, e.litres, m.litres, e.distance_km, m.distance_km,
                  e.l_per_100km, m.l_per_100km
                FROM read_csv('%1$s/expected/fuel.csv', types = {'stage': 'VARCHAR', 'car': 'VARCHAR'}) e
                LEFT JOIN m USING (year, event, stage, car, segment)
                WHERE NOT coalesce(abs(e.litres - m.litres) <= e.litres_tolerance
                  AND abs(e.distance_km - m.distance_km) <= e.distance_km_tolerance
                  AND abs(e.l_per_100km - m.l_per_100km) <= e.l_per_100km_tolerance, false)
                """)).isEmpty();
    }

    @Test
    void exceededLimitsAreFoundWhereTheModelPutThem() throws SQLException {
        assertThat(mismatches("""
                WITH v AS (
                  SELECT year, event, stage::VARCHAR stage, car::VARCHAR car, channel, limit_value,
                    count(*) n, min(time) first_time, sum(duration_s) duration_s, arg_max(peak, abs(peak - limit_value)) peak
                  FROM read_parquet('%2$s/current/events/**/*.parquet', union_by_name = true)
                  WHERE kind = 'limit_exceeded' AND segment = 'stage' GROUP BY ALL)
                SELECT e.year, e.stage, e.car, e.channel, e.count, v.n, e.first_time, v.first_time,
                  e.duration_s, v.duration_s, e.peak, v.peak
                FROM read_csv('%1$s/expected/vitals.csv', types = {'stage': 'VARCHAR', 'car': 'VARCHAR'}) e
                FULL JOIN v USING (year, event, stage, car, channel, limit_value)
                WHERE NOT coalesce(e.count = v.n
                  AND abs(epoch(e.first_time::TIMESTAMPTZ) - epoch(v.first_time)) <= e.first_s_tolerance
                  AND abs(e.duration_s - v.duration_s) <= e.duration_s_tolerance
                  AND abs(e.peak - v.peak) <= e.peak_tolerance, false)
                """)).isEmpty();
    }

    @Test
    void pseudoDamageIsThatOfAnIndependentCount() throws SQLException {
        assertThat(mismatches("""
                SELECT e.year, e.stage, e.car, e.channel, e.sum_half_residue, m.value
                FROM read_csv('%1$s/expected/damage.csv', types = {'stage': 'VARCHAR', 'car': 'VARCHAR'}) e
                LEFT JOIN (SELECT *, car::VARCHAR AS car_name, stage::VARCHAR AS stage_name
                    FROM read_parquet('%2$s/current/measures/**/*.parquet', union_by_name = true)) m
                ON m.year = e.year AND m.event = e.event AND m.stage_name = e.stage AND m.car_name = e.car
                  AND m.channel = e.channel AND m.segment = 'stage' AND m.measure = 'pseudo_damage_k' || e.k
                WHERE NOT coalesce(abs(e.sum_half_residue - m.value) <= e.relative_tolerance * e.sum_half_residue, false)
                """)).isEmpty();
    }

    @Test
    void everyStageHasAReportThatStandsAlone() throws IOException {
        for (String stage : List.of(
                "2025-bivouac-rally/1", "2025-bivouac-rally/2", "2026-bivouac-rally/1", "2026-bivouac-rally/2")) {
            Path folder = lake.resolve("reports").resolve(stage);
            assertThat(folder.resolve("index.html")).isRegularFile();
            assertThat(folder.resolve("tables.xlsx")).isRegularFile();
            assertThat(Files.readString(folder.resolve("index.html"))).doesNotContain("src=\"http", "href=\"http");
        }
    }

    @Test
    void theSameAgainChangesNothing() throws IOException {
        List<String> before = snapshots();
        assertThat(Main.run("debrief", SAMPLE.toString(), "--lake", lake.toString()))
                .isEqualTo(ExitCode.QUARANTINED.status());
        assertThat(snapshots()).isEqualTo(before);
        assertThat(Main.run("verify", "--lake", lake.toString())).isZero();
    }

    @Test
    void threadsAndSparkPublishTheSameManifests(@TempDir Path other) throws IOException {
        Main.run("debrief", SAMPLE.toString(), "--lake", other.toString(), "--engine", "threads", "--cores", "1");
        assertThat(Files.readString(newestSnapshot(other))).isEqualTo(Files.readString(newestSnapshot(lake)));
    }

    private static List<String> snapshots() throws IOException {
        List<String> contents = new ArrayList<>();
        try (var files = Files.list(lake.resolve("snapshots"))) {
            for (Path file : files.sorted().toList()) {
                contents.add(Files.readString(file));
            }
        }
        return contents;
    }

    private static Path newestSnapshot(Path root) throws IOException {
        try (var files = Files.list(root.resolve("snapshots"))) {
            return files.sorted().reduce((first, second) -> second).orElseThrow();
        }
    }

    /** The rows of a query in which what is expected and what is there differ; %1$s is the sample, %2$s the lake. */
    private static List<String> mismatches(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql.formatted(SAMPLE, lake))) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(result.getMetaData().getColumnLabel(i))
                            .append('=')
                            .append(result.getString(i))
                            .append(' ');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
