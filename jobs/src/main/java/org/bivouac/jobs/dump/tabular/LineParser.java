package org.bivouac.jobs.dump.tabular;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Parses whole lines of a text table from a byte array straight into columns. A plain number is read eight bytes at a
 * time: find the first bytes that are not digits, close the gap of the decimal point, add the digits up pairwise, divide
 * once by a power of ten. That is exact (see {@link Decimals}) and leaves no object behind. Everything else (blank,
 * quoted, text, exponents, more digits) goes to {@link CellReader}.
 */
final class LineParser {
    /** Longest line, and longest quoted cell, in bytes. */
    static final int LONGEST_LINE = 1 << 20;
    /** Bytes that must be readable behind the last line. */
    static final int SLACK = 32;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final int columns;
    private final byte delimiter;
    private final boolean trailingDelimiter;
    private final boolean[] plain;
    private final byte[] marks;
    private final byte[] headerLine;
    private final Block block;
    private final CellReader cells;
    private final RowBook book;
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
            int start = at;
            byte first = text[at];
            if (first == '\n' || (first == '\r' && text[at + 1] == '\n')) {
                at += first == '\n' ? 1 : 2;
                book.blankLine(origin + start, origin + at);
                continue;
            }
            if (headerLine.length > 0 && first == headerLine[0] && isHeader(text, at, limit)) {
                at = lineEnd(text, at, limit);
                book.repeatedHeader(origin + start, origin + at);
                continue;
            }
            book.begin(origin + start);
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

    /** Reads one row into the block's next place; its end, or a negative reason. */
    private int row(byte[] text, int start, int limit) {
        int at = start;
        int row = block.count;
        for (int c = 0; c < columns; c++) {
            int end = -1;
            if (plain[c]) {
                byte mark = marks[c];
                int first = text[at] & 0xff;
                // 1 for a sign: ((b ^ sign) - 1) is negative only for the sign itself.
                int negative = ((first ^ '-') - 1) >>> 31;
                int digits = at + (negative | (((first ^ '+') - 1) >>> 31));
                long word = (long) WORD.get(text, digits) ^ ZEROS;
                long others = (((word & ~HIGH_BITS) + 0x7676767676767676L) | word) & HIGH_BITS;
                int whole = Long.numberOfTrailingZeros(others) >>> 3;
                double value = 0;
                if (whole < 8) {
                    if (text[digits + whole] == mark) {
                        int stop = Long.numberOfTrailingZeros(others & (others - 1)) >>> 3;
                        if (stop < 8) {
                            if (stop > 1) {
                                long low = (1L << (whole << 3)) - 1;
                                long closed = (word & low) | ((word >>> 8) & ~low);
                                value = eight(closed << ((9 - stop) << 3)) / Decimals.POWERS[stop - whole - 1];
                                end = digits + stop;
                            }
                        } else {
                            int point = digits + whole + 1;
                            long next = (long) WORD.get(text, point) ^ ZEROS;
                            long rest = (((next & ~HIGH_BITS) + 0x7676767676767676L) | next) & HIGH_BITS;
                            int fraction = Long.numberOfTrailingZeros(rest) >>> 3;
                            // At most 7 + 8 digits: below 2^53.
                            if (fraction > 0) {
                                long units = whole == 0 ? 0 : eight(word << ((8 - whole) << 3));
                                long mantissa =
                                        units * Decimals.LONG_POWERS[fraction] + eight(next << ((8 - fraction) << 3));
                                value = mantissa / Decimals.POWERS[fraction];
                                end = point + fraction;
                            }
                        }
                    } else if (whole > 0) {
                        value = eight(word << ((8 - whole) << 3));
                        end = digits + whole;
                    }
                }
                block.numbers[c][row] =
                        Double.longBitsToDouble(Double.doubleToRawLongBits(value) | ((long) negative << 63));
            }
            if (end < 0 || !isStop(text[end])) {
                end = cells.read(text, at, limit, c);
                if (end < 0) {
                    cellsRead = c;
                    return end;
                }
            }
            byte stop = text[end];
            if (stop == delimiter) {
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

    private boolean isStop(byte b) {
        return b == delimiter || b == '\n' || b == '\r';
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

    /** The number that eight ASCII digits less '0' spell, the first in the lowest byte. */
    private static long eight(long digits) {
        long pairs = ((digits & 0x0F0F0F0F0F0F0F0FL) * 2561) >>> 8;
        long fours = ((pairs & 0x00FF00FF00FF00FFL) * 6553601) >>> 16;
        return ((fours & 0x0000FFFF0000FFFFL) * 42949672960001L) >>> 32;
    }

    private boolean isHeader(byte[] text, int from, int limit) {
        int to = from + headerLine.length;
        return to < limit
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
