package org.bivouac.jobs.signal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds stretches in which one of two signals that should be alike moves much more than the other, from ratios of windows.
 * Each window is judged by the median of the five about it, so that one rut does not decide.
 */
public final class UnequalPair {
    private static final int ASIDE = 2;

    /**
     * A stretch of windows.
     *
     * @param from its first window
     * @param to behind its last
     * @param ratio the median of its ratios: above 1 when the first of the pair moves more
     */
    public record Stretch(int from, int to, double ratio) {}

    private UnequalPair() {}

    /**
     * The stretches, in order.
     *
     * @param ratio first over second of each window, positive
     * @param unequal from this ratio on, or its inverse, a pair is unequal; above 1
     * @param least as many windows make a stretch
     */
    public static List<Stretch> of(double[] ratio, double unequal, int least) {
        int[] side = new int[ratio.length];
        for (int i = 0; i < side.length; i++) {
            double middle = median(ratio, Math.max(0, i - ASIDE), Math.min(ratio.length, i + ASIDE + 1));
            side[i] = middle >= unequal ? 1 : middle <= 1 / unequal ? -1 : 0;
        }
        List<Stretch> stretches = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= side.length; i++) {
            if (i == side.length || side[i] != side[from]) {
                if (side[from] != 0 && i - from >= least) {
                    stretches.add(new Stretch(from, i, median(ratio, from, i)));
                }
                from = i;
            }
        }
        return stretches;
    }

    /** The upper one of two middle values. */
    private static double median(double[] x, int from, int to) {
        double[] sorted = Arrays.copyOfRange(x, from, to);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
