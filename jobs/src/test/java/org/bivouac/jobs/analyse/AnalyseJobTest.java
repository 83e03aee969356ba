package org.bivouac.jobs.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.Scope;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.parquet.Written;
import org.bivouac.jobs.scan.Telemetry;
import org.bivouac.jobs.spark.LocalTasks;
import org.bivouac.jobs.spark.Progress;
import org.bivouac.jobs.stage.SegmentJob;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.SegmentRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments and analysis on a lake in a folder: what they publish, and that a second run changes nothing. */
class AnalyseJobTest {
    @TempDir
    Path folder;

    private static Telemetry drive(double hotDegC) {
        return Telemetry.steady(10, 0, 1200)
                .with("vehicle_speed_km_per_h", s -> s < 100 ? 0 : 72)
                .with("coolant_temperature_deg_c", s -> s > 600 && s < 660 ? hotDegC : 90);
    }

    private void ingest(Run run, Telemetry telemetry, String dump) throws IOException {
        TableFile file = telemetry.write(run.directory("ingest").resolve("telemetry"), dump);
        run.stage(new Scope("ingest", "drive", dump, List.of(file)));
        Path limits = run.directory("team").resolve("limits").resolve("limits.parquet");
        Files.createDirectories(limits.getParent());
        Files.deleteIfExists(limits);
        Written written = RecordTables.write(
                limits,
                LimitRow.class,
                List.of(limit("coolant_temperature_deg_c", 105), limit("oil_temperature_deg_c", 130)));
        run.stage(new Scope(
                "team",
                "limits",
                dump,
                List.of(new TableFile("limits", "", limits, written.rows(), written.contentHash()))));
    }

    private static LimitRow limit(String channel, double value) {
        return new LimitRow("*", channel, "above", value, "degC", 2, null, Double.NaN, "alarm", "test");
    }

    private static AnalyseJob.Outputs segmentAndAnalyse(Run run) throws IOException {
        TreeSet<org.bivouac.schemas.CarKey> cars = new TreeSet<>(List.of(Telemetry.CAR));
        new SegmentJob().run(new SegmentJob.Inputs(run, cars, Catalogue.builtIn()));
        try (LocalTasks tasks = new LocalTasks(2, Progress.NONE)) {
            return new AnalyseJob().run(tasks, new AnalyseJob.Inputs(run, cars, Catalogue.builtIn()));
        }
    }

    private static <R extends Record> List<R> rows(Snapshot snapshot, String table, Class<R> type) throws IOException {
        List<TableFile> files = snapshot.files(table);
        assertThat(files).hasSize(1);
        return RecordTables.read(files.get(0).path(), type);
    }

    @Test
    void aStageIsCutScannedAndPublished() throws IOException {
        Lake lake = Lake.open(folder);
        try (Run run = lake.begin()) {
            ingest(run, drive(110), "a");
            assertThat(segmentAndAnalyse(run).changed()).containsExactly(Telemetry.CAR);
            assertThat(run.publish()).isPresent();
        }
        Snapshot published = lake.newest();
        assertThat(rows(published, "segments", SegmentRow.class))
                .extracting(SegmentRow::segment)
                .containsExactly("stop-1", "unknown-1");
        List<MeasureRow> measures = rows(published, "measures", MeasureRow.class);
        assertThat(measures)
                .extracting(MeasureRow::segment)
                .contains("stop-1", "unknown-1", "stop", "unknown", "stage");
        assertThat(measures)
                .filteredOn(row -> row.segment().equals("stage")
                        && row.channel().equals("coolant_temperature_deg_c")
                        && row.measure().equals("max"))
                .extracting(MeasureRow::value)
                .containsExactly(110.0);
        List<EventRow> events = rows(published, "events", EventRow.class);
        assertThat(events)
                .filteredOn(row -> row.segment().equals("stage") && row.kind().equals("limit_exceeded"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.peak()).isEqualTo(110);
                    assertThat(row.context()).contains("vehicle_speed_km_per_h=72");
                    assertThat(row.time())
                            .isEqualTo(java.time.Instant.EPOCH.plusNanos((Telemetry.ORIGIN + 600_100_000) * 1000));
                });
        assertThat(measures)
                .filteredOn(
                        row -> row.segment().equals("stage") && row.measure().equals("exceedances_above_130"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.value()).isNaN();
                    assertThat(row.reason()).isEqualTo("no valid samples");
                });
    }

    @Test
    void theSameTelemetryAgainChangesNothingAndOtherTelemetryDoes() throws IOException {
        Lake lake = Lake.open(folder);
        try (Run run = lake.begin()) {
            ingest(run, drive(110), "a");
            segmentAndAnalyse(run);
            run.publish();
        }
        Snapshot first = lake.newest();
        try (Run run = lake.begin()) {
            AnalyseJob.Outputs again = segmentAndAnalyse(run);
            assertThat(again.skipped()).containsExactly(Telemetry.CAR);
            assertThat(again.changed()).isEmpty();
            assertThat(run.isEmpty()).isTrue();
        }
        try (Run run = lake.begin()) {
            ingest(run, drive(90), "b");
            assertThat(segmentAndAnalyse(run).changed()).containsExactly(Telemetry.CAR);
            // Twice in one run, as after another run published first.
            ingest(run, drive(95), "c");
            assertThat(segmentAndAnalyse(run).changed()).containsExactly(Telemetry.CAR);
            assertThat(run.publish()).isPresent();
        }
        Optional<Scope> scope = lake.newest().scope("analyse", Telemetry.CAR.toString());
        assertThat(scope.orElseThrow().fingerprint())
                .isNotEqualTo(first.scope("analyse", Telemetry.CAR.toString())
                        .orElseThrow()
                        .fingerprint());
    }
}
