package org.bivouac.jobs.dump.tabular;

import java.io.IOException;
import java.nio.file.Path;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.SplittableReader.Part;

/**
 * The data lines of a text table. Any stretch of bytes that begins at a line can be read by itself, so that several
 * cores can share a large dump.
 *
 * @param file the dump
 * @param name its name in messages
 * @param encoding of the file
 * @param layout of the lines
 * @param headerLine bytes of the header line, to know it when it stands again; empty if there is none
 * @param zero recorded value of the time column at second 0
 */
record TabularBody(
        Path file, String name, TextSource.Encoding encoding, Layout layout, byte[] headerLine, double zero) {
    private static final int BLOCK_CELLS = 1 << 19;
    private static final int BUFFER = 4 << 20;
    private static final int READ = 1 << 18;

    /**
     * What was read.
     *
     * @param rows that reached the sink
     * @param records seen, refused ones included
     */
    record Count(long rows, long records) {}

    /** Rows per block: as many as keep a block at 4 MiB, at most 8192 and no more than the text can hold. */
    static int blockRows(int columns, long units) {
        long possible = Math.min(Math.min(8192, BLOCK_CELLS / columns), units / columns + 1);
        return (int) Math.max(16, possible);
    }

    /**
     * Reads the lines of a part: from the begin of a line to behind a line's end, or to the end of the text, in units of
     * text behind the byte order mark.
     */
    Count read(Part part, DumpSink sink) throws IOException {
        long from = part.from();
        long to = part.to();
        long claimed = encoding.markBytes() + from * encoding.scale();
        Block block = new Block(layout.columns(), blockRows(layout.columns().size(), to - from));
        Ledger ledger = new Ledger(name, sink, encoding.scale(), encoding.markBytes(), claimed);
        TimeAxis time = new TimeAxis(layout.clock().format(), zero);
        RowBook book =
                new RowBook(layout, ledger, sink, block, time, part.firstLine(), part.firstRecord(), Long.MAX_VALUE);
        if (part.count() > 1) {
            book.refuseStepsBack();
        } else {
            book.watch(new RepeatedText(file));
        }
        LineParser parser = new LineParser(layout, headerLine, block, new CellReader(layout, block, book), book);
        try (TextSource source = new TextSource(file, encoding, from, to)) {
            long end = new Pass(source, parser, book, from, to).run();
            book.close();
            ledger.close(end);
        }
        return new Count(book.accepted(), book.seen());
    }

    /** One pass through the buffer: keeps whole lines coming and skips those that are too long for it. */
    private static final class Pass {
        private final TextSource source;
        private final LineParser parser;
        private final RowBook book;
        private final int capacity;
        private final byte[] text;
        /** Position of {@code text[0]}. */
        private long origin;

        private int filled;

        Pass(TextSource source, LineParser parser, RowBook book, long from, long to) {
            this.source = source;
            this.parser = parser;
            this.book = book;
            this.origin = from;
            this.capacity = (int) Math.min(BUFFER, to - from + 1);
            this.text = new byte[capacity + LineParser.SLACK];
        }

        /** Where the text ends. */
        long run() throws IOException {
            int begin = 0;
            while (fill()) {
                int limit = lastLineFeed(begin) + 1;
                if (limit > begin) {
                    begin = parser.parse(text, begin, limit, origin, true);
                }
                if (filled - begin > 2 * LineParser.LONGEST_LINE) {
                    // A line (or an open quote) beyond every limit: refuse the line and go on behind it.
                    begin = limit > begin ? parser.parse(text, begin, limit, origin, false) : skipLine(begin);
                }
                System.arraycopy(text, begin, text, 0, filled - begin);
                origin += begin;
                filled -= begin;
                begin = 0;
            }
            int limit = lastLineFeed(0) + 1;
            int rest = limit > 0 ? parser.parse(text, 0, limit, origin, false) : 0;
            if (rest < filled) {
                book.tail(origin + filled);
                text[filled] = '\n';
                parser.parse(text, rest, filled + 1, origin, false);
            }
            return origin + filled;
        }

        private boolean fill() throws IOException {
            int got = source.read(text, filled, Math.min(READ, capacity - filled));
            filled += Math.max(got, 0);
            return got >= 0;
        }

        private int lastLineFeed(int begin) {
            int at = filled - 1;
            while (at >= begin && text[at] != '\n') {
                at--;
            }
            return Math.max(at, begin - 1);
        }

        /** Reads on to the end of the line at {@code begin}; where the next begins in the buffer. */
        private int skipLine(int begin) throws IOException {
            long from = origin + begin;
            long nulls = 0;
            int at = begin;
            while (true) {
                for (; at < filled; at++) {
                    if (text[at] == '\n') {
                        book.refuseLongLine(from, origin + at + 1, nulls);
                        return at + 1;
                    }
                    nulls += text[at] == 0 ? 1 : 0;
                }
                origin += filled;
                filled = 0;
                at = 0;
                if (!fill()) {
                    book.refuseLongLine(from, origin, nulls);
                    return 0;
                }
            }
        }
    }
}
