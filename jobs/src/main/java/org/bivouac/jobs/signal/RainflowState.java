package org.bivouac.jobs.signal;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Counts load cycles by the four-point rule while the signal streams through; small enough to store with the result, so
 * that stages, events and years join without their samples.
 *
 * <pre>
 * for each turning point d: push d
 *   while the stack ends in a,b,c,d and |b-c| &lt;= |a-b| and |b-c| &lt;= |c-d|:
 *     count the cycle b->c; remove b and c
 * </pre>
 *
 * <p>The signal -2 1 -3 5 -1 3 -4 4 -2 closes -1->3 and leaves -2 1 -3 5 -4 4 -2. NaN is skipped and counted; what lies
 * on its two sides is joined. With {@code res} the residue and {@code ++} for "followed by":
 *
 * <pre>
 * closed(A++B) = closed(A) + closed(B) + closed(res(A)++res(B))        res(A++B) = res(res(A)++res(B))
 * </pre>
 *
 * <p>so parts counted alone and merged in time order give the cycles of the whole, exactly: as unordered pairs of values.
 * Which end of a cycle comes first, and where tied cycles lie, may differ.
 *
 * <p>Sources: ASTM E1049-85 (2023) 5.4.4, with which the counts agree when the residue is closed half; C. Amzallag et al.,
 * Int. J. Fatigue 16 (1994) 287, for the four-point rule.
 */
public final class RainflowState implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int CHUNK = 1024;
    /** Index of the candidate that came with an earlier call. */
    private static final int CARRIED = -1;

    private double[] values = new double[16];
    private double[] places = new double[16];
    private int depth;
    /** 1 while the signal rises, -1 while it falls, 0 until it moves. */
    private int direction;

    private double candidate = Double.NaN;
    private double candidatePlace = Double.NaN;
    private long nextSample;
    private long samples;
    private long missing;
    private long closed;

    /** A count that numbers its samples from 0. */
    public RainflowState() {}

    /** A count of a part of a signal that begins with the signal's sample {@code firstSample}. */
    public RainflowState(long firstSample) {
        nextSample = firstSample;
    }

    /** Counts {@code signal[from, to)}, later than all before; a cycle's place is the number of its sample. */
    public void feed(double[] signal, int from, int to, CycleRecorder recorder) {
        feed(signal, null, from, to, recorder);
    }

    /**
     * Counts {@code signal[from, to)}, later than all before.
     *
     * @param signal values; NaN where missing
     * @param at where each sample lies, e.g. its time in s; same indices as {@code signal}
     * @param from first sample
     * @param to behind the last sample
     * @param recorder takes each cycle as it closes
     */
    @SuppressWarnings("ShortCircuitBoolean") // a short circuit is a branch
    public void feed(double[] signal, double[] at, int from, int to, CycleRecorder recorder) {
        double[] points = new double[Math.min(CHUNK, to - from) + 1];
        int[] indices = new int[points.length];
        double last = candidate;
        int lastIndex = CARRIED;
        int i = from;
        for (; i < to && direction == 0; i++) {
            double x = signal[i];
            if (Double.isNaN(x)) {
                missing++;
            } else if (Double.isNaN(last)) {
                last = x;
                lastIndex = i;
            } else if (x != last) {
                points[0] = last;
                indices[0] = lastIndex;
                push(points, indices, 1, at, from, recorder);
                direction = x > last ? 1 : -1;
                last = x;
                lastIndex = i;
            }
        }
        boolean rising = direction > 0;
        while (i < to) {
            int n = 0;
            // Without branches, because a reversal in noise cannot be foretold: a point is always written, and kept
            // only
            // when the signal turns. Plateaus and NaN are neither below nor above.
            for (int end = Math.min(to, i + CHUNK); i < end; i++) {
                double x = signal[i];
                points[n] = last;
                indices[n] = lastIndex;
                boolean below = x < last;
                boolean above = x > last;
                boolean turns = rising ? below : above;
                boolean moves = below | above;
                n += turns ? 1 : 0;
                rising ^= turns;
                lastIndex = moves ? i : lastIndex;
                last = moves ? x : last;
                missing += Double.isNaN(x) ? 1 : 0;
            }
            push(points, indices, n, at, from, recorder);
        }
        direction = direction == 0 ? 0 : rising ? 1 : -1;
        candidatePlace = place(lastIndex, at, from);
        candidate = last;
        nextSample += to - from;
        samples += to - from;
    }

    private double place(int index, double[] at, int from) {
        if (index == CARRIED) {
            return candidatePlace;
        }
        return at == null ? (double) (nextSample - from + index) : at[index];
    }

    /** Pushes turning points. The two topmost values are locals: what is compared next must not wait for what was stored. */
    private void push(double[] points, int[] indices, int count, double[] at, int from, CycleRecorder recorder) {
        double[] v = values;
        double[] p = places;
        int n = depth;
        int cycles = 0;
        double top = n < 1 ? Double.NaN : v[n - 1];
        double second = n < 2 ? Double.NaN : v[n - 2];
        for (int i = 0; i < count; i++) {
            double point = points[i];
            double inner = Math.abs(second - top);
            while (inner <= Math.abs(top - point)) {
                if (n < 3 || inner > Math.abs(v[n - 3] - second)) {
                    break;
                }
                recorder.cycle(second, top, p[n - 2], p[n - 1], 1);
                cycles++;
                n -= 2;
                top = v[n - 1];
                second = n < 2 ? Double.NaN : v[n - 2];
                inner = Math.abs(second - top);
            }
            if (n == v.length) {
                v = Arrays.copyOf(v, 2 * n);
                p = Arrays.copyOf(p, 2 * n);
                values = v;
                places = p;
            }
            v[n] = point;
            p[n++] = place(indices[i], at, from);
            second = top;
            top = point;
        }
        depth = n;
        closed += cycles;
    }

    /**
     * Appends a later part of the same signal, counted on its own; leaves {@code later} as it is.
     *
     * @param recorder takes the cycles that close across the joint; those inside {@code later} went to its own recorder
     */
    public void append(RainflowState later, CycleRecorder recorder) {
        long number = nextSample;
        Residue open = later.open();
        feed(open.values(), open.places(), 0, open.values().length, recorder);
        nextSample = later.samples == 0 ? number : later.nextSample;
        samples += later.samples - open.values().length;
        missing += later.missing;
        closed += later.closed;
    }

    /**
     * Ends the count here and leaves the state as it is, because it may still be fed.
     *
     * @param recorder takes the cycles that the last sample, as a turning point, closes
     * @return what stays open
     */
    public Residue close(CycleRecorder recorder) {
        RainflowState copy = copy();
        if (!Double.isNaN(candidate)) {
            copy.push(new double[] {candidate}, new int[] {CARRIED}, 1, null, 0, recorder);
        }
        return new Residue(Arrays.copyOf(copy.values, copy.depth), Arrays.copyOf(copy.places, copy.depth));
    }

    /** The turning points so far that belong to no closed cycle, the last sample included. */
    private Residue open() {
        int n = !Double.isNaN(candidate) ? depth + 1 : depth;
        double[] openValues = Arrays.copyOf(values, n);
        double[] openPlaces = Arrays.copyOf(places, n);
        if (n > depth) {
            openValues[depth] = candidate;
            openPlaces[depth] = candidatePlace;
        }
        return new Residue(openValues, openPlaces);
    }

    /** A state that goes its own way from here. */
    public RainflowState copy() {
        RainflowState copy = new RainflowState(nextSample);
        copy.values = values.clone();
        copy.places = places.clone();
        copy.depth = depth;
        copy.direction = direction;
        copy.candidate = candidate;
        copy.candidatePlace = candidatePlace;
        copy.samples = samples;
        copy.missing = missing;
        copy.closed = closed;
        return copy;
    }

    /** Samples fed, missing ones included. */
    public long samples() {
        return samples;
    }

    /** Samples without a value. */
    public long missing() {
        return missing;
    }

    /** Cycles closed so far; {@link #close} may add some. */
    public long closed() {
        return closed;
    }

    /** Turning points so far, the first and the last sample included: two in each closed cycle, the others open. */
    public long turningPoints() {
        return 2 * closed + open().values().length;
    }
}
