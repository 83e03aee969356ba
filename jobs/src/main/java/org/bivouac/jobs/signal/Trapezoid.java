package org.bivouac.jobs.signal;

/**
 * Integral of a signal over time by the trapezoid rule on its native samples; an interval longer than the gap limit is
 * not integrated, its seconds are uncovered. The second signal, if there is one, is a distance: what was driven in the
 * integrated intervals is summed beside, so that a ratio of the two rests on the same intervals.
 */
public final class Trapezoid extends Intervals {
    private static final long serialVersionUID = 1L;

    private double integral;
    private double measured;
    private double distance;

    /** The trapezoid integral of a whole signal, in the signal's unit times s. */
    public static Trapezoid of(double[] seconds, double[] signal, double maxGapSeconds) {
        Trapezoid sum = new Trapezoid();
        sum.add(seconds, signal, null, 0, signal.length, maxGapSeconds);
        return sum;
    }

    @Override
    protected void interval(double seconds, double x0, double y0, double x1, double y1) {
        double area = (x0 + x1) / 2 * seconds;
        integral += area;
        double length = y1 - y0;
        if (length >= 0) {
            measured += area;
            distance += length;
        }
    }

    /** Adds a later part, which stays as it is. */
    public void append(Trapezoid later) {
        join(later);
        integral += later.integral;
        measured += later.measured;
        distance += later.distance;
    }

    /** The integral, in the signal's unit times s. */
    public double integral() {
        return integral;
    }

    /** The integral over those intervals whose distance is known. */
    public double integralOverDistance() {
        return measured;
    }

    /** What was driven in the intervals of {@link #integralOverDistance}, in the second signal's unit. */
    public double distance() {
        return distance;
    }
}
