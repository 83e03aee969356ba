package org.bivouac.jobs.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.signal.SensorFaults.Interval;
import org.bivouac.jobs.signal.SensorFaults.Kind;
import org.bivouac.jobs.spark.LocalTasks;
import org.bivouac.jobs.spark.Progress;
import org.bivouac.jobs.statistics.StatisticsFold;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.MeasureRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensorHealthTest {
    private static final Catalogue CATALOGUE = Catalogue.builtIn();
    private static final String DAMPER = "damper_position_fl_mm";
    private static final String OTHER_DAMPER = "damper_position_fr_mm";
    private static final String SPEED = "vehicle_speed_km_per_h";
    private static final String GPS = "gps_speed_km_per_h";
    private static final int SECONDS = 1500;

    @TempDir
    Path folder;

    /** A car that stands until 300 s; its damper is stuck from 400 to 460 s, at its rail from 700 to 705 s, with a spike at 900 s. */
    private static Telemetry fast() {
        Random random = new Random(5);
        return Telemetry.steady(50, 0, SECONDS)
                .with(DAMPER, t -> {
                    double noise = random.nextInt(200) * 0.1;
                    return t < 250
                            ? 80
                            : t >= 400 && t < 460 ? 90.5 : t >= 700 && t < 705 ? 499 : t == 900 ? 400 : 100 + noise;
                })
                .with(OTHER_DAMPER, t -> 100 + (long) (t * 50) % 37 * 0.7)
                .with("gear", t -> 3);
    }

    private static Telemetry slow() {
        return Telemetry.steady(10, 0, SECONDS)
                .with(SPEED, t -> t < 300 ? 0 : t >= 1000 && t < 1200 ? 66 : 60 + (long) (t * 10) % 17)
                .with(GPS, t -> t < 300 ? 0 : 60 + (long) (t * 10) % 19 * 0.3)
                .with("wheel_speed_fl_km_per_h", t -> t < 300 ? 0 : 60 + (long) (t * 10) % 13 * 0.3);
    }

    private static long micros(double seconds) {
        return Telemetry.ORIGIN + Math.round(seconds * 1e6);
    }

    private static SensorHealth health(int cores, List<TableFile> files) throws IOException {
        CarLog log = CarLog.open(files);
        try (LocalTasks tasks = new LocalTasks(cores, Progress.NONE)) {
            return SensorHealth.of(tasks, "sensors", List.of(log), CATALOGUE).get(0);
        }
    }

    private List<TableFile> whole() {
        return List.of(fast().write(folder.resolve("whole"), "a"), slow().write(folder.resolve("whole"), "b"));
    }

    @Test
    void whatCannotBeBelievedIsFoundWithItsPlaceAndNothingElse() throws IOException {
        SensorHealth health = health(2, whole());
        assertThat(health.intervals()).containsOnlyKeys(DAMPER, SPEED);
        assertThat(health.intervals().get(DAMPER))
                .containsExactly(
                        new Interval(Kind.STUCK, micros(400.02), micros(459.98), 2999, 90.5),
                        new Interval(Kind.SATURATED, micros(700), micros(704.98), 250, 499),
                        new Interval(Kind.SPIKE, micros(900), micros(900), 1, 400));
        assertThat(health.intervals().get(SPEED)).singleElement().satisfies(interval -> {
            assertThat(interval.kind()).isEqualTo(Kind.STUCK);
            assertThat(interval.value()).isEqualTo(66);
            assertThat(interval.samples()).isBetween(1998L, 2000L);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void howTheLogIsSpreadOverFilesAndCoresChangesNothing(int cores) throws IOException {
        SensorHealth expected = health(2, whole());
        Path cut = folder.resolve("cut");
        List<TableFile> files = List.of(
                fast().rows(i -> i < 21_000).write(cut, "a"),
                fast().rows(i -> i >= 20_000 && i < 45_001).write(cut, "c"),
                fast().rows(i -> i >= 45_001).write(cut, "d"),
                slow().rows(i -> i % 2 == 0).write(cut, "e"),
                slow().rows(i -> i % 2 == 1).write(cut, "f"));
        assertThat(health(cores, files).intervals()).isEqualTo(expected.intervals());
        assertThat(SensorHealth.of(CarLog.open(files), CATALOGUE, List.of(SPEED))
                        .intervals())
                .containsExactly(java.util.Map.entry(SPEED, expected.intervals().get(SPEED)));
    }

    @Test
    void noSampleOfAFlaggedStretchReachesAFigureAndTheCoverageSaysSo() throws IOException {
        List<TableFile> files = whole();
        CarLog recorded = CarLog.open(files);
        SensorHealth health = health(2, files);
        CarLog log = health.masked(recorded);
        StageScan.Inputs in = new StageScan.Inputs(
                Telemetry.CAR,
                log,
                List.of(StageScanTest.segment(0, "special-1", "SPECIAL", 0, SECONDS)),
                DistanceTrack.of(log, CATALOGUE),
                CATALOGUE,
                List.of(new StatisticsFold(CATALOGUE.require(DAMPER))));
        StageScan.Result result;
        try (LocalTasks tasks = new LocalTasks(2, Progress.NONE)) {
            result = StageScan.scan(tasks, in).plus(health.rows(in));
        }
        assertThat(value(result, "max")).isLessThan(121);
        assertThat(value(result, "missing_samples")).isEqualTo(2999 + 250 + 1);
        assertThat(coverage(result)).isBetween(1 - 66.5 / SECONDS, 1 - 64.5 / SECONDS);
        assertThat(value(result, "sensor_stuck_samples")).isEqualTo(2999);
        assertThat(value(result, "sensor_stuck_seconds")).isEqualTo(59.96);
        assertThat(result.events())
                .filteredOn(event ->
                        event.kind().startsWith("sensor_") && event.channel().equals(DAMPER))
                .extracting(EventRow::kind)
                .containsExactly("sensor_spike", "sensor_stuck", "sensor_saturated");
        assertThat(in.distance().basis()).isEqualTo(GPS);
    }

    private static double value(StageScan.Result result, String measure) {
        return row(result, measure).value();
    }

    private static double coverage(StageScan.Result result) {
        return row(result, "max").coverage();
    }

    private static MeasureRow row(StageScan.Result result, String measure) {
        return result.measures().stream()
                .filter(row -> row.segment().equals("stage")
                        && row.channel().equals(DAMPER)
                        && row.measure().equals(measure))
                .findFirst()
                .orElseThrow();
    }
}
