package org.bivouac.jobs.dump.can.trc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.can.FrameSink;
import org.bivouac.jobs.dump.can.FrameSource;
import org.bivouac.jobs.dump.can.text.Books;
import org.bivouac.jobs.dump.can.text.BusNames;
import org.bivouac.jobs.dump.can.text.LineCursor;

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
                && new TrcLine("NOIlD").parse(first.get(), 0, first.get().length, true) != TrcLine.Result.REFUSED;
    }

    @Override
    public void read(DumpFile file, FrameSink sink) throws IOException {
        TrcHeader header = TrcHeader.read(file);
        sink.begin("PEAK", header.start(), header.start() == null ? Clock.RELATIVE : Clock.LOCAL, header.metadata());
        Books books = new Books(file, sink);
        BusNames buses = new BusNames();
        TrcLine message = new TrcLine(header.columns());
        long ordinal = 0;
        try (LineCursor lines = new LineCursor(file)) {
            while (lines.next()) {
                if (lines.number() <= header.lines()) {
                    books.header(lines.end());
                    continue;
                }
                if (lines.blank()) {
                    books.padding(lines);
                    continue;
                }
                if (!lines.tooLong() && lines.text()[lines.from()] == ';') {
                    books.skipped("comment");
                    continue;
                }
                TrcLine.Result result = lines.tooLong()
                        ? TrcLine.Result.REFUSED
                        : message.parse(lines.text(), lines.from(), lines.to(), lines.ended());
                if (result == TrcLine.Result.SKIPPED && lines.ended()) {
                    books.skipped(message.what);
                    continue;
                }
                String bus =
                        result == TrcLine.Result.FRAME ? buses.of(lines.text(), message.busFrom, message.busTo) : null;
                if (bus == null) {
                    String reason = "more than " + BusNames.MOST + " buses";
                    books.refuse(lines, result == TrcLine.Result.FRAME ? reason : message.what);
                    ordinal++;
                    continue;
                }
                books.frame(
                        new Frame(
                                ordinal++,
                                message.micros / MICROS,
                                bus,
                                message.kind,
                                message.id,
                                message.extended,
                                message.format,
                                message.sent,
                                message.data(),
                                message.dlc,
                                message.fast,
                                message.passive),
                        lines);
            }
            books.close(file.bytes());
        }
    }
}
