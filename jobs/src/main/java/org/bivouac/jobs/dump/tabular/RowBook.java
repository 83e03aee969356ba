package org.bivouac.jobs.dump.tabular;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.fault.Fault;

/** Decides what becomes of each line: a row of the block, a refused row, a refused line, a blank one. */
final class RowBook {
    private static final int REFUSED_ROWS = 64;

    /** Rows behind a step back of which each is looked for further up. */
    private static final int LOOKS = 3;

    private final Layout layout;
    private final Ledger ledger;
    private final DumpSink sink;
    private final Block block;
    private final Block refused;
    private final TimeAxis time;
    private final int timeColumn;
    private final boolean onePerTime;
    private final long mostRows;
    private long line;
    private long ordinal;
    private final long firstOrdinal;
    private long accepted;
    private double lastSeconds = Double.NaN;
    private boolean atTail;
    private long textEnd = Long.MAX_VALUE;
    private boolean isPart;
    private RepeatedText repeats;

    /** End of the repetition that was found last, in units of text. */
    private long repeatedUntil;

    /** The latest time before the last step back; NaN while there was none. */
    private double latestSeconds = Double.NaN;

    /** How many rows are still to be looked at behind a step back. */
    private int looks;

    /**
     * @param firstLine number of the first line, from 1
     * @param firstOrdinal of the first record, from 0
     * @param mostRows after so many lines it wants no more
     */
    RowBook(
            Layout layout,
            Ledger ledger,
            DumpSink sink,
            Block block,
            TimeAxis time,
            long firstLine,
            long firstOrdinal,
            long mostRows) {
        this.layout = layout;
        this.ledger = ledger;
        this.sink = sink;
        this.block = block;
        this.refused = new Block(layout.columns(), REFUSED_ROWS);
        this.time = time;
        this.timeColumn = layout.clock().column();
        this.onePerTime = layout.repeatedTime() == Layout.RepeatedTime.REJECT;
        this.mostRows = mostRows;
        this.line = firstLine;
        this.firstOrdinal = firstOrdinal;
        this.ordinal = firstOrdinal;
    }

    boolean wantsMore() {
        return seen() < mostRows;
    }

    /** Rows that reached the sink, or are about to. */
    long accepted() {
        return accepted;
    }

    /** Records seen, refused ones included. */
    long seen() {
        return ordinal - firstOrdinal;
    }

    /** From here on, the text is a last line to which the file has no end: its line feed at {@code end} is not there. */
    void tail(long end) {
        atTail = true;
        textEnd = end;
    }

    void blankLine(long from, long to) {
        line++;
        ledger.padding(from, Math.min(to, textEnd));
    }

    void repeatedHeader(long from, long to) {
        ledger.refuse(
                "B6",
                from,
                Math.min(to, textEnd),
                line++,
                "the header line stands here again",
                "line skipped",
                "check whether two dumps were joined");
    }

    void cell(int column, Ledger.CellFault kind, byte[] text, int from, int to) {
        String shown = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        ledger.cell(column, layout.columns().get(column).name(), kind, lineOrigin, line + linesAhead, shown);
    }

    private long lineOrigin;
    private int linesAhead;

    /**
     * Names the line being read, for the messages of its cells.
     *
     * @param origin where it begins
     * @param ahead how many lines it is ahead of the one whose turn it is
     */
    void begin(long origin, int ahead) {
        lineOrigin = origin;
        linesAhead = ahead;
    }

    /** How many rows may be read ahead into the block's next places; 0 when each line needs a look of its own. */
    int roomForRows() {
        return atTail ? 0 : (int) Math.min(block.capacity - block.count, mostRows - seen());
    }

    /** Takes the row that was read ahead into place {@code at} of the block, from the one line at {@code [start, end)}. */
    void plainRow(byte[] text, int at, int start, int end, long origin) {
        if (at != block.count) {
            block.move(at);
        }
        row(text, start, end, origin, false, 1);
    }

    /**
     * The block's next place holds the row that stands at {@code [start, end)}.
     *
     * @param closed whether a delimiter follows the last cell
     */
    void row(byte[] text, int start, int end, long origin, boolean closed) {
        row(text, start, end, origin, closed, layout.quoted() ? lineFeeds(text, start, end) : 1);
    }

    private void row(byte[] text, int start, int end, long origin, boolean closed, int lines) {
        if (atTail && !closed && !isWhole(text[end - 2])) {
            block.blank(layout.columns().size() - 1);
            refuse("A1", start, end - 1, origin, "the last line has no end, its last cell may be cut");
            return;
        }
        double seconds = time.seconds(block.numbers[timeColumn][block.count]);
        if (Double.isNaN(seconds)) {
            refuse("D1", start, atTail ? end - 1 : end, origin, "the row has no time");
            return;
        }
        if (seconds == lastSeconds && onePerTime) {
            refuse("A5", start, atTail ? end - 1 : end, origin, "the row repeats the time of the row before");
            return;
        }
        if (seconds < lastSeconds && isPart) {
            throw new DumpException(Fault.ofFile(
                    "",
                    "D1",
                    "time goes back from " + lastSeconds + " s to " + seconds + " s",
                    "part not used",
                    "read the dump whole"));
        }
        if (isRepeated(seconds, origin + start, origin + end)) {
            refuse("A10", start, atTail ? end - 1 : end, origin, "the row stands in a block that is there twice");
            return;
        }
        if (seconds < lastSeconds) {
            ledger.step(origin + start, line, lastSeconds, seconds);
        }
        lastSeconds = seconds;
        block.seconds[block.count] = seconds;
        block.ordinals[block.count] = ordinal++;
        line += lines;
        accepted++;
        if (++block.count == block.capacity) {
            flush();
        }
    }

    /** The rows are a part of the dump's: what a step back in time means, only all rows can tell. */
    void refuseStepsBack() {
        isPart = true;
    }

    /** Looks for blocks that stand twice in this file wherever time steps back. */
    void watch(RepeatedText text) {
        repeats = text;
    }

    /** Whether a row stands in the second copy of a block. */
    private boolean isRepeated(double seconds, long from, long to) {
        if (repeats == null || to <= repeatedUntil) {
            return repeats != null;
        }
        if (seconds < lastSeconds) {
            latestSeconds = Double.isNaN(latestSeconds) ? lastSeconds : Math.max(latestSeconds, lastSeconds);
            looks = LOOKS;
        }
        // Where the copies meet a line is made of two halves and may have any time: the next ones tell.
        if (looks == 0 || seconds > latestSeconds || from < repeatedUntil) {
            return false;
        }
        looks--;
        repeatedUntil = Math.max(from, ledger.offset(repeats.until(ledger.bytes(from))));
        return to <= repeatedUntil;
    }

    private static int lineFeeds(byte[] text, int start, int end) {
        int feeds = 0;
        for (int i = start; i < end; i++) {
            feeds += text[i] == '\n' ? 1 : 0;
        }
        return feeds;
    }

    /** Whether the last line shows by its last byte that it is whole: a carriage return or a closed quote. */
    private boolean isWhole(byte last) {
        Layout.Column lastColumn = layout.columns().get(layout.columns().size() - 1);
        return layout.lastLineEnd() == Layout.LastLineEnd.OPTIONAL
                || last == '\r'
                || (layout.quoted() && last == '"' && lastColumn.kind() != Layout.Kind.TEXT);
    }

    private void refuse(String rule, int start, int end, long origin, String reason) {
        refused.take(block);
        refused.seconds[refused.count] = time.seconds(block.numbers[timeColumn][block.count]);
        refused.ordinals[refused.count] = ordinal++;
        if (++refused.count == refused.capacity) {
            flushRefused();
        }
        block.flagged[block.count] = false;
        ledger.refuse(
                rule, origin + start, origin + end, line++, reason, "row rejected", "nothing, if it is a single row");
    }

    /**
     * Refuses the line {@code [start, end)}.
     *
     * @param reason a code of {@link CellReader}; not negative when the line is too long
     * @param cells how many cells could be read before
     */
    void refuseLine(byte[] text, int start, int end, long origin, int reason, int cells) {
        block.flagged[block.count] = false;
        int to = atTail ? end - 1 : end;
        long nulls = 0;
        int fields = 1;
        for (int i = start; i < to; i++) {
            nulls += text[i] == 0 ? 1 : 0;
            fields += text[i] == layout.delimiter() ? 1 : 0;
        }
        if (nulls > 0) {
            refuseText("A10", origin + start, origin + to, nulls + " NUL bytes in the line", "copy the dump again");
        } else if (atTail
                && reason == CellReader.FIELDS
                && cells < layout.columns().size()) {
            block.blank(cells);
            String found = String.format(
                    Locale.ROOT,
                    "the last line ends after %d of %d cells",
                    cells,
                    layout.columns().size());
            refuse("A1", start, to, origin, found);
            return;
        } else if (atTail && reason == CellReader.UNCLOSED) {
            refuseText("A1", origin + start, origin + to, "the last line ends inside a quote", "copy the dump again");
        } else if (reason >= 0 || reason == CellReader.TOO_LONG) {
            refuseText(
                    "B5",
                    origin + start,
                    origin + to,
                    "the line has " + (to - start) + " bytes, at most " + LineParser.LONGEST_LINE + " are read",
                    "check the file");
        } else if (reason == CellReader.FIELDS) {
            refuseText(
                    "B7",
                    origin + start,
                    origin + to,
                    String.format(
                            Locale.ROOT,
                            "%d fields, expected %d",
                            fields,
                            layout.columns().size()),
                    "check the export profile");
        } else {
            refuseText(
                    "B3",
                    origin + start,
                    origin + to,
                    reason == CellReader.UNCLOSED
                            ? "a quote is opened and not closed"
                            : "text stands between a closing quote and the next delimiter",
                    "check the export");
        }
        ordinal++;
    }

    private void refuseText(String rule, long from, long to, String reason, String advice) {
        ledger.refuse(rule, from, to, line++, reason, "row rejected", advice);
    }

    /** Refuses a line too long for the buffer. */
    void refuseLongLine(long from, long to, long nulls) {
        if (nulls > 0) {
            refuseText("A10", from, to, nulls + " NUL bytes in the line", "copy the dump again");
        } else {
            refuseText(
                    "B5",
                    from,
                    to,
                    "the line has " + (to - from) + " bytes, at most " + LineParser.LONGEST_LINE + " are read",
                    "check the file");
        }
        ordinal++;
    }

    private void flush() {
        if (block.count > 0) {
            sink.rows(block.rows());
            block.clear();
        }
    }

    private void flushRefused() {
        if (refused.count > 0) {
            sink.refusedRows(refused.rows());
            refused.clear();
        }
    }

    /** Hands over what is left. */
    void close() {
        flush();
        flushRefused();
    }
}
