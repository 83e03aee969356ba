package org.bivouac.jobs.scan;

/**
 * One car, one stretch of time inside one segment, its signals. Where slices are cut depends only on the data (segments
 * and fixed windows of time), never on cores, files or partitions.
 */
public interface Slice {
    /** First instant, inclusive, s from the stage's origin. */
    double fromSeconds();

    /** Last instant, exclusive, s from the stage's origin. */
    double toSeconds();

    /** The channel's samples at their native rate; {@link Signal#empty} when the car has no such channel. */
    Signal signal(String channel);

    /**
     * A channel read at another signal's sample times by its own interpolation rule; NaN where its neighbours are
     * missing or further apart than its gap limit.
     *
     * @return one value for each of {@code onto.seconds()}, halo included
     */
    double[] aligned(String channel, Signal onto);

    /**
     * Driven distance at another signal's sample times, km from the log's start, from the stage's distance basis; NaN
     * where there is none.
     */
    double[] distanceKm(Signal onto);
}
