package org.bivouac.jobs.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignalLagTest {
    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    /** A smooth signal at {@code i - lag}. */
    private static double[] smooth(int size, double lag) {
        double[] values = new double[size];
        Arrays.setAll(
                values,
                i -> 60
                        + 25 * Math.sin((i - lag) / 61)
                        + 15 * Math.sin((i - lag) / 23)
                        + 5 * Math.cos((i - lag) / 9.7));
        return values;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aShiftOfAnyFractionIsFoundThroughNoiseBiasAndHoles(int seed) {
        Random random = new Random(seed);
        double lag = 80 * random.nextDouble() - 40;
        double[] a = smooth(3000, 0);
        double[] b = smooth(3000, lag);
        for (int i = 0; i < b.length; i++) {
            b[i] = random.nextInt(5) == 0 ? Double.NaN : b[i] - 7 + 0.1 * random.nextGaussian();
        }
        assertThat(SignalLag.exactly(a, b, 0, 3000, 0, 60, 20)).isCloseTo(lag, within(0.01));
        assertThat(SignalLag.roughly(a, b, 0, 3000, -100, 100, 1)).isCloseTo(lag, within(0.51));
    }

    @Test
    void varianceIsThatOfTheDifference() {
        double[] a = {1, 2, 3, 4};
        double[] b = {9, 1, 3, Double.NaN, 5};
        // Differences at lag 1: 0, -1, missing, -1.
        assertThat(SignalLag.variance(a, b, 0, 4, 1, 1)).isCloseTo(2.0 / 9, within(1e-15));
        assertThat(SignalLag.variance(a, b, 0, 4, 4, 1)).isNaN();
        assertThat(SignalLag.variance(a, b, 0, 4, -4, 1)).isNaN();
        assertThat(SignalLag.variance(new double[0], b, 0, 0, 0, 1)).isNaN();
    }

    @Test
    void aConstantSignalHasNoLag() {
        double[] steady = new double[1000];
        Arrays.fill(steady, 80);
        assertThat(SignalLag.exactly(steady, steady, 0, 1000, 0, 60, 20)).isNaN();
    }

    @Test
    void aLagBeyondWhatIsSearchedIsNotMadeUp() {
        double[] a = smooth(3000, 0);
        double[] ramp = new double[3000];
        Arrays.setAll(ramp, i -> i);
        assertThat(SignalLag.exactly(a, ramp, 0, 3000, 0, 60, 20)).isNaN();
    }
}
