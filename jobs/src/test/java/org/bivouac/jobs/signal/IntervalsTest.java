package org.bivouac.jobs.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntervalsTest {
    @Test
    void nothingAndASingleSampleCoverNoTime() {
        assertThat(Trapezoid.of(new double[0], new double[0], 1).integral()).isZero();
        Trapezoid one = Trapezoid.of(new double[] {5}, new double[] {3}, 1);
        assertThat(one.integral()).isZero();
        assertThat(one.valid()).isEqualTo(1);
        assertThat(one.coveredSeconds()).isZero();
    }

    @Test
    void aMissingSampleIsBridgedWithinTheGapLimitAndNotBeyond() {
        double[] seconds = {0, 1, 2};
        double[] signal = {2, Double.NaN, 4};
        assertThat(Trapezoid.of(seconds, signal, 2).integral()).isEqualTo(6);
        Trapezoid gap = Trapezoid.of(seconds, signal, 1.9);
        assertThat(gap.integral()).isZero();
        assertThat(gap.uncoveredSeconds()).isEqualTo(2);
        assertThat(gap.gaps()).isEqualTo(1);
        assertThat(gap.missing()).isEqualTo(1);
    }

    @Test
    void anIntervalAsLongAsTheLimitIsNoGapAndRepeatedTimesAddNothing() {
        Trapezoid sum = Trapezoid.of(new double[] {0, 2, 2, 4}, new double[] {1, 1, 9, 9}, 2);
        assertThat(sum.integral()).isEqualTo(2 + 18);
        assertThat(sum.gaps()).isZero();
    }

    /** Case Q4: an odometer that is reset in mid-trip has driven both parts. */
    @Test
    void anOdometerResetInMidTripHasDrivenBothParts() {
        Counter odometer = Counter.of(new double[] {0, 20_000, 36_000, 0, 10_000, 35_980}, 0, 0);
        assertThat(odometer.total()).isEqualTo(71_980);
        assertThat(odometer.resets()).isEqualTo(1);
    }

    /** Fuel vector F3, in counts of 0.5 ml: a wrap, then a reset. */
    @Test
    void aPlausibleWrappedStepIsAWrapAndAnotherAReset() {
        Counter fuel = Counter.of(new double[] {65000, 65400, 200, 600, 100, 500}, 65_536, 2000);
        assertThat(fuel.total() / 2).isEqualTo(818);
        assertThat(fuel.wraps()).isEqualTo(1);
        assertThat(fuel.resets()).isEqualTo(1);
    }

    @Test
    void classesAreClosedOnTheLeft() {
        Levels levels = Levels.equal(0, 0.1, 10);
        for (int i = 0; i < levels.size(); i++) {
            assertThat(levels.indexOf(levels.low(i))).isEqualTo(i);
            assertThat(levels.indexOf(Math.nextDown(levels.high(i)))).isEqualTo(i);
        }
        assertThat(levels.indexOf(levels.high(9))).isEqualTo(-1);
        assertThat(levels.indexOf(Double.NaN)).isEqualTo(-1);
        assertThatThrownBy(() -> new Levels(1, 1)).hasMessage("edge 1.0 must be above the one before it (1.0)");
    }

    @Test
    void aPowerIsMultipliedOutToTheSameValue() {
        for (int k = 0; k <= 64; k++) {
            double expected = Math.pow(1.37, k);
            assertThat(Math.abs(Powers.power(1.37, k) - expected)).isLessThanOrEqualTo(1e-14 * expected);
        }
        assertThat(Powers.power(2, 0.5)).isEqualTo(Math.pow(2, 0.5));
    }
}
