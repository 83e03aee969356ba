package org.bivouac.jobs.signal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds stretches in which one of two signals that should be alike moves much more than the other, from ratios of windows.
 * Each window is judged by the median of the five about it, so that one rut does not decide.
 *
 * <p>What makes a pair unequal does not heal, but some ground hides it: where each wheel meets bumps of its own both move
 * much. So a stretch goes on, whatever the windows say, until as many on end are equal as make a stretch.
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
     * @param equal up to this ratio, or its inverse, it is equal again; from 1 to {@code unequal}
     * @param least as many windows make a stretch, or end it
     */
    public static List<Stretch> of(double[] ratio, double unequal, double equal, int least) {
        double[] middle = new double[ratio.length];
        Arrays.setAll(middle, i -> median(ratio, Math.max(0, i - ASIDE), Math.min(ratio.length, i + ASIDE + 1)));
        List<Stretch> stretches = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= middle.length; i++) {
            if (i == middle.length || side(middle[i], unequal) != side(middle[from], unequal)) {
                int side = side(middle[from], unequal);
                if (side != 0 && i - from >= least) {
                    Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
                    boolean same = last != null
                            && side(last.ratio, 1) == side
                            && !isEqual(middle, last.to, from, equal, least);
                    int begin = same ? last.from : from;
                    if (same) {
                        stretches.remove(stretches.size() - 1);
                    }
                    stretches.add(new Stretch(begin, i, median(ratio, begin, i)));
                }
                from = i;
            }
        }
        return stretches;
    }

    private static int side(double ratio, double unequal) {
        return ratio >= unequal ? 1 : ratio <= 1 / unequal ? -1 : 0;
    }

    /** Whether as many windows on end as {@code least} are equal. */
    private static boolean isEqual(double[] middle, int from, int to, double equal, int least) {
        int run = 0;
        for (int i = from; i < to; i++) {
            run = middle[i] <= equal && middle[i] >= 1 / equal ? run + 1 : 0;
            if (run == least) {
                return true;
            }
        }
        return false;
    }

    /** The upper one of two middle values. */
    private static double median(double[] x, int from, int to) {
        double[] sorted = Arrays.copyOfRange(x, from, to);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
