package org.bivouac.jobs.parquet;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The arrays in which a thread collected the row groups of its last file, for its next. Without it every part of a large
 * dump leaves 64 MiB of garbage that the collector first has to move about. Holds at most one file's arrays a thread.
 */
final class KeptArrays {
    private static final ThreadLocal<KeptArrays> OF_THREAD = ThreadLocal.withInitial(KeptArrays::new);

    private final Deque<long[]> arrays = new ArrayDeque<>();
    private long kept;

    private KeptArrays() {}

    static KeptArrays ofThread() {
        return OF_THREAD.get();
    }

    /** A kept array of this length with anything in it; if there is none, a new one of at least so many elements. */
    long[] take(int length, int atLeast) {
        long[] array = arrays.poll();
        if (array == null) {
            return new long[atLeast];
        }
        kept -= array.length;
        if (array.length == length) {
            return array;
        }
        // Another kind of file: its arrays are of another length, and none of these will fit.
        arrays.clear();
        kept = 0;
        return new long[atLeast];
    }

    /** Keeps an array that nobody uses any more, unless there are enough. */
    void keep(long[] array) {
        if (kept + array.length <= ColumnFileWriter.MAX_GROUP_BYTES / Long.BYTES) {
            arrays.add(array);
            kept += array.length;
        }
    }
}
