package org.bivouac.jobs.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongDictionaryTest {
    private static final int COUNT = 100_000;

    /** Codes spell the values, and no pattern stands twice. */
    private static int assertSpells(LongDictionary dictionary, double[] values, int limit) {
        long[] patterns =
                Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
        int[] codes = new int[values.length];
        boolean done = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> dictionary.encodeDoubles(patterns, patterns.length, limit, codes));
        long different = Arrays.stream(patterns).distinct().count();
        assertThat(done).isEqualTo(different <= limit);
        if (done) {
            assertThat(dictionary.size()).isEqualTo((int) different);
            long[] spelled = Arrays.stream(codes)
                    .mapToLong(code -> dictionary.patterns()[code])
                    .toArray();
            assertThat(Arrays.equals(spelled, patterns)).isTrue();
        }
        return dictionary.size();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void codesSpellTheValuesWhateverTheyAre(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LongDictionary dictionary = new LongDictionary();
        for (int decimals = 0; decimals <= 8; decimals++) {
            double scale = Math.pow(10, decimals);
            int spread = 1 << random.nextInt(4, 18);
            double centre = random.nextInt(-100_000, 100_000);
            double[] values = IntStream.range(0, COUNT)
                    .mapToDouble(i -> Math.round(centre + random.nextInt(spread)) / scale)
                    .toArray();
            assertSpells(dictionary, values, 40_000);
        }
    }

    @Test
    void zerosOfBothSignsAndInfinitiesAreDifferentValues() {
        double[] odd = {0.0, -0.0, 1.5, -1.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, 0.1 + 0.2, 0.3
        };
        double[] values = IntStream.range(0, COUNT)
                .mapToDouble(i -> i < 70_000 ? i % 10 / 10.0 : odd[i % odd.length])
                .toArray();
        assertSpells(new LongDictionary(), values, 1000);
    }

    @Test
    void aSampleThatPromisesLittleAndADeluge() {
        // Every 64th value and every sampled one is small; between them stand many others that wrap around the table.
        double[] values = IntStream.range(0, COUNT)
                .mapToDouble(i -> i % 64 == 0 || i % (COUNT / 64) == 0 ? i % 7 : i * 1024.0)
                .toArray();
        assertSpells(new LongDictionary(), values, 200_000);
        assertSpells(new LongDictionary(), values, 20_000);
    }

    @Test
    void valuesThatCrowdInOnePlaceCostNoMoreThanOthers() {
        double[] values = IntStream.range(0, COUNT)
                .mapToDouble(i -> i % 2 == 0 ? i % 30_000 : i % 30_000 + 131_072.0)
                .toArray();
        assertSpells(new LongDictionary(), values, 60_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 64, 65})
    void fewValuesAreNoSpecialCase(int count) {
        assertSpells(
                new LongDictionary(),
                IntStream.range(0, count).mapToDouble(i -> i / 8.0).toArray(),
                100);
    }
}
