package org.bivouac.jobs.dump.tabular;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.dump.SplittableReader.Part;
import org.bivouac.jobs.fault.Fault;

/**
 * Finds where a text table can be cut and counts the lines and records before each cut: one pass over the text that looks
 * for line feeds only. A table whose text says that line feeds may stand inside cells, or whose times count midnights, is
 * not cut.
 */
final class PartCuts {
    private static final int READ = 1 << 18;
    private static final int BUFFER = 2 * LineParser.LONGEST_LINE + READ;
    /** So many lines behind the wanted place are tried; then the next part is reached. */
    private static final int MOST_TRIES = 256;

    private static final int MOST_PARTS = 100_000;
    private static final double SHORTEST_STEP_SECONDS = 2e-6;
    private static final double LONGEST_STEP_SECONDS = 1;
    private static final double LONGEST_TIME_SECONDS = 1e9;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final TabularBody body;
    private final long from;
    private final long to;
    private final int wantedParts;
    private final List<Part> cuts = new ArrayList<>();

    private final byte[] text;
    /** Position of {@code text[0]} behind the byte order mark. */
    private long origin;

    private int filled;
    private int lineStart;
    /** Where the line before began; -1 when it is no longer in the buffer. */
    private int lineBefore = -1;

    private long lines;
    private long records;
    private int tries;
    private boolean isQuoteFound;

    /**
     * Over the data lines {@code [from, to)}, in units of text.
     *
     * @param wantedUnits how long a part should be at most, but for the way to a place where it can end
     */
    PartCuts(TabularBody body, long from, long to, long wantedUnits) {
        this.body = body;
        this.from = from;
        this.to = to;
        long wanted = Math.max(1, wantedUnits);
        this.wantedParts = (int) Math.max(1, Math.min((to - from + wanted - 1) / wanted, MOST_PARTS));
        this.origin = from;
        this.text = new byte[wantedParts > 1 ? BUFFER + LineParser.SLACK : 0];
    }

    /** The parts, in order. */
    List<Part> parts(long firstLine) throws IOException {
        if (wantedParts > 1 && body.layout().clock().format() != Layout.Clock.Format.HHMMSS) {
            find();
        }
        List<Part> parts = new ArrayList<>();
        int count = isQuoteFound ? 1 : cuts.size() + 1;
        for (int i = 0; i < count; i++) {
            Part cut = i == 0 ? new Part(0, 0, from, 0, 0, 0) : cuts.get(i - 1);
            long end = i == count - 1 ? to : cuts.get(i).from();
            parts.add(new Part(i, count, cut.from(), end, cut.firstRecord(), firstLine + cut.firstLine()));
        }
        return List.copyOf(parts);
    }

    /** Where the next cut is wanted; the end when there are enough. */
    private long target(int part) {
        return part >= wantedParts ? to : from + (to - from) / wantedParts * part;
    }

    private void find() throws IOException {
        int part = 1;
        try (TextSource source = new TextSource(body.file(), body.encoding(), from, to)) {
            while (part < wantedParts && !isQuoteFound) {
                int got = filled + READ > BUFFER ? -1 : source.read(text, filled, READ);
                if (got < 0) {
                    return;
                }
                int scanned = filled;
                filled += got;
                part = lines(scanned, part);
                int kept = lineBefore >= 0 ? lineBefore : lineStart;
                System.arraycopy(text, kept, text, 0, filled - kept);
                origin += kept;
                filled -= kept;
                lineStart -= kept;
                lineBefore = lineBefore >= 0 ? 0 : -1;
            }
        }
    }

    /** Goes through the lines that end in {@code text[scanned, filled)}; the part that is wanted next. */
    private int lines(int scanned, int wanted) {
        Arrays.fill(text, filled, filled + Long.BYTES, (byte) 0);
        int part = wanted;
        long quotes = 0;
        for (int at = scanned; at < filled; at += Long.BYTES) {
            long word = (long) WORD.get(text, at);
            quotes |= equal(word, '"');
            long feeds = equal(word, '\n');
            while (feeds != 0) {
                part = line(at + (Long.numberOfTrailingZeros(feeds) >>> 3), part);
                feeds &= feeds - 1;
            }
        }
        isQuoteFound |= quotes != 0 && body.layout().quoted();
        return part;
    }

    private static long equal(long word, char wanted) {
        long other = word ^ (ONES * wanted);
        return ~(((other & ~HIGH_BITS) + ~HIGH_BITS) | other) & HIGH_BITS;
    }

    /** Counts the line that ends at {@code end}, after trying to cut before it; the part that is wanted next. */
    private int line(int end, int wanted) {
        int part = wanted;
        if (part < wantedParts && origin + lineStart >= target(part)) {
            boolean isCut = lineBefore >= 0 && isCleanCut(end + 1);
            if (isCut) {
                cuts.add(new Part(0, 0, origin + lineStart, 0, records, lines));
            }
            if (isCut || ++tries == MOST_TRIES) {
                tries = 0;
                while (part < wantedParts && target(part) <= origin + lineStart) {
                    part++;
                }
            }
        }
        boolean isBlank = end == lineStart || (end == lineStart + 1 && text[lineStart] == '\r');
        records += isBlank || LineParser.isHeader(body.headerLine(), text, lineStart, end + 1) ? 0 : 1;
        lines++;
        lineBefore = lineStart;
        lineStart = end + 1;
        return part;
    }

    /** Whether the lines before and behind the place are used rows and time rises between them. */
    private boolean isCleanCut(int end) {
        Block block = new Block(body.layout().columns(), 16);
        Watcher watcher = new Watcher();
        Ledger ledger = new Ledger(body.name(), watcher, 1, 0, Long.MAX_VALUE);
        TimeAxis time = new TimeAxis(body.layout().clock().format(), body.zero());
        RowBook book = new RowBook(body.layout(), ledger, watcher, block, time, 1, 0, Long.MAX_VALUE);
        new LineParser(body.layout(), body.headerLine(), block, new CellReader(body.layout(), block, book), book)
                .parse(text, lineBefore, end, 0, false);
        double step = block.seconds[1] - block.seconds[0];
        return book.accepted() == 2
                && book.seen() == 2
                && watcher.rejects == 0
                && step >= SHORTEST_STEP_SECONDS
                && step < LONGEST_STEP_SECONDS
                && Math.abs(block.seconds[0]) < LONGEST_TIME_SECONDS
                && Math.abs(block.seconds[1]) < LONGEST_TIME_SECONDS;
    }

    private static final class Watcher implements DumpSink {
        private int rejects;

        @Override
        public void begin(DumpHeader header) {}

        @Override
        public void rows(Rows rows) {}

        @Override
        public void reject(Fault fault) {
            rejects++;
        }

        @Override
        public void bytes(ByteUse use, long first, long last) {}
    }
}
