package org.bivouac.jobs.spark;

/** Hears how far a step has come. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (what, done, total) -> {};

    /**
     * Called when a step begins and whenever some of its items are done; by one thread at a time.
     *
     * @param what the step
     * @param done items done
     * @param total all items of the step
     */
    void at(String what, int done, int total);

    /**
     * Called besides, for a step whose items are {@link Sized}, whenever some of them are done.
     *
     * @param done bytes of the items done
     * @param total bytes of all items
     */
    default void bytesAt(String what, long done, long total) {}
}
