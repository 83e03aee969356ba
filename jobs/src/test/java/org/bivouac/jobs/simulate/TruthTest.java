package org.bivouac.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bivouac.schemas.LimitRow;
import org.junit.jupiter.api.Test;

/** Who judges the pipeline must be right. */
class TruthTest {
    private static final LimitRow ABOVE_TEN =
            new LimitRow("*", "oil_pressure_bar", "above", 10, "bar", 0.3, null, Double.NaN, "watch", "test");

    @Test
    void theExampleOfAstmE1049HasItsPublishedRanges() {
        Truth.Cycles cycles = Truth.cycles(new double[] {-2, 1, -3, 5, -1, 3, -4, 4, -2});

        // ASTM E1049-85, X1: ranges 3, 6 and 9 half a cycle, 4 one and a half, 8 one.
        double published = 0.5 * 243 + 1.5 * 1024 + 0.5 * 7776 + 32_768 + 0.5 * 59_049;
        assertThat(cycles.halfSum()).isCloseTo(published, within(1e-9));
        assertThat(cycles.maxRange()).isEqualTo(9);
    }

    @Test
    void missingSamplesAndPlateausChangeNoCycle() {
        double[] plain = {0, 8, 2, 6, 1, 9, 0};
        double[] padded = {0, 0, 3, 8, 8, Double.NaN, 2, 4, 6, 6, 1, Double.NaN, 9, 5, 0, 0};

        assertThat(Truth.cycles(padded)).isEqualTo(Truth.cycles(plain));
    }

    @Test
    void aStretchCountsWhenItLastsLongEnough() {
        double[] values = {0, 11, 11, 0, 0, 11, 12, 13, 0, 11, 11, 11, 11};

        Truth.Exceedance found = Truth.exceedance(ABOVE_TEN, 1, values, null, 10);

        assertThat(found.count()).isEqualTo(2);
        assertThat(found.firstSeconds()).isEqualTo(0.5);
        assertThat(found.seconds()).isEqualTo(0.7);
        assertThat(found.peak()).isEqualTo(13);
    }
}
