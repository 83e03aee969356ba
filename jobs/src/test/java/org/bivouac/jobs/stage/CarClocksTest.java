package org.bivouac.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.jobs.scan.Telemetry;
import org.bivouac.schemas.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One drive of 100 min, told by the wheels, the engine and a GPS receiver that is 0.2 s late. */
class CarClocksTest {
    private static final double SECONDS = 6000;
    private static final int KNOT_SECONDS = 9;

    @TempDir
    Path folder;

    private final List<TableFile> files = new ArrayList<>();

    static IntStream seeds() {
        return IntStream.range(0, 8);
    }

    /** Speeds between 0 and 130 km/h, another every few seconds. */
    private static DoubleUnaryOperator drive(long seed) {
        double[] knots = new Random(seed).doubles(2000, 0, 130).toArray();
        return seconds -> {
            double at = Math.max(0, Math.min(knots.length - 2, seconds / KNOT_SECONDS));
            int k = (int) at;
            return knots[k] + (knots[k + 1] - knots[k]) * (at - k);
        };
    }

    /** A dump of a logger whose clock is ahead and runs fast: what it stamps t happened before. */
    private void dump(String name, String channel, int rateHz, double ahead, double ppm, DoubleUnaryOperator speed) {
        dump(name, channel, rateHz, ahead, ppm, SECONDS, speed);
    }

    private void dump(
            String name,
            String channel,
            int rateHz,
            double ahead,
            double ppm,
            double seconds,
            DoubleUnaryOperator speed) {
        Random noise = new Random(name.hashCode());
        files.add(Telemetry.steady(rateHz, ahead, seconds)
                .with(
                        channel,
                        stamp -> speed.applyAsDouble((stamp - ahead) / (1 + ppm * 1e-6)) * 1.01
                                + 0.1 * noise.nextGaussian())
                .write(folder, name));
    }

    private List<CarClocks.Finding> compared() throws IOException {
        return CarClocks.of(CarLog.open(files), Map.of(), Catalogue.builtIn());
    }

    private void engineAndGps(DoubleUnaryOperator speed) {
        dump("engine", "vehicle_speed_km_per_h", 20, 0, 0, speed);
        dump("gps", "gps_speed_km_per_h", 10, 0, 0, seconds -> speed.applyAsDouble(seconds - 0.2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOneClockThatIsOffIsNamedWithItsOffset(int seed) throws IOException {
        Random random = new Random(seed);
        DoubleUnaryOperator speed = drive(seed);
        double ahead = (random.nextBoolean() ? 1 : -1) * Math.exp(Math.log(2000) * random.nextDouble());
        engineAndGps(speed);
        dump("chassis", "wheel_speed_fl_km_per_h", 50, ahead, 0, speed);
        assertThat(compared()).singleElement().satisfies(finding -> {
            assertThat(finding.dump()).isEqualTo("chassis");
            assertThat(finding.kind()).isEqualTo("offset");
            assertThat(finding.isSure()).isTrue();
            assertThat(finding.lag().aheadSeconds()).isCloseTo(ahead, within(0.25));
            assertThat(finding.lag().gainedSeconds()).isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aClockThatRunsFastOrSlowIsNamedWithWhatItGained(int seed) throws IOException {
        Random random = new Random(seed);
        DoubleUnaryOperator speed = drive(seed);
        double ppm = (random.nextBoolean() ? 1 : -1) * (30 + 100 * random.nextDouble());
        engineAndGps(speed);
        dump("chassis", "wheel_speed_fl_km_per_h", 50, 0, ppm, speed);
        assertThat(compared())
                .filteredOn(finding -> finding.kind().equals("drift"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.dump()).isEqualTo("chassis");
                    ClockLag lag = finding.lag();
                    double found = 1e6 * lag.gainedSeconds() / (lag.toSeconds() - lag.fromSeconds());
                    assertThat(found).isCloseTo(ppm, within(6.0));
                });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void clocksThatAreRightAreNotAccused(int seed) throws IOException {
        DoubleUnaryOperator speed = drive(seed);
        engineAndGps(speed);
        dump("chassis", "wheel_speed_fl_km_per_h", 50, 0, 0, speed);
        assertThat(compared()).isEmpty();
    }

    /** Twelve minutes: 100 ppm and more are 60 ms, which is told; less than 50 ms is not. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theDriftOfAShortLogIsToldFromFiftyMillisecondsOn(int seed) throws IOException {
        DoubleUnaryOperator speed = drive(seed);
        double ppm = seed % 2 == 0 ? 100 + 10 * seed : 0;
        double seconds = 720;
        dump("engine", "vehicle_speed_km_per_h", 20, 0, 0, seconds, speed);
        dump("gps", "gps_speed_km_per_h", 10, 0, 0, seconds, at -> speed.applyAsDouble(at - 0.2));
        dump("chassis", "wheel_speed_fl_km_per_h", 50, 0, ppm, seconds, speed);
        if (ppm == 0) {
            assertThat(compared()).isEmpty();
            return;
        }
        assertThat(compared()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("drift");
            assertThat(finding.dump()).isEqualTo("chassis");
            ClockLag lag = finding.lag();
            double found = 1e6 * lag.gainedSeconds() / (lag.toSeconds() - lag.fromSeconds());
            assertThat(found).isCloseTo(ppm, within(6.0));
        });
    }

    @Test
    void ofTwoClocksThatOfTheGpsReceiverIsRight() throws IOException {
        DoubleUnaryOperator speed = drive(1);
        dump("gps", "gps_speed_km_per_h", 10, 0, 0, speed);
        dump("engine", "vehicle_speed_km_per_h", 20, -37, 0, speed);
        assertThat(compared()).singleElement().satisfies(finding -> {
            assertThat(finding.dump()).isEqualTo("engine");
            assertThat(finding.lag().aheadSeconds()).isCloseTo(-37, within(0.1));
            assertThat(finding.isSure()).isTrue();
        });
    }

    @Test
    void ofTwoClocksWithoutGpsNobodyKnowsWhichIsRight() throws IOException {
        DoubleUnaryOperator speed = drive(2);
        dump("chassis", "wheel_speed_fl_km_per_h", 10, 0, 0, speed);
        dump("engine", "vehicle_speed_km_per_h", 20, 4, 0, speed);
        assertThat(compared()).hasSize(2).noneMatch(CarClocks.Finding::isSure);
    }

    @Test
    void speedsThatHaveNothingInCommonTellNothing() throws IOException {
        dump("gps", "gps_speed_km_per_h", 10, 0, 0, drive(3));
        dump("engine", "vehicle_speed_km_per_h", 20, 0, 0, drive(4));
        assertThat(compared()).isEmpty();
    }

    @Test
    void aSteadySpeedTellsNothing() throws IOException {
        dump("gps", "gps_speed_km_per_h", 10, 0, 0, seconds -> 90);
        dump("engine", "vehicle_speed_km_per_h", 20, 0, 0, seconds -> 90);
        assertThat(compared()).isEmpty();
    }
}
