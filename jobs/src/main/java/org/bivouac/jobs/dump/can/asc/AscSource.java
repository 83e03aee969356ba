package org.bivouac.jobs.dump.can.asc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.bivouac.jobs.dump.DateFault;
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
    public void read(DumpFile file, FrameSink sink) throws IOException {
        AscHeader header = AscHeader.read(file);
        Instant start = header.start() == null ? null : header.start().toInstant(ZoneOffset.UTC);
        if (!header.date().isEmpty()) {
            header.metadata().put("date", header.date());
        }
        header.metadata().put("times", header.relative() ? "relative to the event before" : "absolute from the start");
        sink.begin("Vector", start, start == null ? Clock.RELATIVE : Clock.LOCAL, header.metadata());
        Books books = new Books(file, sink);
        if (start == null) {
            books.tell(DateFault.of(file, header.date()));
        }
        new Reading(file, books, header).run();
    }

    /** One way through the log. */
    private static final class Reading {
        private final DumpFile file;
        private final Books books;
        private final AscHeader header;
        private final AscLine event = new AscLine();
        private final BusNames buses = new BusNames();
        private int base;
        private boolean relative;
        private long nanos;
        private long ordinal;

        Reading(DumpFile file, Books books, AscHeader header) {
            this.file = file;
            this.books = books;
            this.header = header;
            base = header.base();
            relative = header.relative();
        }

        void run() throws IOException {
            try (LineCursor lines = new LineCursor(file)) {
                while (lines.next()) {
                    if (lines.number() <= header.lines()) {
                        books.header(lines.end());
                    } else if (lines.blank()) {
                        books.padding(lines);
                    } else if (lines.tooLong()) {
                        books.refuse(lines, "");
                        ordinal++;
                    } else if (!heading(lines)) {
                        event(lines);
                    }
                }
                books.close(file.bytes());
            }
        }

        /** A line that is no event, as it stands between blocks and where logs were joined. */
        private boolean heading(LineCursor lines) {
            byte first = lines.text()[lines.from()];
            if (first == ' ' || first == '\t' || (first >= '0' && first <= '9')) {
                return false;
            }
            String line = AscHeader.text(lines.text(), lines.from(), lines.to()).strip();
            String lower = line.toLowerCase(Locale.ROOT);
            if (line.startsWith("//")) {
                books.skipped("comment");
            } else if (lower.startsWith("begin trigger") || lower.startsWith("end trigger")) {
                books.skipped("trigger block");
            } else if (HEADINGS.stream().anyMatch(lower::startsWith)) {
                int declared = AscHeader.base(lower);
                base = declared > 0 ? declared : base;
                relative = declared > 0 ? lower.contains("relative") : relative;
                books.skipped("header met again");
            } else {
                return false;
            }
            return true;
        }

        private void event(LineCursor lines) {
            AscLine.Result result = event.parse(lines.text(), lines.from(), lines.to(), base, lines.ended());
            if (event.nanos != Scanner.NONE) {
                nanos = relative ? nanos + event.nanos : event.nanos;
            }
            if (result == AscLine.Result.SKIPPED && lines.ended()) {
                books.skipped(event.what);
                return;
            }
            String bus = result == AscLine.Result.FRAME ? buses.of(lines.text(), event.busFrom, event.busTo) : null;
            if (bus == null) {
                books.refuse(
                        lines, result == AscLine.Result.FRAME ? "more than " + BusNames.MOST + " buses" : event.what);
                ordinal++;
                return;
            }
            books.frame(
                    new Frame(
                            ordinal++,
                            nanos / NANOS,
                            bus,
                            event.kind,
                            event.id,
                            event.extended,
                            event.format,
                            event.sent,
                            event.data(),
                            event.dlc,
                            event.fast,
                            event.passive),
                    lines);
        }
    }
}
