package org.bivouac.jobs.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueSampleTest {
    private static final int COUNT = 122_880;
    private static final int LIMIT = COUNT / 3;

    private final SplittableRandom random = new SplittableRandom(9);

    private static ValueSample sample(IntToDoubleFunction value) {
        long[] patterns = IntStream.range(0, COUNT)
                .mapToLong(i -> Double.doubleToRawLongBits(value.applyAsDouble(i)))
                .toArray();
        return ValueSample.of(patterns, COUNT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 5_000, 20_000, 40_000})
    void whatADictionaryCanHoldIsTried(int different) {
        for (int round = 0; round < 20; round++) {
            assertThat(sample(i -> random.nextInt(different) * 0.7).promisesFewerThan(LIMIT))
                    .isTrue();
        }
    }

    @Test
    void numbersThatAreHeldForAWhileAreTriedThoughEachIsNew() {
        double[] held = random.doubles(COUNT / 10 + 1).toArray();

        assertThat(sample(i -> held[i / 10]).promisesFewerThan(LIMIT)).isTrue();
    }

    @Test
    void noiseIsNot() {
        assertThat(sample(i -> random.nextDouble()).promisesFewerThan(LIMIT)).isFalse();
        assertThat(sample(i -> (float) random.nextGaussian()).promisesFewerThan(LIMIT))
                .isFalse();
        assertThat(sample(i -> random.nextInt(2_000_000)).promisesFewerThan(LIMIT))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1 * 3.6, 1 / 4096.0, 9.80665 / 1000, 7})
    void theStepsOfAConverterAreFound(double step) {
        assertThat(sample(i -> -31.4 + step * random.nextInt(20_000)).step()).isCloseTo(step, within(step * 1e-6));
        assertThat(sample(i -> (float) (step * random.nextInt(20_000))).step()).isCloseTo(step, within(step * 1e-6));
    }

    @Test
    void otherNumbersHaveNoSteps() {
        assertThat(sample(i -> random.nextDouble()).step()).isZero();
        assertThat(sample(i -> 5).step()).isZero();
        assertThat(sample(i -> i % 2 == 0 ? Double.POSITIVE_INFINITY : random.nextInt(9))
                        .step())
                .isZero();
        assertThat(ValueSample.of(new long[0], 0).step()).isZero();
    }
}
