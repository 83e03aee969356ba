package org.bivouac.jobs.dump.tabular;

import java.util.Arrays;

/**
 * Parses whole lines of a text table from a byte array straight into columns. Plain lines, of which nearly every dump is
 * full, go through {@link CellGrid} many at a time; a line with anything out of the ordinary in its structure is read cell
 * by cell, and so is every cell that is no plain short number, by {@link CellReader}.
 */
final class LineParser {
    /** Longest line, and longest quoted cell, in bytes. */
    static final int LONGEST_LINE = 1 << 20;
    /** Bytes that must be readable behind the last line. */
    static final int SLACK = 32;

    private final int columns;
    private final byte delimiter;
    private final boolean trailingDelimiter;
    private final boolean[] plain;
    private final byte[] marks;
    private final byte[] headerLine;
    private final Block block;
    private final CellReader cells;
    private final RowBook book;
    private final CellGrid grid;
    private final int[] unread;
    /** Cells of the row being read that end in a delimiter. */
    private int cellsRead;

    /**
     * @param headerLine the bytes of the header line, to know it again; empty if there is none
     */
    LineParser(Layout layout, byte[] headerLine, Block block, CellReader cells, RowBook book) {
        this.columns = layout.columns().size();
        this.delimiter = layout.delimiter();
        this.trailingDelimiter = layout.trailingDelimiter();
        this.headerLine = headerLine;
        this.block = block;
        this.cells = cells;
        this.book = book;
        grid = new CellGrid(layout);
        unread = new int[grid.capacity()];
        plain = new boolean[columns];
        marks = new byte[columns];
        for (int c = 0; c < columns; c++) {
            plain[c] = layout.columns().get(c).kind() == Layout.Kind.NUMBER;
            marks[c] = layout.columns().get(c).decimalMark();
        }
    }

    /**
     * Parses lines from {@code from}.
     *
     * @param text the array, readable up to {@code limit + SLACK}
     * @param limit just behind a line feed
     * @param origin position in the source of {@code text[0]}
     * @param mayWait whether more bytes can be had, so that a quoted cell which runs over {@code limit} can wait
     * @return where it stopped: {@code limit}, or the start of a line that waits for more
     */
    int parse(byte[] text, int from, int limit, long origin, boolean mayWait) {
        int at = from;
        while (at < limit && book.wantsMore()) {
            int behind = plainLines(text, at, limit, origin);
            if (behind > at) {
                at = behind;
                continue;
            }
            int start = at;
            byte first = text[at];
            if (first == '\n' || (first == '\r' && text[at + 1] == '\n')) {
                at += first == '\n' ? 1 : 2;
                book.blankLine(origin + start, origin + at);
                continue;
            }
            if (isHeader(headerLine, text, at, limit)) {
                at = lineEnd(text, at, limit);
                book.repeatedHeader(origin + start, origin + at);
                continue;
            }
            book.begin(origin + start, 0);
            int end = row(text, start, limit);
            if (end >= 0 && end - start <= LONGEST_LINE) {
                book.row(text, start, end, origin, cellsRead == columns);
                at = end;
            } else if (end == CellReader.UNCLOSED && mayWait && limit - start < LONGEST_LINE) {
                return start;
            } else {
                at = lineEnd(text, start, limit);
                book.refuseLine(text, start, at, origin, end, cellsRead);
            }
        }
        return at;
    }

    /** Reads as many plain lines as stand here and find room; where the next one begins. */
    private int plainLines(byte[] text, int from, int limit, long origin) {
        int most = book.roomForRows();
        int at = from;
        grid.clear();
        while (at < limit && grid.lines() < most && !grid.isFull() && !isSpecial(text, at, limit)) {
            int end = grid.add(text, at, limit);
            if (end < 0) {
                break;
            }
            at = end;
        }
        if (grid.lines() > 0) {
            int base = block.count;
            for (int c = 0; c < columns; c++) {
                column(text, c, limit, origin);
            }
            for (int line = 0; line < grid.lines(); line++) {
                int end = line + 1 < grid.lines() ? grid.start(line + 1) : at;
                book.plainRow(text, base + line, grid.start(line), end, origin);
            }
        }
        return at;
    }

    private void column(byte[] text, int c, int limit, long origin) {
        int base = block.count;
        int left = grid.lines();
        if (plain[c]) {
            left = grid.numbers(text, c, marks[c], block.numbers[c], base, unread);
        }
        for (int k = 0; k < left; k++) {
            int line = plain[c] ? unread[k] : k;
            block.count = base + line;
            book.begin(origin + grid.start(line), line);
            cells.read(text, grid.start(line, c), limit, c);
        }
        block.count = base;
    }

    /** Whether a line is blank or the header again. */
    private boolean isSpecial(byte[] text, int at, int limit) {
        byte first = text[at];
        return first == '\n' || (first == '\r' && text[at + 1] == '\n') || isHeader(headerLine, text, at, limit);
    }

    /** Reads one row cell by cell into the block's next place; its end, or a negative reason. */
    private int row(byte[] text, int start, int limit) {
        int at = start;
        for (int c = 0; c < columns; c++) {
            int end = cells.read(text, at, limit, c);
            if (end < 0) {
                cellsRead = c;
                return end;
            }
            if (text[end] == delimiter) {
                at = end + 1;
                if (c == columns - 1) {
                    cellsRead = columns;
                    return trailingDelimiter ? emptyRest(text, at) : CellReader.FIELDS;
                }
            } else {
                cellsRead = c;
                return c < columns - 1 ? CellReader.FIELDS : emptyRest(text, end);
            }
        }
        return at;
    }

    /** The end of a line of which only blanks and the line end may be left. */
    private static int emptyRest(byte[] text, int from) {
        int at = from;
        while (text[at] == ' ') {
            at++;
        }
        if (text[at] == '\r') {
            at++;
        }
        return text[at] == '\n' ? at + 1 : CellReader.FIELDS;
    }

    /** Whether the header line, if there is one, stands again at {@code from}. */
    static boolean isHeader(byte[] headerLine, byte[] text, int from, int limit) {
        int to = from + headerLine.length;
        return headerLine.length > 0
                && text[from] == headerLine[0]
                && to < limit
                && (text[to] == '\n' || text[to] == '\r')
                && Arrays.equals(text, from, to, headerLine, 0, headerLine.length);
    }

    /** Just behind the line feed of the line at {@code from}. */
    static int lineEnd(byte[] text, int from, int limit) {
        for (int at = from; at < limit; at++) {
            if (text[at] == '\n') {
                return at + 1;
            }
        }
        return limit;
    }
}
