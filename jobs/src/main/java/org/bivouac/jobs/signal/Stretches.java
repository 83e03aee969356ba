package org.bivouac.jobs.signal;

import java.io.Serializable;
import java.util.List;

/** Disjoint stretches of time in order, e.g. those in which a car moved, and how much of any other stretch they cover. */
public final class Stretches implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long[] from;
    private final long[] to;

    /** Time covered before each stretch, µs. */
    private final long[] before;

    private Stretches(long[] from, long[] to, long[] before) {
        this.from = from;
        this.to = to;
        this.before = before;
    }

    /**
     * Of stretches {@code [from, to)} in order, µs; those that touch may be several.
     *
     * @throws IllegalArgumentException if they overlap or are out of order
     */
    public static Stretches of(List<long[]> stretches) {
        long[] from = new long[stretches.size()];
        long[] to = new long[from.length];
        long[] before = new long[from.length + 1];
        for (int i = 0; i < from.length; i++) {
            from[i] = stretches.get(i)[0];
            to[i] = stretches.get(i)[1];
            if (to[i] < from[i] || (i > 0 && from[i] < to[i - 1])) {
                throw new IllegalArgumentException("stretches overlap or are out of order at " + from[i]);
            }
            before[i + 1] = before[i] + to[i] - from[i];
        }
        return new Stretches(from, to, before);
    }

    /** Seconds of {@code [first, last)}, µs, that the stretches cover. */
    public double seconds(long first, long last) {
        return (covered(last) - covered(first)) / 1e6;
    }

    /** Covered time before an instant, µs. */
    private long covered(long instant) {
        int low = 0;
        int high = from.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (to[middle] <= instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return before[low] + (low < from.length ? Math.max(0, instant - from[low]) : 0);
    }
}
