package org.bivouac.jobs.signal;

import java.io.Serializable;

/**
 * Counts load cycles of a signal whose peaks are drawn between its samples, for what sampling made too small.
 *
 * <p>A logger that samples without filtering reads a peak beside its top: of a smooth peak it misses up to an eighth of the
 * bend between neighbouring samples, {@code |x''| h² / 8}. The parabola through an extreme sample and its two neighbours has its
 * top at
 *
 * <pre>
 *   b + (c - a)² / (8 (2 b - a - c))          a, b, c: three samples h apart, b the extreme
 * </pre>
 *
 * <p>which gives back what was missed as long as a half cycle has some five samples; of faster ones it gives back a part. So what
 * the sum of cycles gains by it says how much the rate costs, at least. It adds no more than an eighth of the step beside the
 * peak. Samples beside an equal or a missing one, or unevenly spaced, are taken as they are: of a plateau nothing was missed.
 *
 * <p>Parts of a signal are counted by themselves and joined, which gives what the whole would: the first and the last sample of a
 * part wait for their neighbours.
 */
public final class DrawnPeaks implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Spacings that differ by more are not even. */
    private static final double UNEVEN = 1.5;

    private final RainflowState state = new RainflowState();
    private final RangeSum closed;

    /** The first two samples and the last two; what lies between has been fed. */
    private final double[] head = new double[2];

    private final double[] headSeconds = new double[2];
    private double before;
    private double beforeSeconds;
    private double last;
    private double lastSeconds;
    private long samples;

    /** Sum of count times range to a power. */
    private static final class RangeSum implements CycleRecorder, Serializable {
        private static final long serialVersionUID = 1L;

        private final double deadBand;
        private double sum5;

        private RangeSum(double deadBand) {
            this.deadBand = deadBand;
        }

        @Override
        public void cycle(double from, double to, double fromPlace, double toPlace, double count) {
            double range = Math.abs(from - to);
            if (range > deadBand) {
                double square = range * range;
                sum5 += count * range * square * square;
            }
        }
    }

    /** Nothing counted yet; cycles up to {@code deadBand}, inclusive, are left out. */
    public DrawnPeaks(double deadBand) {
        closed = new RangeSum(deadBand);
    }

    /**
     * Adds {@code x[from, to)}, later than all before.
     *
     * @param seconds time of each sample, s
     * @param x the signal; NaN where missing
     */
    public void add(double[] seconds, double[] x, int from, int to) {
        int i = from;
        while (i < to && samples < 2) {
            push(seconds[i], x[i]);
            i++;
        }
        if (i >= to) {
            return;
        }
        double[] drawn = new double[to - i];
        double a = before;
        double aSeconds = beforeSeconds;
        double b = last;
        double bSeconds = lastSeconds;
        for (int k = i; k < to; k++) {
            drawn[k - i] = drawn(aSeconds, a, bSeconds, b, seconds[k], x[k]);
            a = b;
            aSeconds = bSeconds;
            b = x[k];
            bSeconds = seconds[k];
        }
        state.feed(drawn, 0, drawn.length, closed);
        before = a;
        beforeSeconds = aSeconds;
        last = b;
        lastSeconds = bSeconds;
        samples += to - i;
    }

    private void push(double seconds, double x) {
        if (samples >= 2) {
            feed(drawn(beforeSeconds, before, lastSeconds, last, seconds, x));
        } else {
            head[(int) samples] = x;
            headSeconds[(int) samples] = seconds;
        }
        before = last;
        beforeSeconds = lastSeconds;
        last = x;
        lastSeconds = seconds;
        samples++;
    }

    private void feed(double x) {
        state.feed(new double[] {x}, 0, 1, closed);
    }

    /** The sample {@code b}, or the top of the parabola if it is an extreme. */
    private static double drawn(double aSeconds, double a, double bSeconds, double b, double cSeconds, double c) {
        double left = b - a;
        double right = b - c;
        if (!(left > 0 && right > 0) && !(left < 0 && right < 0)) {
            return b;
        }
        double ratio = (cSeconds - bSeconds) / (bSeconds - aSeconds);
        if (!(ratio < UNEVEN && ratio > 1 / UNEVEN)) {
            return b;
        }
        double across = c - a;
        return b + across * across / (8 * (left + right));
    }

    /** Appends a later part, which stays as it is. */
    public void append(DrawnPeaks later) {
        for (int i = 0; i < Math.min(2, later.samples); i++) {
            push(later.headSeconds[i], later.head[i]);
        }
        if (later.samples > 2) {
            // The later part's first sample has been fed now; its second one leads its state, drawn by its own
            // neighbours.
            state.append(later.state, closed);
            closed.sum5 += later.closed.sum5;
            before = later.before;
            beforeSeconds = later.beforeSeconds;
            last = later.last;
            lastSeconds = later.lastSeconds;
            samples += later.samples - 2;
        }
    }

    /** Sum of count times range to the power 5, the residue as half cycles, in the signal's unit to that power. */
    public double sumOfRangeToThe5() {
        RangeSum total = new RangeSum(closed.deadBand);
        total.sum5 = closed.sum5;
        RainflowState all = new RainflowState();
        if (samples > 0) {
            all.feed(new double[] {head[0]}, 0, 1, total);
            all.append(state, total);
        }
        if (samples > 1) {
            all.feed(new double[] {last}, 0, 1, total);
        }
        all.close(total).deadBand(closed.deadBand, total).count(ResidueMode.HALF, total);
        return total.sum5;
    }
}
