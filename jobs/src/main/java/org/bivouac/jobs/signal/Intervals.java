package org.bivouac.jobs.signal;

import java.io.Serializable;

/**
 * Hands each interval between neighbouring valid samples of a signal to {@link #interval} exactly once, wherever the
 * signal is cut: the base of all sums over time and distance.
 *
 * <p>A part may know samples behind its own; then the interval that leaves its last valid sample is its own, so that
 * parts add up to the whole. Where it knows none, the interval is handed over when the next part is joined on.
 * Intervals longer than the gap limit go to {@link #gap} instead. Samples that are NaN are skipped; equal times make an
 * interval of 0 s.
 */
public abstract class Intervals implements Serializable {
    private static final long serialVersionUID = 1L;

    private double maxGapSeconds = Double.NaN;
    private double firstSeconds = Double.NaN;
    private double firstX;
    private double firstY;
    private double lastSeconds = Double.NaN;
    private double lastX;
    private double lastY;
    private boolean lastIsDone;

    private long valid;
    private long missing;
    private long gaps;
    private double coveredSeconds;
    private double uncoveredSeconds;

    /**
     * One interval no longer than the gap limit.
     *
     * @param seconds its length, s
     * @param x0 the signal where it begins
     * @param y0 the second signal where it begins; NaN where missing
     * @param x1 the signal where it ends
     * @param y1 the second signal where it ends; NaN where missing
     */
    protected abstract void interval(double seconds, double x0, double y0, double x1, double y1);

    /** One valid sample. */
    protected void sample(double x) {}

    /** One interval longer than the gap limit, of which nothing is known but its ends; see {@link #interval}. */
    protected void gap(double seconds, double x0, double x1) {}

    /**
     * Adds samples later than all before.
     *
     * @param seconds time of each sample, s, not decreasing
     * @param x the signal; NaN where missing
     * @param y a second signal at the same times; null if there is none
     * @param from first sample that belongs here
     * @param to behind the last that belongs here; those after it only end the last interval
     * @param maxGapSeconds an interval longer than this, s, is a gap
     */
    public final void add(double[] seconds, double[] x, double[] y, int from, int to, double maxGapSeconds) {
        this.maxGapSeconds = maxGapSeconds;
        int i = next(x, from);
        missing += Math.min(i, to) - from;
        if (i >= to) {
            return;
        }
        double y0 = y == null ? Double.NaN : y[i];
        if (valid == 0) {
            firstSeconds = seconds[i];
            firstX = x[i];
            firstY = y0;
        } else if (!lastIsDone) {
            between(seconds[i] - lastSeconds, lastX, lastY, x[i], y0);
        }
        while (true) {
            valid++;
            sample(x[i]);
            int j = next(x, i + 1);
            missing += Math.min(j, to) - (i + 1);
            if (j == x.length) {
                remember(seconds[i], x[i], y0, false);
                return;
            }
            double y1 = y == null ? Double.NaN : y[j];
            between(seconds[j] - seconds[i], x[i], y0, x[j], y1);
            if (j >= to) {
                remember(seconds[i], x[i], y0, true);
                return;
            }
            y0 = y1;
            i = j;
        }
    }

    private void remember(double seconds, double x, double y, boolean done) {
        lastSeconds = seconds;
        lastX = x;
        lastY = y;
        lastIsDone = done;
    }

    private void between(double seconds, double x0, double y0, double x1, double y1) {
        if (seconds > maxGapSeconds) {
            gaps++;
            uncoveredSeconds += seconds;
            gap(seconds, x0, x1);
        } else {
            coveredSeconds += seconds;
            interval(seconds, x0, y0, x1, y1);
        }
    }

    private static int next(double[] x, int from) {
        int i = from;
        while (i < x.length && Double.isNaN(x[i])) {
            i++;
        }
        return i;
    }

    /** Joins a later part's samples on; the subclass adds its own sums. Leaves {@code later} as it is. */
    protected final void join(Intervals later) {
        missing += later.missing;
        if (later.valid == 0) {
            return;
        }
        maxGapSeconds = later.maxGapSeconds;
        if (valid == 0) {
            firstSeconds = later.firstSeconds;
            firstX = later.firstX;
            firstY = later.firstY;
        } else if (!lastIsDone) {
            between(later.firstSeconds - lastSeconds, lastX, lastY, later.firstX, later.firstY);
        }
        remember(later.lastSeconds, later.lastX, later.lastY, later.lastIsDone);
        valid += later.valid;
        gaps += later.gaps;
        coveredSeconds += later.coveredSeconds;
        uncoveredSeconds += later.uncoveredSeconds;
    }

    /** Samples with a value. */
    public final long valid() {
        return valid;
    }

    /** Samples without a value. */
    public final long missing() {
        return missing;
    }

    /** Intervals longer than the gap limit. */
    public final long gaps() {
        return gaps;
    }

    /** Seconds in intervals no longer than the gap limit. */
    public final double coveredSeconds() {
        return coveredSeconds;
    }

    /** Seconds in gaps. */
    public final double uncoveredSeconds() {
        return uncoveredSeconds;
    }
}
