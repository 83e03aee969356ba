package org.bivouac.jobs.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnPeaksTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static double[] times(int n, double step) {
        double[] seconds = new double[n];
        Arrays.setAll(seconds, i -> i * step);
        return seconds;
    }

    private static double drawn(double[] seconds, double[] x) {
        DrawnPeaks peaks = new DrawnPeaks(0);
        peaks.add(seconds, x, 0, x.length);
        return peaks.sumOfRangeToThe5();
    }

    private static double sampled(double[] x) {
        CycleSums sums = new CycleSums(0, 1, 0);
        RainflowState state = new RainflowState();
        state.feed(x, 0, x.length, sums);
        state.close(sums).count(ResidueMode.HALF, sums);
        return sums.sumOfRangeToThe(5);
    }

    /** A wave of amplitude 1 has cycles of range 2; sampled in phases that drift, its peaks are missed by all shares of a step. */
    @ParameterizedTest
    @ValueSource(doubles = {6.03, 8.03, 10.03, 20.03})
    void ofAWaveThePeaksComeBack(double samplesPerCycle) {
        int cycles = 2000;
        double[] x = new double[(int) (cycles * samplesPerCycle)];
        Arrays.setAll(x, i -> Math.sin(2 * Math.PI * i / samplesPerCycle));
        double truth = cycles * 32.0;
        double lost = 1 - sampled(x) / truth;
        double left = 1 - drawn(times(x.length, 0.01), x) / truth;
        // Of a sine the mean peak at a random phase is less by (pi / n)² / 6, and its fifth power by five times that.
        assertThat(lost).isCloseTo(5 * Math.pow(Math.PI / samplesPerCycle, 2) / 6, within(0.2 * lost + 0.002));
        assertThat(Math.abs(left)).isLessThan(0.3 * lost + 0.001);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void splittingTheSignalAnywhereGivesTheSameSum(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[400];
        double[] seconds = new double[400];
        double at = 0;
        for (int i = 0; i < x.length; i++) {
            at += random.nextInt(20) == 0 ? 1 : 0.01;
            seconds[i] = at;
            x[i] = random.nextInt(15) == 0 ? Double.NaN : Math.rint(10 * random.nextGaussian());
        }
        double whole = drawn(seconds, x);
        for (int round = 0; round < 20; round++) {
            DrawnPeaks all = new DrawnPeaks(0);
            DrawnPeaks fed = new DrawnPeaks(0);
            int from = 0;
            while (from < x.length) {
                int to = Math.min(x.length, from + random.nextInt(0, 9));
                DrawnPeaks part = new DrawnPeaks(0);
                part.add(seconds, x, from, to);
                all.append(part);
                fed.add(seconds, x, from, to);
                from = to;
            }
            assertThat(all.sumOfRangeToThe5()).isCloseTo(whole, within(1e-9 * whole));
            assertThat(fed.sumOfRangeToThe5()).isCloseTo(whole, within(1e-9 * whole));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void drawingNeverTakesAway(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(500, -1, 1).toArray();
        assertThat(drawn(times(500, 0.01), x)).isGreaterThanOrEqualTo(sampled(x) * (1 - 1e-12));
    }

    @Test
    void cornersOfAPlateauAndShortSignalsStayAsTheyAre() {
        assertThat(drawn(times(0, 1), new double[0])).isZero();
        assertThat(drawn(times(1, 1), new double[] {3})).isZero();
        assertThat(drawn(times(2, 1), new double[] {0, 2})).isCloseTo(16, within(1e-12));
        assertThat(drawn(times(5, 1), new double[] {0, 0, 2, 2, 2})).isCloseTo(16, within(1e-12));
        assertThat(drawn(new double[] {0, 1, 9}, new double[] {0, 2, 1})).isCloseTo(16.5, within(1e-12));
    }
}
