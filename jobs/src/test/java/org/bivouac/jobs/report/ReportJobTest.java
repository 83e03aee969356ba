package org.bivouac.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bivouac.jobs.compare.CompareJob;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.Scope;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.ColumnFileReader;
import org.bivouac.jobs.parquet.ColumnFileWriter;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.parquet.Written;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.RunSheetRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.StageKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both small jobs on a lake of their own: what they write, what they pass over, what brings them back. */
class ReportJobTest {
    private static final CarKey CAR = new CarKey(RallyFixture.STAGE, "501");

    @TempDir
    Path folder;

    @Test
    void aStageIsComparedAndReportedOnceAndAgainWhenSomethingChanged() throws IOException {
        Lake lake = Lake.open(folder);
        try (Run run = lake.begin()) {
            stageTables(run, RallyFixture.stage());
            assertThat(compare(run).changed()).containsExactly(RallyFixture.STAGE);
            assertThat(report(run).changed()).containsExactly(RallyFixture.STAGE);
            assertThat(run.publish()).isPresent();
        }
        Path report = folder.resolve("reports/2026-dakar/3");
        String page = Files.readString(report.resolve("index.html"), StandardCharsets.UTF_8);
        assertThat(page).contains("<h1>Stage 3</h1>", "Vehicle speed", "Tank against log");
        assertThat(report.resolve("tables.xlsx")).isNotEmptyFile();
        assertThat(Files.readAllLines(report.resolve("measures.csv")))
                .hasSize(1 + RallyFixture.stage().measures().size());
        assertThat(Files.readAllLines(report.resolve("comparison.csv")).size()).isGreaterThan(100);

        try (Run run = lake.begin()) {
            assertThat(compare(run).skipped()).containsExactly(RallyFixture.STAGE);
            assertThat(report(run).skipped()).containsExactly(RallyFixture.STAGE);
            assertThat(run.isEmpty()).isTrue();
            stage(run, "team", "limits", "", LimitRow.class, List.of());
            assertThat(compare(run).skipped()).containsExactly(RallyFixture.STAGE);
            assertThat(report(run).changed()).containsExactly(RallyFixture.STAGE);
        }
    }

    private static CompareJob.Outputs compare(Run run) throws IOException {
        return new CompareJob().run(new CompareJob.Inputs(run, new TreeSet<>(List.of(RallyFixture.STAGE))));
    }

    private static ReportJob.Outputs report(Run run) throws IOException {
        return new ReportJob()
                .run(new ReportJob.Inputs(
                        run, new TreeSet<StageKey>(List.of(RallyFixture.STAGE)), Catalogue.builtIn()));
    }

    private static void stageTables(Run run, StageData data) throws IOException {
        Map<CarKey, List<MeasureRow>> measures = new TreeMap<>();
        data.measures()
                .forEach(row -> measures.computeIfAbsent(new CarKey(data.stage(), row.car()), car -> new ArrayList<>())
                        .add(row));
        Map<CarKey, List<SegmentRow>> segments = new TreeMap<>();
        data.segments()
                .forEach(row -> segments.computeIfAbsent(new CarKey(data.stage(), row.car()), car -> new ArrayList<>())
                        .add(row));
        for (Map.Entry<CarKey, List<MeasureRow>> car : measures.entrySet()) {
            stage(run, "analyse", "measures", car.getKey().partition(), MeasureRow.class, car.getValue());
        }
        for (Map.Entry<CarKey, List<SegmentRow>> car : segments.entrySet()) {
            stage(run, "segment", "segments", car.getKey().partition(), SegmentRow.class, car.getValue());
        }
        stage(run, "team", "run_sheets", "year=2026/event=dakar", RunSheetRow.class, data.runSheets());
        stage(run, "team", "limits", "", LimitRow.class, data.limits());
        stageSpeed(run);
    }

    private static <R extends Record> void stage(
            Run run, String job, String table, String partition, Class<R> type, List<R> rows) throws IOException {
        Path into = Files.createDirectories(run.directory(job).resolve(table).resolve(partition));
        Path file = into.resolve(table + ".parquet");
        Files.deleteIfExists(file);
        Written written = RecordTables.write(file, type, rows);
        TableFile made = new TableFile(table, partition, file, written.rows(), written.contentHash());
        run.stage(new Scope(job, table + "/" + partition, written.contentHash(), List.of(made)));
    }

    /** A minute of speed with one peak of 171 km/h. */
    private static void stageSpeed(Run run) throws IOException {
        long[] micros = new long[6_000];
        double[] speed = new double[micros.length];
        for (int i = 0; i < micros.length; i++) {
            micros[i] = RallyFixture.START.getEpochSecond() * 1_000_000 + i * 10_000L;
            speed[i] = i == 4_321 ? 171 : 80;
        }
        String partition = CAR.partition() + "/raster=100hz";
        Path file = Files.createDirectories(run.directory("ingest").resolve(partition))
                .resolve("a.parquet");
        List<ColumnSpec> columns = List.of(
                new ColumnSpec("time", ColumnSpec.Type.INSTANT),
                new ColumnSpec("vehicle_speed_km_per_h", ColumnSpec.Type.DOUBLE));
        try (ColumnFileWriter writer = ColumnFileWriter.create(file, columns, Map.of())) {
            writer.write(new Object[] {micros, speed}, micros.length);
            Written written = writer.finish();
            TableFile made = new TableFile("telemetry", partition, file, written.rows(), written.contentHash());
            run.stage(new Scope("ingest", "dump", written.contentHash(), List.of(made)));
            try (ColumnFileReader reader = ColumnFileReader.open(file)) {
                assertThat(reader.rows()).isEqualTo(6_000);
            }
            List<Trace> traces = TraceReader.read(List.of(made), Catalogue.builtIn());
            assertThat(traces).singleElement().satisfies(trace -> {
                assertThat(trace.name()).isEqualTo("vehicle_speed_km_per_h");
                assertThat(trace.max()).contains(171).hasSizeLessThanOrEqualTo(2_500);
                assertThat(trace.min()).contains(80);
            });
        }
    }
}
