package org.bivouac.jobs.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.bivouac.jobs.signal.TrackReturns.Return;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrackReturnsTest {
    private static final TrackReturns.Rules RULES = new TrackReturns.Rules(30, 300, 30_000, 12);
    private static final double STEP = 10;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    /** A pen that drives: way, position and heading, one sample each ten metres. */
    private static final class Pen {
        private final double[] x = new double[60_000];
        private final double[] y = new double[60_000];
        private final double[] height = new double[60_000];
        private int n = 1;
        private double heading;
        private double climb;

        Pen straight(double metres) {
            return arc(metres, 0);
        }

        /** A turn to the left by so many radians over a way. */
        Pen arc(double metres, double radians) {
            int steps = (int) Math.round(metres / STEP);
            for (int i = 0; i < steps; i++) {
                heading += radians / steps;
                x[n] = x[n - 1] + STEP * Math.cos(heading);
                y[n] = y[n - 1] + STEP * Math.sin(heading);
                height[n] = height[n - 1] + STEP * climb;
                n++;
            }
            return this;
        }

        Pen turnRound() {
            return arc(40, Math.PI);
        }

        /** A way that winds, but leads on. */
        Pen wander(double metres, SplittableRandom random) {
            double end = n + metres / STEP;
            while (n < end) {
                double back = -0.5 * heading;
                arc(100, Math.max(-0.9, Math.min(0.9, back + random.nextDouble(-0.6, 0.6))));
            }
            return this;
        }

        double metres() {
            return (n - 1) * STEP;
        }

        List<Return> returns(double noise, long seed, double turned) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] east = new double[n];
            double[] north = new double[n];
            double[] way = new double[n];
            double drift = 0;
            for (int i = 0; i < n; i++) {
                drift += 0.02 * (noise * random.nextGaussian() - drift);
                double a = x[i] + drift + 0.3 * noise * random.nextGaussian();
                double b = y[i] - drift + 0.3 * noise * random.nextGaussian();
                east[i] = a * Math.cos(turned) - b * Math.sin(turned);
                north[i] = a * Math.sin(turned) + b * Math.cos(turned);
                way[i] = i * STEP;
            }
            return TrackReturns.of(east, north, java.util.Arrays.copyOf(height, n), way, RULES);
        }

        List<Return> returns() {
            return returns(0, 0, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWindingWayThatLeadsOnIsRightAllAlong(long seed) {
        Pen pen = new Pen().wander(200_000, new SplittableRandom(seed));
        assertThat(pen.returns(5, seed, seed)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void outAndBackIsFoundWithItsWayInAnyDirectionWithAnyReceiver(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double out = random.nextDouble(200, 5000);
        Pen pen = new Pen().wander(20_000, random);
        double from = pen.metres();
        pen.straight(out).turnRound().straight(out).turnRound();
        pen.heading -= 2 * Math.PI;
        double to = pen.metres();
        pen.wander(20_000, random);

        assertThat(pen.returns(5, seed, 2 * seed)).singleElement().satisfies(one -> {
            assertThat(one.from() * STEP).isCloseTo(from, within(60.0));
            assertThat(one.to() * STEP).isCloseTo(to, within(60.0));
            assertThat((one.to() - one.from()) * STEP).isCloseTo(to - from, within(60.0));
            assertThat(one.returns()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoDrivesBackToAForkAndTakesTheOtherWayIsFoundAtTheFork(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double out = random.nextDouble(300, 3000);
        Pen pen = new Pen().wander(10_000, random);
        double fork = pen.metres();
        pen.straight(out).turnRound().straight(out);
        double back = pen.metres();
        pen.arc(100, (seed % 2 == 0 ? 1 : -1) * Math.PI / 2).straight(10_000);

        assertThat(pen.returns(3, seed, seed)).singleElement().satisfies(one -> {
            assertThat(one.from() * STEP).isCloseTo(fork, within(100.0));
            assertThat(one.to() * STEP).isCloseTo(back, within(100.0));
        });
    }

    @Test
    void whoSearchesFromOnePlaceThreeTimesComesBackThreeTimes() {
        Pen pen = new Pen().straight(3000);
        for (int i = 0; i < 3; i++) {
            pen.straight(600).turnRound().straight(600).turnRound().arc(50, 0.4);
        }
        pen.straight(3000);
        assertThat(pen.returns())
                .singleElement()
                .satisfies(one -> assertThat(one.returns()).isEqualTo(3));
    }

    @Test
    void aCircuitIsFoundLapByLapForATrackAloneDoesNotTellWhetherItWasPlanned() {
        Pen pen = new Pen();
        for (int lap = 0; lap < 5; lap++) {
            pen.straight(500).arc(300, Math.PI).straight(500).arc(300, Math.PI);
        }
        pen.straight(400);
        assertThat(pen.returns()).singleElement().satisfies(one -> {
            assertThat((one.to() - one.from()) * STEP).isCloseTo(5 * 1600, within(60.0));
            assertThat(one.returns()).isEqualTo(5);
        });
    }

    @Test
    void waysThatCrossAreNotTheSame() {
        Pen pen = new Pen().straight(1000).arc(1500, 1.5 * Math.PI).straight(1500);
        assertThat(pen.returns()).isEmpty();
    }

    @Test
    void aLoopLongerThanAnyDetourIsTheRoadBooks() {
        Pen pen = new Pen().straight(16_000).turnRound().straight(16_000);
        assertThat(pen.returns()).isEmpty();
        Pen loop = new Pen().straight(2000).arc(60_000, 2 * Math.PI).straight(2000);
        assertThat(loop.returns()).isEmpty();
    }

    @Test
    void hairpinsClimb() {
        Pen pen = new Pen();
        pen.climb = 0.1;
        for (int i = 0; i < 6; i++) {
            pen.straight(300).arc(40, i % 2 == 0 ? Math.PI : -Math.PI);
        }
        assertThat(pen.returns()).isEmpty();
    }

    @Test
    void nothingIsKnownWithoutAPosition() {
        double[] unknown = new double[50];
        java.util.Arrays.fill(unknown, Double.NaN);
        assertThat(TrackReturns.of(unknown, unknown, null, new double[50], RULES))
                .isEmpty();
        assertThat(TrackReturns.of(new double[0], new double[0], null, new double[0], RULES))
                .isEmpty();
        assertThat(TrackReturns.of(new double[9], new double[9], null, new double[9], RULES))
                .isEmpty();
    }
}
