package org.bivouac.jobs.dump;

import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.fault.Fault;

/**
 * Keeps the books of a dump that is read front to back: every byte before {@link #claimed} has been told to the sink. What
 * is not refused or padding when its end is passed, is header or decoded. Refused neighbours become one reject, so that
 * messages stay bounded however bad the dump is.
 */
public final class ByteClaims {
    /** A dump with more separate refused ranges than this is not worth reading on. */
    private static final int MOST_RANGES = 100_000;

    private final String file;
    private final ByteSink sink;
    private long claimed;
    private Fault pending;
    private int ranges;

    /** Books of a dump, at its first byte. */
    public ByteClaims(String file, ByteSink sink) {
        this(file, sink, 0);
    }

    /** Books of a part of a dump that begins at this byte. */
    public ByteClaims(String file, ByteSink sink, long claimed) {
        this.file = file;
        this.sink = sink;
        this.claimed = claimed;
    }

    /** Everything before this byte is accounted for. */
    public long claimed() {
        return pending == null ? claimed : pending.byteOffset() + pending.byteLength();
    }

    /** Says that all bytes not yet accounted for, up to {@code to}, are of this use. */
    public void upTo(long to, ByteUse use) {
        if (to <= claimed()) {
            return;
        }
        flush();
        sink.bytes(use, claimed, to);
        claimed = to;
    }

    /**
     * Refuses {@code [from, to)} as {@link #refuse(Fault)} does.
     *
     * @param line line or record from 1; 0 when there is none
     * @param count records that it stands for
     */
    public void refuse(String rule, long from, long to, long line, String reason, String advice, long count) {
        refuse(new Fault(file, from, to - from, line, rule, reason, "bytes rejected", advice, count));
    }

    /**
     * Refuses the bytes of a fault; what lies before them and is not accounted for, is decoded. A neighbour refused by the
     * same rule and with the same consequence is joined to it.
     */
    public void refuse(Fault fault) {
        if (pending != null
                && pending.rule().equals(fault.rule())
                && pending.done().equals(fault.done())
                && pending.byteOffset() + pending.byteLength() == fault.byteOffset()) {
            pending = new Fault(
                    file,
                    pending.byteOffset(),
                    pending.byteLength() + fault.byteLength(),
                    pending.line(),
                    pending.rule(),
                    pending.reason(),
                    pending.done(),
                    pending.advice(),
                    pending.count() + fault.count());
            return;
        }
        upTo(fault.byteOffset(), ByteUse.DECODED);
        flush();
        if (++ranges > MOST_RANGES) {
            throw new DumpException(Fault.ofFile(
                    file,
                    fault.rule(),
                    "more than " + MOST_RANGES + " separate ranges are damaged, the last: " + fault.reason(),
                    "dump refused",
                    "copy the dump again, or check how it was exported"));
        }
        pending = fault;
    }

    /** Tells what was refused last, for the next does not join it. */
    public void flush() {
        if (pending != null) {
            sink.reject(pending);
            claimed = pending.byteOffset() + pending.byteLength();
            pending = null;
        }
    }

    /** Closes the books: what is not accounted for up to {@code end} is of this use. */
    public void close(long end, ByteUse use) {
        upTo(end, use);
        flush();
    }
}
