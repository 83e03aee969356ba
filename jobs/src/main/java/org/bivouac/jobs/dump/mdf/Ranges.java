package org.bivouac.jobs.dump.mdf;

import java.util.Arrays;

/**
 * Ranges of numbers, to be found by a number in them. The upper end belongs to the range where values are whole numbers,
 * else not, unless the range is a single point (ASAM MDF 4.1, CC block, value range conversions).
 */
final class Ranges {
    private final double[] lower;
    private final double[] upper;
    private final boolean whole;
    private final boolean rising;

    /**
     * Ranges in the table's order; the first that fits counts.
     *
     * @param whole whether the values are whole numbers
     */
    Ranges(double[] lower, double[] upper, boolean whole) {
        this.lower = lower.clone();
        this.upper = upper.clone();
        this.whole = whole;
        boolean inOrder = true;
        for (int i = 0; i < lower.length; i++) {
            // In order, and disjoint: then at most one range holds a number.
            inOrder &= lower[i] <= upper[i]
                    && (i == 0
                            || (lower[i] > lower[i - 1]
                                    && (whole ? lower[i] > upper[i - 1] : lower[i] >= upper[i - 1])));
        }
        rising = inOrder;
    }

    /** How many there are. */
    int count() {
        return lower.length;
    }

    /**
     * Index of the range of {@code x}; negative when there is none.
     *
     * @param hint where the last one was found
     */
    int find(double x, int hint) {
        if (rising) {
            if (hint >= 0 && holds(hint, x)) {
                return hint;
            }
            int at = Arrays.binarySearch(lower, x + 0.0);
            at = at < 0 ? -at - 2 : at;
            return at >= 0 && holds(at, x) ? at : -1;
        }
        for (int i = 0; i < lower.length; i++) {
            if (holds(i, x)) {
                return i;
            }
        }
        return -1;
    }

    private boolean holds(int i, double x) {
        return x >= lower[i] && (x < upper[i] || (x == upper[i] && (whole || lower[i] == upper[i])));
    }
}
