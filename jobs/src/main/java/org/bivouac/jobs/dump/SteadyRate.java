package org.bivouac.jobs.dump;

import java.util.Arrays;

/** Finds the rate at which a group is sampled from its first 1,000 steps in time. */
public final class SteadyRate {
    private static final int STEPS = 1000;
    /** Share of equal steps from which a group counts as sampled at one rate. */
    private static final double REGULAR = 0.99;

    private final double[] micros = new double[STEPS];
    private int steps;
    private double before = Double.NaN;

    /** Takes in the next row's time. */
    public void add(double seconds) {
        if (steps < STEPS && !Double.isNaN(before)) {
            micros[steps++] = Math.rint((seconds - before) * 1e6);
        }
        before = seconds;
    }

    /** Hz; NaN unless 99 % of the steps are equal to 1 %. */
    public double hertz() {
        if (steps < 2) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(micros, steps);
        Arrays.sort(sorted);
        double median = sorted[steps / 2];
        long equal = Arrays.stream(sorted)
                .filter(step -> Math.abs(step - median) <= 0.01 * median)
                .count();
        return median > 0 && equal >= REGULAR * steps ? 1e6 / median : Double.NaN;
    }
}
