package org.bivouac.jobs.dump;

import org.bivouac.jobs.fault.Fault;

/**
 * Receives a dump as it is read, in this order: {@link #begin} once, then rows, rejects and byte ranges in any order.
 * Arrays are the reader's and valid only during the call.
 */
public interface DumpSink extends ByteSink {
    /** What the dump says of itself. Called once, before any row. */
    void begin(DumpHeader header);

    /** The next rows of one group, in recorded order. */
    void rows(Rows rows);

    /**
     * Records that were refused as a whole (cut at the end of the file, repeated, without a time), as far as they can be
     * read: {@code inspect} counts them among the samples of the dump, telemetry never has them. A reject accounts for
     * their bytes. They may come out of order; their ordinals say where they stood.
     */
    default void refusedRows(Rows rows) {}

    /**
     * A reject that stands for all of its kind in the dump, told when the rows have ended. Of the parts of a dump, those of
     * one kind become one: the first, with the counts of all, in the order of their kinds.
     *
     * @param kind the reader's own number for it
     */
    default void rejectAll(int kind, Fault fault) {
        reject(fault);
    }

    /** What a range of bytes is, beside rejected. */
    enum ByteUse {
        HEADER,
        DECODED,
        PADDING
    }
}
