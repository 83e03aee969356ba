package org.bivouac.jobs.dump.can.text;

import java.io.IOException;
import java.io.Serializable;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.can.BusClocks;
import org.bivouac.jobs.dump.can.CutSteps;
import org.bivouac.jobs.dump.can.FrameSink;
import org.bivouac.jobs.dump.can.Stretch;

/** The way through a text log: each line is header, blank, a frame, something else that is known, or refused. */
public final class LineLog {
    private final DumpFile file;
    private final long headerLines;
    private final FrameLines lines;
    private final Stretch stretch;
    private final FrameSink sink;
    private final Books books;
    private final BusNames buses;
    private long ordinal;
    private double seconds = Double.NaN;
    /** Whether the line before was no refused one, with which this one might be refused together. */
    private boolean clean;

    /**
     * A place between two lines.
     *
     * @param line number of the line behind it
     * @param ordinal of the next frame
     * @param lastSeconds time of the last frame of each bus
     * @param buses met so far
     * @param state of the format's own
     */
    private record Place(
            long offset, long line, long ordinal, BusClocks.Last lastSeconds, BusNames buses, Serializable state)
            implements Stretch.Place {}

    /**
     * A way through a stretch of a log.
     *
     * @param headerLines how many lines are the header
     */
    public LineLog(DumpFile file, long headerLines, FrameLines lines, Stretch stretch, FrameSink sink) {
        this.file = file;
        this.headerLines = headerLines;
        this.lines = lines;
        this.stretch = stretch;
        this.sink = sink;
        if (stretch.from() instanceof Place from) {
            books = new Books(file, sink, from.offset, from.lastSeconds);
            buses = from.buses.copy();
            ordinal = from.ordinal;
        } else {
            books = new Books(file, sink, 0, new BusClocks.Last());
            buses = new BusNames();
        }
    }

    /** What a format must know of the lines before a stretch; null if nothing. */
    public static Serializable state(Stretch stretch) {
        return stretch.from() instanceof Place from ? from.state : null;
    }

    /** Tells all of it. */
    public void read() throws IOException {
        try (LineCursor line = cursor()) {
            books.header(line.end());
            while (line.next() && line.offset() < stretch.end()) {
                if (line.number() <= headerLines) {
                    books.header(line.end());
                } else if (line.blank()) {
                    books.padding(line);
                } else {
                    line(line);
                }
            }
        }
        if (stretch.from() == null) {
            books.requireFrames();
        }
        books.close(Math.min(stretch.end(), file.bytes()));
    }

    private LineCursor cursor() throws IOException {
        return stretch.from() instanceof Place from
                ? new LineCursor(file, from.offset, from.line)
                : new LineCursor(file);
    }

    private void line(LineCursor line) {
        boolean wanted = clean && line.offset() >= sink.placeWanted();
        Serializable before = wanted ? lines.state() : null;
        FrameLine.Result result = line.tooLong() ? FrameLine.Result.REFUSED : lines.read(line);
        FrameLine fields = lines.fields();
        if (result == FrameLine.Result.SKIPPED) {
            sink.skipped(fields.what());
            return;
        }
        boolean frame = result == FrameLine.Result.FRAME;
        String bus = frame ? buses.of(line.text(), fields.busFrom(), fields.busTo()) : null;
        clean = bus != null;
        if (bus == null) {
            books.refuse(line, frame ? "more than " + BusNames.MOST + " buses" : fields.what());
            ordinal++;
            return;
        }
        if (wanted && CutSteps.allow(seconds, lines.seconds())) {
            sink.place(new Place(line.offset(), line.number(), ordinal, books.lastSeconds(), buses.copy(), before));
        }
        seconds = lines.seconds();
        books.frame(fields.frame(ordinal++, seconds, bus), line);
    }
}
