package org.bivouac.jobs.simulate.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who judges the pipeline's damage must be right. */
class RainflowCountTest {
    private static RainflowCount.Counted count(double... values) {
        RainflowCount count = new RainflowCount();
        for (double value : values) {
            count.add(value);
        }
        return count.end();
    }

    @Test
    void theExampleOfAstmE1049HasItsPublishedRanges() {
        RainflowCount.Counted counted = count(-2, 1, -3, 5, -1, 3, -4, 4, -2);

        // ASTM E1049-85, X1: ranges 3, 6 and 9 half a cycle, 4 one and a half, 8 one.
        double published = 0.5 * 243 + 1.5 * 1024 + 0.5 * 7776 + 32_768 + 0.5 * 59_049;
        assertThat(counted.sumHalfResidue()).isCloseTo(published, within(1e-9));
        assertThat(counted.maxRange()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void pointsBetweenTurningPointsChangeNothing(long seed) {
        Random random = new Random(seed);
        RainflowCount plain = new RainflowCount();
        RainflowCount fine = new RainflowCount();
        double last = 0;
        plain.add(last);
        fine.add(last);
        for (int i = 0; i < 500; i++) {
            double next = random.nextInt(100);
            plain.add(next);
            fine.add(0.5 * (last + next));
            fine.add(next);
            fine.add(next);
            last = next;
        }
        RainflowCount.Counted expected = plain.end();
        RainflowCount.Counted actual = fine.end();
        assertThat(actual.closed()).isEqualTo(expected.closed());
        assertThat(actual.residuePoints()).isEqualTo(expected.residuePoints());
        assertThat(actual.sumHalfResidue()).isEqualTo(expected.sumHalfResidue());
    }

    @Test
    void nothingAndOnePointHaveNoCycles() {
        assertThat(count().residuePoints()).isZero();
        assertThat(count(5, 5, 5).sumHalfResidue()).isZero();
    }
}
