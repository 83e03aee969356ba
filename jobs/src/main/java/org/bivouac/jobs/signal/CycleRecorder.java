package org.bivouac.jobs.signal;

/** Takes the load cycles that a rainflow count finds: finding is one thing, summing, listing or classing another. */
@FunctionalInterface
public interface CycleRecorder {
    /**
     * One cycle.
     *
     * @param from value of its earlier turning point
     * @param to value of its later turning point
     * @param fromPlace where {@code from} lies: sample number or time, as the counter was fed
     * @param toPlace where {@code to} lies
     * @param count 1 for a closed cycle, 0.5 for half a cycle of the residue
     */
    void cycle(double from, double to, double fromPlace, double toPlace, double count);
}
