package org.bivouac.jobs.dump.can.trc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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

/** Reads PEAK {@code .trc}. Second 0 is the stated start, a local time; a trace without one gives relative times. */
public final class TrcSource implements FrameSource {
    private static final int LOOKED_AT = 500;
    private static final double MICROS = 1e6;

    @Override
    public String format() {
        return "peak-trc";
    }

    @Override
    public String description() {
        return "PEAK traces (.trc) 1.0 to 2.1";
    }

    @Override
    public List<String> extensions() {
        return List.of("trc");
    }

    @Override
    public List<String> notRead() {
        return List.of("bus states, error counters and events (counted)");
    }

    @Override
    public boolean recognises(DumpHead head) {
        if (head.startsWith(";$FILEVERSION")) {
            return true;
        }
        if (!head.startsWith(";")) {
            return false;
        }
        Optional<byte[]> first = new String(head.bytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .limit(LOOKED_AT)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.charAt(0) != ';')
                .findFirst()
                .map(line -> line.getBytes(StandardCharsets.ISO_8859_1));
        return first.isPresent()
                && new TrcLine("NOIlD").parse(first.get(), 0, first.get().length, true) != FrameLine.Result.REFUSED;
    }

    @Override
    public void read(DumpFile file, Stretch stretch, FrameSink sink) throws IOException {
        TrcHeader header = TrcHeader.read(file);
        sink.begin("PEAK", header.start(), header.start() == null ? Clock.RELATIVE : Clock.LOCAL, header.metadata());
        new LineLog(file, header.lines(), new Lines(header.columns()), stretch, sink).read();
    }

    /** The lines of one trace. */
    private static final class Lines implements FrameLines {
        private final TrcLine message;

        Lines(String columns) {
            message = new TrcLine(columns);
        }

        @Override
        public FrameLine.Result read(LineCursor lines) {
            if (lines.text()[lines.from()] == ';') {
                return message.skipped("comment");
            }
            FrameLine.Result result = message.parse(lines.text(), lines.from(), lines.to(), lines.ended());
            return result == FrameLine.Result.SKIPPED && !lines.ended() ? FrameLine.Result.REFUSED : result;
        }

        @Override
        public FrameLine fields() {
            return message;
        }

        @Override
        public double seconds() {
            return message.micros / MICROS;
        }
    }
}
