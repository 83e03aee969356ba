package org.bivouac.jobs.dump.can.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.bivouac.jobs.dump.ByteClaims;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.dump.can.BusClocks;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.can.FrameSink;
import org.bivouac.jobs.fault.Fault;

/**
 * The books of a text log being read: which lines were header, frames, blank or refused, and where time goes back.
 */
final class Books {
    private static final int SHOWN = 100;

    private final String file;
    private final FrameSink sink;
    private final BusClocks clocks;
    private final ByteClaims claims;
    /** Why the first refused line was; empty as long as none was. */
    private String firstRefusal = "";

    private long frames;

    /**
     * Opens the books of a log, or of a stretch of it.
     *
     * @param from the first byte
     * @param last times before it
     */
    Books(DumpFile file, FrameSink sink, long from, BusClocks.Last last) {
        this.file = file.name();
        this.sink = sink;
        clocks = new BusClocks(file.name(), sink, last);
        claims = new ByteClaims(file.name(), sink, from);
    }

    /** Says that all up to {@code end} that is not yet accounted for is header. */
    void header(long end) {
        claims.upTo(end, ByteUse.HEADER);
    }

    /** Says that the line is blank. */
    void padding(LineCursor line) {
        claims.upTo(line.offset(), ByteUse.DECODED);
        claims.upTo(line.end(), ByteUse.PADDING);
    }

    /** Hands over a frame, and tells if its bus goes back in time. */
    void frame(Frame frame, LineCursor line) {
        claims.flush();
        clocks.see(frame, line.offset(), line.number());
        frames++;
        sink.frame(frame);
    }

    /** Time of the last frame of each bus. */
    BusClocks.Last lastSeconds() {
        return clocks.last();
    }

    /** Refuses a line that is no frame, too long, cut or overwritten with NUL bytes. */
    void refuse(LineCursor line, String reason) {
        long nulls = line.nulls();
        if (nulls > 0) {
            refuse(line, "A10", nulls + " NUL bytes in the line", "copy the dump again");
        } else if (line.tooLong()) {
            String found = String.format(
                    Locale.ROOT,
                    "the line has %d bytes, at most %d are read",
                    line.end() - line.offset(),
                    LineCursor.LONGEST);
            refuse(line, "B5", found, "check the file");
        } else if (!line.ended()) {
            refuse(line, "A1", "the last line has no end and is cut: '" + shown(line) + "'", "copy the dump again");
        } else {
            refuse(line, "B7", reason + ": '" + shown(line) + "'", "check the logger; nothing, if it is a single line");
        }
    }

    private void refuse(LineCursor line, String rule, String reason, String advice) {
        firstRefusal = firstRefusal.isEmpty() ? "; " + reason : firstRefusal;
        long length = line.end() - line.offset();
        claims.refuse(new Fault(file, line.offset(), length, line.number(), rule, reason, "line rejected", advice, 1));
    }

    private static String shown(LineCursor line) {
        int length = Math.min(SHOWN, line.to() - line.from());
        String text = new String(line.text(), line.from(), length, StandardCharsets.ISO_8859_1);
        return line.to() - line.from() > SHOWN ? text + "…" : text;
    }

    /**
     * Makes sure that the log holds something.
     *
     * @throws DumpException if there was no frame at all
     */
    void requireFrames() {
        if (frames == 0) {
            throw new DumpException(Fault.ofFile(
                    file, "A2", "no frame is in the log" + firstRefusal, "dump refused", "copy the dump again"));
        }
    }

    /** Closes the books: what was not refused is decoded. */
    void close(long end) {
        claims.close(end, ByteUse.DECODED);
        clocks.close();
    }
}
