package org.bivouac.jobs.dump.can.candump;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.can.FrameSink;
import org.bivouac.jobs.dump.can.FrameSource;
import org.bivouac.jobs.dump.can.text.Books;
import org.bivouac.jobs.dump.can.text.BusNames;
import org.bivouac.jobs.dump.can.text.LineCursor;
import org.bivouac.jobs.dump.can.text.Scanner;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads the logs of candump. Second 0 is the first frame's time if that is a time of day; a logger whose clock was never
 * set, and candump's own relative times, give seconds from the log's zero and no start.
 */
public final class CandumpSource implements FrameSource {
    /** Nobody logs before 1973 (10^8 s): a time before is one since the logger was switched on. */
    private static final long CLOCK_WAS_SET_NANOS = 100_000_000L * 1_000_000_000L;

    private static final int LOOKED_AT = 50;
    private static final double NANOS = 1e9;

    @Override
    public String format() {
        return "candump";
    }

    @Override
    public String description() {
        return "candump logs (.log) and screen output";
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "CAN XL frames",
                "differences instead of times (candump -t d; they cannot be told from times since the start)",
                "swapped or binary bytes (candump -S, -i)");
    }

    @Override
    public boolean recognises(DumpHead head) {
        byte[] bytes = head.bytes();
        CandumpLine line = new CandumpLine();
        int from = 0;
        for (int looked = 0; looked < LOOKED_AT && from < bytes.length; looked++) {
            int to = from;
            while (to < bytes.length && bytes[to] != '\n') {
                to++;
            }
            int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
            if (line.parse(bytes, from, end) == null) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    @Override
    public void read(DumpFile file, FrameSink sink) throws IOException {
        CandumpLine first = first(file);
        boolean absolute = first.nanos >= CLOCK_WAS_SET_NANOS;
        Map<String, String> metadata = new LinkedHashMap<>();
        if (first.nanos == Scanner.NONE) {
            metadata.put("times", "none recorded");
        }
        Clock clock = absolute ? first.dated ? Clock.LOCAL : Clock.UTC : Clock.RELATIVE;
        Instant start = absolute ? Instant.ofEpochSecond(0, first.nanos) : null;
        sink.begin("candump", start, clock, metadata);
        frames(file, sink, absolute ? first.nanos : 0);
    }

    /** The first frame, which says what the times are. */
    private static CandumpLine first(DumpFile file) throws IOException {
        CandumpLine line = new CandumpLine();
        try (LineCursor lines = new LineCursor(file)) {
            while (lines.next()) {
                if (!lines.tooLong() && lines.ended() && line.parse(lines.text(), lines.from(), lines.to()) == null) {
                    return line;
                }
            }
        }
        throw new DumpException(
                Fault.ofFile(file.name(), "A2", "no frame is in the log", "dump refused", "copy the dump again"));
    }

    private static void frames(DumpFile file, FrameSink sink, long zero) throws IOException {
        Books books = new Books(file, sink);
        BusNames buses = new BusNames();
        CandumpLine line = new CandumpLine();
        long ordinal = 0;
        try (LineCursor lines = new LineCursor(file)) {
            books.header(lines.end());
            while (lines.next()) {
                if (lines.blank()) {
                    books.padding(lines);
                    continue;
                }
                String wrong = lines.tooLong() ? "" : line.parse(lines.text(), lines.from(), lines.to());
                // Nothing but its end shows that the payload of a line is whole.
                String bus = wrong == null && lines.ended() ? buses.of(lines.text(), line.busFrom, line.busTo) : null;
                if (bus == null) {
                    books.refuse(lines, wrong == null ? "more than " + BusNames.MOST + " buses" : wrong);
                    ordinal++;
                    continue;
                }
                double seconds = line.nanos == Scanner.NONE ? Double.NaN : (line.nanos - zero) / NANOS;
                books.frame(
                        new Frame(
                                ordinal++,
                                seconds,
                                bus,
                                line.kind,
                                line.id,
                                line.extended,
                                line.format,
                                line.sent,
                                line.data(),
                                line.dlc,
                                line.fast,
                                line.passive),
                        lines);
            }
            books.close(file.bytes());
        }
    }
}
