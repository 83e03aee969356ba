package org.bivouac.jobs.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DrivenDistanceTest {
    private static DrivenDistance odometer(double... km) {
        DrivenDistance distance = DrivenDistance.ofOdometer(2);
        for (int i = 0; i < km.length; i++) {
            distance.add(i, km[i]);
        }
        return distance;
    }

    /** Case Q4: two parts of 35,980 units with a reset between them make about 71,980, not 35,980. Units here are metres. */
    @Test
    void anOdometerResetInMidTripKeepsBothParts() {
        DrivenDistance distance = DrivenDistance.ofOdometer(2);
        for (int i = 0; i < 3600; i++) {
            distance.add(i, (i % 1800 + 1) * 0.020);
        }
        assertThat(distance.km()).isCloseTo(71.980, within(1e-9));
        assertThat(distance.resets()).isEqualTo(1);
        assertThat(distance.jumps()).isZero();
    }

    @Test
    void aJumpThatNoCarCanDriveCountsNothing() {
        DrivenDistance distance = odometer(0, 12_345.6, 12_345.7, 20.0, 20.1);
        assertThat(distance.km()).isCloseTo(0.2, within(1e-9));
        assertThat(distance.jumps()).isEqualTo(2);
    }

    @Test
    void anOdometerThatTremblesIsNotReset() {
        DrivenDistance distance = odometer(0.500, 0.499, 0.5, 0.499, 0.51);
        assertThat(distance.km()).isCloseTo(0.01, within(1e-12));
        assertThat(distance.resets()).isZero();
    }

    @Test
    void missingSamplesArePassedOverAndStepsAcrossGapsCount() {
        DrivenDistance distance = odometer(1, Double.NaN, Double.NaN, Double.NaN, 1.1);
        assertThat(distance.km()).isCloseTo(0.1, within(1e-12));
        assertThat(distance.coveredSeconds()).isZero();
    }

    @Test
    void aSpeedIsIntegratedByTrapezoidsAndNotAcrossGaps() {
        DrivenDistance distance = DrivenDistance.ofSpeed(2);
        distance.add(0, 0);
        distance.add(1, 36);
        distance.add(2, -36);
        distance.add(10, 36);
        distance.add(12, 36);
        assertThat(distance.km()).isCloseTo((5 + 10 + 20) / 1000.0, within(1e-12));
        assertThat(distance.coveredSeconds()).isEqualTo(4);
    }

    @Test
    void nothingAndOneSampleAreNoDistance() {
        assertThat(odometer().km()).isZero();
        assertThat(odometer(5).km()).isZero();
    }
}
