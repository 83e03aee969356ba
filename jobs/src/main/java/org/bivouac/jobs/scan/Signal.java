package org.bivouac.jobs.scan;

import org.bivouac.jobs.signal.Intervals;

/**
 * Samples of one channel around a slice, in time order.
 *
 * <p>Samples {@code [from, to)} belong to the slice; those outside are its halo: context for interpolation, filters and
 * the interval that starts at the slice's last sample. An interval between samples i and i+1 belongs to the slice that
 * owns sample i.
 *
 * @param seconds time of each sample from the stage's origin, s, strictly increasing
 * @param values value of each sample in the channel's unit; NaN where missing; same length as {@code seconds}
 * @param from index of the first owned sample
 * @param to index behind the last owned sample
 * @param maxGapSeconds an interval longer than this, s, is a gap: never bridged, counted as uncovered
 */
public record Signal(double[] seconds, double[] values, int from, int to, double maxGapSeconds) {
    private static final double[] NOTHING = {};

    /** No samples at all: the channel is absent here. */
    public static Signal empty(double maxGapSeconds) {
        return new Signal(NOTHING, NOTHING, 0, 0, maxGapSeconds);
    }

    /** True when the slice owns no sample. */
    public boolean isEmpty() {
        return from == to;
    }

    /**
     * Adds the samples that the slice owns to what a fold knows of them and of the intervals between them.
     *
     * @param second a second signal at the same times; null if there is none
     */
    public void addTo(Intervals intervals, double[] second) {
        addTo(intervals, values, second);
    }

    /** The same with other values {@code first} in the place of this signal's. */
    public void addTo(Intervals intervals, double[] first, double[] second) {
        intervals.add(seconds, first, second, from, to, maxGapSeconds);
    }
}
