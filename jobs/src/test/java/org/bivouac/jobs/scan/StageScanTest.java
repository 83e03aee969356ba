package org.bivouac.jobs.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bivouac.jobs.analyse.StandardFolds;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.spark.LocalTasks;
import org.bivouac.jobs.spark.Progress;
import org.bivouac.jobs.spark.SparkSessions;
import org.bivouac.jobs.spark.SparkTasks;
import org.bivouac.jobs.spark.Tasks;
import org.bivouac.jobs.statistics.StatisticsFold;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.SegmentRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D12: bits do not depend on cores, files or row groups; values agree with sums made by brute force. */
class StageScanTest {
    private static final int RATE_HZ = 100;
    private static final double SECONDS = 4000;

    @TempDir
    Path folder;

    /** Row groups of noise with a dropout, a gap in the log, and slow channels in a file of their own. */
    private static Telemetry fast() {
        Random random = new Random(7);
        return Telemetry.steady(RATE_HZ, 0, SECONDS)
                .with("damper_position_fl_mm", s -> 100 + 30 * Math.sin(s * 9) + random.nextGaussian())
                .with("engine_speed_rpm", s -> s > 900 && s < 905 ? Double.NaN : 3000 + 1500 * Math.sin(s / 7))
                .with("throttle_position_pct", s -> 50 + 49 * Math.sin(s / 11))
                .rows(i -> i < 130_000 || i > 131_000);
    }

    private static Telemetry slow() {
        return Telemetry.steady(10, 0.05, SECONDS)
                .with("vehicle_speed_km_per_h", s -> Math.max(0, 80 + 60 * Math.sin(s / 100)))
                .with("fuel_flow_l_per_h", s -> 40 + 20 * Math.sin(s / 50));
    }

    private static List<SegmentRow> segments() {
        return List.of(
                segment(0, "liaison-1", "LIAISON", 0, 611.111),
                segment(1, "special-1", "SPECIAL", 611.111, 1500),
                segment(2, "stop-1", "STOP", 1500, 1570),
                segment(3, "special-1-2", "SPECIAL", 1570, 4000.05));
    }

    static SegmentRow segment(int ordinal, String name, String type, double from, double to) {
        return new SegmentRow(
                2026,
                "dakar",
                "3",
                "501",
                ordinal,
                name,
                type,
                instant(from),
                instant(to),
                to - from,
                0,
                0,
                10,
                Double.NaN,
                null,
                "none",
                0);
    }

    private static Instant instant(double seconds) {
        return Instant.EPOCH.plusNanos((Telemetry.ORIGIN + Math.round(seconds * 1e6)) * 1000);
    }

    private static StageScan.Result scan(int cores, List<TableFile> files) throws IOException {
        try (LocalTasks tasks = new LocalTasks(cores, Progress.NONE)) {
            return scan(tasks, files);
        }
    }

    private static StageScan.Result scan(Tasks tasks, List<TableFile> files) throws IOException {
        Catalogue catalogue = Catalogue.builtIn();
        CarLog log = CarLog.open(files);
        return StageScan.scan(
                tasks,
                new StageScan.Inputs(
                        Telemetry.CAR,
                        log,
                        segments(),
                        DistanceTrack.of(log, catalogue),
                        catalogue,
                        StandardFolds.of(catalogue, log.channels(), List.of(), List.of())));
    }

    private List<TableFile> whole() {
        return List.of(fast().write(folder.resolve("whole"), "a"), slow().write(folder.resolve("whole"), "b"));
    }

    private static double value(StageScan.Result result, String segment, String channel, String measure) {
        return result.measures().stream()
                .filter(row -> row.segment().equals(segment)
                        && row.channel().equals(channel)
                        && row.measure().equals(measure))
                .mapToDouble(MeasureRow::value)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void moreCoresGiveTheSameBits(int cores) throws IOException {
        List<TableFile> files = whole();
        CarLog log = CarLog.open(files);
        assertThat(Span.tasks(
                        Span.of(List.of(new long[] {log.firstMicros(), log.lastMicros() + 1}), log.sampled()), log))
                .hasSizeGreaterThan(1);
        assertThat(scan(cores, files)).isEqualTo(scan(1, files));
    }

    @Test
    @Tag("spark")
    void sparkGivesTheSameBits() throws IOException {
        List<TableFile> files = whole();
        try (Tasks tasks = new SparkTasks(SparkSessions.embedded(2), Progress.NONE)) {
            assertThat(scan(tasks, files)).isEqualTo(scan(1, files));
        }
    }

    @Test
    void carsScannedTogetherHaveTheResultsOfEachByItself() throws IOException {
        Catalogue catalogue = Catalogue.builtIn();
        List<StageScan.Inputs> cars = new ArrayList<>();
        for (List<TableFile> files : List.of(whole(), List.of(slow().write(folder.resolve("other"), "c")))) {
            CarLog log = CarLog.open(files);
            cars.add(new StageScan.Inputs(
                    Telemetry.CAR,
                    log,
                    segments(),
                    DistanceTrack.of(log, catalogue),
                    catalogue,
                    StandardFolds.of(catalogue, log.channels(), List.of(), List.of())));
        }
        try (LocalTasks tasks = new LocalTasks(2, Progress.NONE)) {
            assertThat(StageScan.scan(tasks, "both", cars))
                    .containsExactly(StageScan.scan(tasks, cars.get(0)), StageScan.scan(tasks, cars.get(1)));
        }
    }

    /** The same rows in other files: cut by time, dealt out in turn, and overlapping by half. */
    static Stream<List<List<Integer>>> filings() {
        return Stream.of(List.of(List.of(0, 60_000), List.of(60_000, 61_000), List.of(61_000, 400_000)));
    }

    @ParameterizedTest
    @MethodSource("filings")
    void telemetryCutIntoFilesGivesTheSameBits(List<List<Integer>> cuts) throws IOException {
        List<TableFile> files = new ArrayList<>();
        for (List<Integer> cut : cuts) {
            files.add(fast().rows(i -> i >= cut.get(0) && i < cut.get(1))
                    .write(folder.resolve("cut"), "dump" + files.size()));
        }
        files.add(slow().write(folder.resolve("cut"), "b"));
        StageScan.Result expected = scan(1, whole());
        assertThat(scan(2, files)).isEqualTo(expected);
        Collections.reverse(files);
        assertThat(scan(2, files)).isEqualTo(expected);
    }

    @Test
    void rowsDealtOutToFilesInTurnGiveTheSameBits() throws IOException {
        List<TableFile> files = List.of(
                slow().write(folder.resolve("dealt"), "b"),
                fast().rows(i -> i % 3 != 1).write(folder.resolve("dealt"), "x"),
                fast().rows(i -> i % 3 == 1).write(folder.resolve("dealt"), "a"));
        assertThat(scan(2, files)).isEqualTo(scan(1, whole()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50_000, 200_000})
    void overlappingDumpsCountOnce(int overlap) throws IOException {
        int middle = 125_000;
        List<TableFile> files = List.of(
                fast().rows(i -> i < middle + overlap / 2).write(folder.resolve("overlap" + overlap), "x"),
                fast().rows(i -> i >= middle - overlap / 2).write(folder.resolve("overlap" + overlap), "y"),
                slow().write(folder.resolve("overlap" + overlap), "b"));
        StageScan.Result result = scan(2, files);
        List<MeasureRow> measures = result.measures().stream()
                .filter(row -> !row.measure().equals("duplicate_samples")
                        && !row.measure().equals("conflicting_samples"))
                .toList();
        StageScan.Result expected = scan(1, whole());
        assertThat(measures).isEqualTo(expected.measures());
        assertThat(result.spectra()).isEqualTo(expected.spectra());
        if (overlap > 0) {
            assertThat(value(result, "stage", "damper_position_fl_mm", "duplicate_samples"))
                    .isEqualTo(overlap);
            assertThat(value(result, "stage", "damper_position_fl_mm", "conflicting_samples"))
                    .isZero();
        }
    }

    @Test
    void meansAreThoseOfBruteForce() throws IOException {
        StageScan.Result result = scan(2, whole());
        double sum = 0;
        double seconds = 0;
        double specialSum = 0;
        double specialSeconds = 0;
        for (int i = 0; i + 1 < SECONDS * 10; i++) {
            double at = 0.05 + i / 10.0;
            double value = 40 + 20 * Math.sin(at / 50);
            sum += value * 0.1;
            seconds += 0.1;
            if (at >= 611.111 && (at < 1500 || at >= 1570)) {
                specialSum += value * 0.1;
                specialSeconds += 0.1;
            }
        }
        assertThat(value(result, "stage", "fuel_flow_l_per_h", "mean_by_time")).isCloseTo(sum / seconds, within(1e-9));
        assertThat(value(result, "special", "fuel_flow_l_per_h", "mean_by_time"))
                .isCloseTo(specialSum / specialSeconds, within(1e-9));
    }

    @Test
    void aDropoutAndAGapAreUncoveredAndNotBridged() throws IOException {
        StageScan.Result result = scan(1, whole());
        // The dropout runs from the sample at 900.00 s to that at 905.00 s, the gap from 1299.99 s to 1310.01 s.
        assertThat(value(result, "stage", "engine_speed_rpm", "uncovered_seconds"))
                .isCloseTo(5 + 10.02, within(1e-6));
        assertThat(value(result, "stage", "engine_speed_rpm", "gaps")).isEqualTo(2);
        assertThat(value(result, "stage", "engine_speed_rpm", "missing_samples"))
                .isEqualTo(499);
    }

    @Test
    void aValueThatRestsOnLittleIsWithheldWithItsCoverage() throws IOException {
        Telemetry mostlyMissing = Telemetry.steady(10, 0, SECONDS)
                .with("oil_pressure_bar", s -> s < 0.41 * SECONDS ? 4 : Double.NaN)
                .with("vehicle_speed_km_per_h", s -> 50);
        StageScan.Result result = scan(1, List.of(mostlyMissing.write(folder, "a")));
        assertThat(result.measures())
                .filteredOn(
                        row -> row.segment().equals("stage") && row.channel().equals("oil_pressure_bar"))
                .filteredOn(row -> row.measure().equals("max"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.value()).isNaN();
                    assertThat(row.reason()).isEqualTo("n/a (40 % valid)");
                    assertThat(row.coverage()).isCloseTo(0.41, within(0.001));
                    assertThat(row.totalS()).isCloseTo(4000.05, within(1e-6));
                });
        assertThat(value(result, "stage", "oil_pressure_bar", "missing_samples"))
                .isEqualTo(23_600);
    }

    @Test
    void absentChannelsAndFoldsWithoutChannelsAreReported() throws IOException {
        Catalogue catalogue = Catalogue.builtIn();
        CarLog log = CarLog.open(List.of(Telemetry.steady(10, 0, SECONDS)
                .with("engine_speed_rpm", s -> 3000)
                .write(folder, "a")));
        try (LocalTasks tasks = new LocalTasks(1, Progress.NONE)) {
            StageScan.Result result = StageScan.scan(
                    tasks,
                    new StageScan.Inputs(
                            Telemetry.CAR,
                            log,
                            segments(),
                            DistanceTrack.of(log, catalogue),
                            catalogue,
                            List.of(
                                    new StatisticsFold(catalogue.require("engine_speed_rpm")),
                                    new StatisticsFold(catalogue.require("oil_pressure_bar")))));
            assertThat(value(result, "stage", "engine_speed_rpm", "channel_present"))
                    .isEqualTo(1);
            assertThat(value(result, "stage", "oil_pressure_bar", "channel_present"))
                    .isZero();
            assertThat(result.events()).singleElement().satisfies(row -> {
                assertThat(row.kind()).isEqualTo("not_analysed");
                assertThat(row.channel()).isEqualTo("oil_pressure_bar");
                assertThat(row.definition()).isEqualTo("statistics");
            });
        }
    }

    /** Memory: what a reader holds does not grow with the log. */
    @Test
    void aReaderGoingForwardLetsGoOfRowGroupsBehindIt() throws IOException {
        CarLog log = CarLog.open(
                List.of(Telemetry.steady(100, 0, 7000).with("gear", s -> 3).write(folder, "a")));
        assertThat(log.files().get(0).rows()).hasSizeGreaterThanOrEqualTo(6);
        try (LogReader reader = new LogReader(log)) {
            for (long from = log.firstMicros(); from < log.lastMicros(); from += Span.WINDOW_MICROS) {
                reader.forgetBefore(from - LogWalk.BEHIND_MICROS);
                assertThat(reader.samples("gear", from, from + Span.WINDOW_MICROS - 1, 0, 0)
                                .values())
                        .isNotEmpty();
                assertThat(reader.rowGroupsHeld()).isLessThanOrEqualTo(2);
            }
        }
    }
}
