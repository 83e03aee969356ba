package org.bivouac.jobs.stress;

import org.bivouac.jobs.signal.Intervals;

/** How far a signal moved to and fro, outside gaps, and between which values. */
final class Travel extends Intervals {
    private static final long serialVersionUID = 1L;

    private double length;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    @Override
    protected void interval(double seconds, double x0, double y0, double x1, double y1) {
        length += Math.abs(x1 - x0);
    }

    @Override
    protected void sample(double x) {
        min = Math.min(min, x);
        max = Math.max(max, x);
    }

    void append(Travel later) {
        join(later);
        length += later.length;
        min = Math.min(min, later.min);
        max = Math.max(max, later.max);
    }

    /** Sum of all movements, in the signal's unit. */
    double length() {
        return length;
    }

    /** Smallest value; infinite when there is none. */
    double min() {
        return min;
    }

    /** Largest value; minus infinite when there is none. */
    double max() {
        return max;
    }
}
