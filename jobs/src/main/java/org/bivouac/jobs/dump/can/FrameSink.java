package org.bivouac.jobs.dump.can;

import java.time.Instant;
import java.util.Map;
import org.bivouac.jobs.dump.ByteSink;
import org.bivouac.jobs.dump.DumpHeader.Clock;

/** Receives a log of frames as it is read: {@link #begin} once, then the rest in any order. */
public interface FrameSink extends ByteSink {
    /**
     * What the log says of itself.
     *
     * @param start time of second 0; null when the log has no date
     * @param metadata what else the header says, in its own words and order
     */
    void begin(String logger, Instant start, Clock clock, Map<String, String> metadata);

    /** The next frame, in recorded order. */
    void frame(Frame frame);

    /** From which byte on a place is wanted at which the log can be cut. */
    default long placeWanted() {
        return Long.MAX_VALUE;
    }

    /** The first such place: the next frame lies behind it. */
    default void place(Stretch.Place place) {}

    /** An item that is no frame and is known not to matter here (a statistic, a comment); counted by kind. */
    void skipped(String kind);
}
