package org.bivouac.jobs.signal;

/**
 * Total of a counter that only goes up but may wrap or be reset. A decrease is a wrap when the wrapped step
 * {@code new - old + modulus} is plausible, else a reset, which adds the new value. Steps across gaps count: the counter
 * went on while nobody looked.
 */
public final class Counter extends Intervals {
    private static final long serialVersionUID = 1L;

    private final double modulus;
    private final double plausibleStep;
    private double total;
    private double measured;
    private double distance;
    private long wraps;
    private long resets;

    /** A counter that does not wrap: every decrease is a reset. */
    public Counter() {
        this(0, 0);
    }

    /**
     * A counter that wraps.
     *
     * @param modulus the count at which it starts again at 0, e.g. 65,536 for 16 bits, in counts
     * @param plausibleStep the largest step that can be a wrap, inclusive, in counts
     */
    public Counter(double modulus, double plausibleStep) {
        this.modulus = modulus;
        this.plausibleStep = plausibleStep;
    }

    /** The total of a whole signal of counts. */
    public static Counter of(double[] counts, double modulus, double plausibleStep) {
        Counter counter = new Counter(modulus, plausibleStep);
        counter.add(new double[counts.length], counts, null, 0, counts.length, Double.POSITIVE_INFINITY);
        return counter;
    }

    @Override
    protected void interval(double seconds, double x0, double y0, double x1, double y1) {
        double step = step(x0, x1);
        total += step;
        double length = y1 - y0;
        if (length >= 0) {
            measured += step;
            distance += length;
        }
    }

    @Override
    protected void gap(double seconds, double x0, double x1) {
        total += step(x0, x1);
    }

    private double step(double before, double after) {
        if (after >= before) {
            return after - before;
        }
        double wrapped = after - before + modulus;
        if (wrapped > 0 && wrapped <= plausibleStep) {
            wraps++;
            return wrapped;
        }
        resets++;
        return after;
    }

    /** Adds a later part, which stays as it is. */
    public void append(Counter later) {
        join(later);
        total += later.total;
        measured += later.measured;
        distance += later.distance;
        wraps += later.wraps;
        resets += later.resets;
    }

    /** Sum of all steps, in counts. */
    public double total() {
        return total;
    }

    /** Sum of the steps whose distance is known, in counts. */
    public double totalOverDistance() {
        return measured;
    }

    /** What was driven in the steps of {@link #totalOverDistance}, in the second signal's unit. */
    public double distance() {
        return distance;
    }

    /** How often it wrapped. */
    public long wraps() {
        return wraps;
    }

    /** How often it was reset. */
    public long resets() {
        return resets;
    }
}
