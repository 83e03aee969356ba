package org.bivouac.jobs.dump.can.asc;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.bivouac.jobs.dump.DateFault;
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

/**
 * Reads Vector {@code .asc}. Second 0 is the start of the measurement, a local time; with relative times they are added
 * up, those of events that are no frames too.
 */
public final class AscSource implements FrameSource {
    private static final int LOOKED_AT = 50;
    private static final double NANOS = 1e9;
    private static final List<String> HEADINGS =
            List.of("date ", "base ", "internal events logged", "no internal events logged");

    @Override
    public String format() {
        return "vector-asc";
    }

    @Override
    public String description() {
        return "Vector ASC logs (.asc)";
    }

    @Override
    public List<String> extensions() {
        return List.of("asc");
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "frames of FlexRay, Ethernet, MOST (counted as skipped or refused by line)",
                "reassembled J1939TP messages (counted: their frames are in the log)",
                "LIN frames are kept raw");
    }

    @Override
    public boolean recognises(DumpHead head) {
        String text = new String(head.bytes(), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return text.lines().limit(LOOKED_AT).anyMatch(line -> AscHeader.base(line) > 0);
    }

    @Override
    public void read(DumpFile file, Stretch stretch, FrameSink sink) throws IOException {
        AscHeader header = AscHeader.read(file);
        Instant start = header.start() == null ? null : header.start().toInstant(ZoneOffset.UTC);
        if (!header.date().isEmpty()) {
            header.metadata().put("date", header.date());
        }
        header.metadata().put("times", header.relative() ? "relative to the event before" : "absolute from the start");
        sink.begin("Vector", start, start == null ? Clock.RELATIVE : Clock.LOCAL, header.metadata());
        if (start == null && stretch.from() == null) {
            sink.reject(DateFault.of(file, header.date()));
        }
        new LineLog(file, header.lines(), new Lines(header, LineLog.state(stretch)), stretch, sink).read();
    }

    /**
     * What stands between the lines.
     *
     * @param base of the numbers from here on
     * @param relative whether times count from the event before
     * @param nanos time of the event before
     */
    private record State(int base, boolean relative, long nanos) implements Serializable {}

    /** The lines of one log. */
    private static final class Lines implements FrameLines {
        private final AscLine event = new AscLine();
        private int base;
        private boolean relative;
        private long nanos;

        Lines(AscHeader header, Serializable before) {
            State state = before == null ? new State(header.base(), header.relative(), 0) : (State) before;
            base = state.base;
            relative = state.relative;
            nanos = state.nanos;
        }

        @Override
        public Serializable state() {
            return new State(base, relative, nanos);
        }

        @Override
        public FrameLine.Result read(LineCursor lines) {
            String heading = heading(lines);
            if (heading != null) {
                return event.skipped(heading);
            }
            FrameLine.Result result = event.parse(lines.text(), lines.from(), lines.to(), base, lines.ended());
            if (event.nanos != Scanner.NONE) {
                nanos = relative ? nanos + event.nanos : event.nanos;
            }
            return result == FrameLine.Result.SKIPPED && !lines.ended() ? FrameLine.Result.REFUSED : result;
        }

        @Override
        public FrameLine fields() {
            return event;
        }

        @Override
        public double seconds() {
            return nanos / NANOS;
        }

        /** What a line is that is no event, as it stands between blocks and where logs were joined; null if it is one. */
        private String heading(LineCursor lines) {
            byte first = lines.text()[lines.from()];
            if (first == ' ' || first == '\t' || (first >= '0' && first <= '9')) {
                return null;
            }
            String line = AscHeader.text(lines.text(), lines.from(), lines.to()).strip();
            String lower = line.toLowerCase(Locale.ROOT);
            if (line.startsWith("//")) {
                return "comment";
            }
            if (lower.startsWith("begin trigger") || lower.startsWith("end trigger")) {
                return "trigger block";
            }
            if (HEADINGS.stream().anyMatch(lower::startsWith)) {
                int declared = AscHeader.base(lower);
                base = declared > 0 ? declared : base;
                relative = declared > 0 ? lower.contains("relative") : relative;
                return "header met again";
            }
            return null;
        }
    }
}
