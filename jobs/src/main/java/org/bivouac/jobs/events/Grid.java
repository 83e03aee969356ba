package org.bivouac.jobs.events;

import org.bivouac.jobs.scan.Signal;
import org.bivouac.jobs.scan.Slice;

/**
 * Equal steps of time from the stage's origin on, on which channels of any rate are read together. Which steps belong to a
 * slice, and what is read there and beside it, is the same wherever slices are cut.
 *
 * @param first number of the first step that is read
 * @param from index of the first step that belongs to the slice
 * @param to index behind the last
 * @param at the steps' times, as samples
 */
record Grid(long first, int from, int to, Signal at) {
    /** Steps of a slice and those around it; an origin of whole milliseconds makes them whole milliseconds too. */
    static Grid of(Slice slice, int stepsPerSecond, int stepsBefore, int stepsBehind) {
        long from = firstNotBefore(slice.fromSeconds(), stepsPerSecond);
        long to = firstNotBefore(slice.toSeconds(), stepsPerSecond);
        long first = from - stepsBefore;
        double[] seconds = new double[(int) (to - from) + stepsBefore + stepsBehind];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = (first + i) / (double) stepsPerSecond;
        }
        return new Grid(first, stepsBefore, stepsBefore + (int) (to - from), signal(seconds));
    }

    /** Steps of a millisecond from an instant on. */
    static Signal millis(double fromSeconds, double toSeconds) {
        double[] seconds = new double[1 + (int) Math.floor((toSeconds - fromSeconds) * 1000 + 1e-6)];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = fromSeconds + i / 1000.0;
        }
        return signal(seconds);
    }

    private static Signal signal(double[] seconds) {
        return new Signal(seconds, new double[seconds.length], 0, seconds.length, 1);
    }

    private static long firstNotBefore(double seconds, int stepsPerSecond) {
        long step = (long) Math.floor(seconds * stepsPerSecond) - 1;
        while (step / (double) stepsPerSecond < seconds) {
            step++;
        }
        return step;
    }
}
