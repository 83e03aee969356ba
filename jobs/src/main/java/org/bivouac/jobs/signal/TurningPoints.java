package org.bivouac.jobs.signal;

import java.util.Arrays;

/**
 * Where a signal turns.
 *
 * <p>The first valid sample, every reversal (the first sample of its plateau) and the last extreme are turning points.
 * NaN is skipped; indices keep the signal's numbering. A reversal is decided by comparing values, never by a product of
 * differences, which is zero on plateaus and underflows on small values.
 */
public final class TurningPoints {
    private TurningPoints() {}

    /**
     * Indices of the turning points in time order.
     *
     * <pre>
     *        5                      signal  0 3 3 3 -1 -1 2
     *   3 3 3                       found   0 1      4    6
     * </pre>
     *
     * @param signal values; NaN where missing
     * @param band dead band in the signal's unit, 0 or more: a reversal counts when the signal moves back by more than
     *     it. With a band above 0 the first point is the first confirmed extreme, and a signal that never moves by more
     *     than the band has none
     */
    public static int[] find(double[] signal, double band) {
        int[] found = new int[16];
        int n = 0;
        int low = -1;
        int high = -1;
        int direction = 0;
        for (int i = 0; i < signal.length; i++) {
            double x = signal[i];
            if (Double.isNaN(x)) {
                continue;
            }
            low = low < 0 || x < signal[low] ? i : low;
            high = high < 0 || x > signal[high] ? i : high;
            if (direction >= 0 && signal[high] - x > band) {
                found = append(found, n++, high);
                direction = -1;
                low = i;
            } else if (direction <= 0 && x - signal[low] > band) {
                found = append(found, n++, low);
                direction = 1;
                high = i;
            }
        }
        if (direction != 0) {
            found = append(found, n++, direction > 0 ? high : low);
        } else if (low >= 0 && band == 0) {
            found = append(found, n++, low);
        }
        return Arrays.copyOf(found, n);
    }

    private static int[] append(int[] found, int n, int index) {
        int[] roomy = n < found.length ? found : Arrays.copyOf(found, 2 * n);
        roomy[n] = index;
        return roomy;
    }
}
