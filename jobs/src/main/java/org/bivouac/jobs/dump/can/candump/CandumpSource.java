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
import org.bivouac.jobs.dump.can.FrameSink;
import org.bivouac.jobs.dump.can.FrameSource;
import org.bivouac.jobs.dump.can.Stretch;
import org.bivouac.jobs.dump.can.text.FrameLine;
import org.bivouac.jobs.dump.can.text.FrameLines;
import org.bivouac.jobs.dump.can.text.LineCursor;
import org.bivouac.jobs.dump.can.text.LineLog;
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
    public void read(DumpFile file, Stretch stretch, FrameSink sink) throws IOException {
        CandumpTime first = first(file);
        boolean absolute = first.nanos >= CLOCK_WAS_SET_NANOS;
        Map<String, String> metadata = new LinkedHashMap<>();
        if (first.nanos == Scanner.NONE) {
            metadata.put("times", "none recorded");
        }
        Clock clock = absolute ? first.dated ? Clock.LOCAL : Clock.UTC : Clock.RELATIVE;
        Instant start = absolute ? Instant.ofEpochSecond(0, first.nanos) : null;
        sink.begin("candump", start, clock, metadata);
        new LineLog(file, 0, new Lines(absolute ? first.nanos : 0), stretch, sink).read();
    }

    /** The first frame, which says what the times are. */
    private static CandumpTime first(DumpFile file) throws IOException {
        CandumpLine line = new CandumpLine();
        try (LineCursor lines = new LineCursor(file)) {
            while (lines.next()) {
                if (!lines.tooLong() && lines.ended() && line.parse(lines.text(), lines.from(), lines.to()) == null) {
                    return line.time();
                }
            }
        }
        throw new DumpException(
                Fault.ofFile(file.name(), "A2", "no frame is in the log", "dump refused", "copy the dump again"));
    }

    /** The lines of one log. */
    private static final class Lines implements FrameLines {
        private final CandumpLine line = new CandumpLine();
        private final long zero;

        Lines(long zero) {
            this.zero = zero;
        }

        @Override
        public FrameLine.Result read(LineCursor lines) {
            String wrong = line.parse(lines.text(), lines.from(), lines.to());
            // Nothing but its end shows that the payload of a line is whole.
            return wrong == null && lines.ended() ? FrameLine.Result.FRAME : FrameLine.Result.REFUSED;
        }

        @Override
        public FrameLine fields() {
            return line;
        }

        @Override
        public double seconds() {
            long nanos = line.time().nanos;
            return nanos == Scanner.NONE ? Double.NaN : (nanos - zero) / NANOS;
        }
    }
}
