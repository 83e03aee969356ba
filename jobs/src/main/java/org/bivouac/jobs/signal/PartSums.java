package org.bivouac.jobs.signal;

/**
 * Sums of a signal by the part of the way in which it was sampled: an interval between two samples belongs to the part of its
 * first. The second signal is the part's index, from 0, and NaN where there is none. What lies in a gap belongs to no part.
 */
public final class PartSums extends Intervals {
    private static final long serialVersionUID = 1L;

    private final double leastRise;
    private final double[] seconds;
    private final double[] rising;
    private final double[] integral;
    private final double[] rise;
    private final double[] first;
    private final double[] last;

    /**
     * Nothing added yet.
     *
     * @param parts how many parts there are
     * @param leastRise an interval rises when the signal gains at least so much a second
     */
    public PartSums(int parts, double leastRise) {
        this.leastRise = leastRise;
        seconds = new double[parts];
        rising = new double[parts];
        integral = new double[parts];
        rise = new double[parts];
        first = unknown(parts);
        last = unknown(parts);
    }

    private static double[] unknown(int parts) {
        double[] values = new double[parts];
        java.util.Arrays.fill(values, Double.NaN);
        return values;
    }

    @Override
    protected void interval(double length, double x0, double y0, double x1, double y1) {
        if (Double.isNaN(y0)) {
            return;
        }
        int part = (int) y0;
        seconds[part] += length;
        integral[part] += (x0 + x1) / 2 * length;
        rise[part] += x1 >= x0 ? x1 - x0 : x1;
        rising[part] += x1 - x0 >= leastRise * length ? length : 0;
        first[part] = Double.isNaN(first[part]) ? x0 : first[part];
        last[part] = x1;
    }

    /** Adds a later part of the signal, which stays as it is. */
    public void append(PartSums later) {
        join(later);
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] += later.seconds[i];
            rising[i] += later.rising[i];
            integral[i] += later.integral[i];
            rise[i] += later.rise[i];
            first[i] = Double.isNaN(first[i]) ? later.first[i] : first[i];
            last[i] = Double.isNaN(later.last[i]) ? last[i] : later.last[i];
        }
    }

    /** Seconds of its intervals. */
    public double seconds(int part) {
        return seconds[part];
    }

    /** Seconds of those that rise. */
    public double risingSeconds(int part) {
        return rising[part];
    }

    /** Integral over time, in the signal's unit times s. */
    public double integral(int part) {
        return integral[part];
    }

    /** Sum of steps, in the signal's unit; a step down is a counter's reset, after which it shows what came since. */
    public double rise(int part) {
        return rise[part];
    }

    /** Last value less the first; NaN when there was no interval. */
    public double change(int part) {
        return last[part] - first[part];
    }
}
