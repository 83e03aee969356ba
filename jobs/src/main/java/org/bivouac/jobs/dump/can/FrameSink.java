package org.bivouac.jobs.dump.can;

import java.time.Instant;
import java.util.Map;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.fault.Fault;

/** Receives a log of frames as it is read: {@link #begin} once, then the rest in any order. */
public interface FrameSink {
    /**
     * What the log says of itself.
     *
     * @param start time of second 0; null when the log has no date
     * @param metadata what else the header says, in its own words and order
     */
    void begin(String logger, Instant start, Clock clock, Map<String, String> metadata);

    /** The next frame, in recorded order. */
    void frame(Frame frame);

    /** Something that was refused. If it has a byte length, those bytes are thereby accounted for as rejected. */
    void reject(Fault fault);

    /** An item that is no frame and is known not to matter here (a statistic, a comment); counted by kind. */
    void skipped(String kind);

    /** Says what the bytes {@code [from, to)} are. All ranges together must be disjoint and cover the file. */
    void bytes(ByteUse use, long from, long to);
}
