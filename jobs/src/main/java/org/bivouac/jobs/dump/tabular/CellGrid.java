package org.bivouac.jobs.dump.tabular;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The cells of a few plain lines at once: first where every cell ends, then the numbers of one column after the other. Both
 * steps look at eight bytes at a time and take the same way whatever the lengths of the cells are, because a wrongly guessed
 * branch costs the processor more than reading a cell. Within a column, cells are so much alike that the branches left are
 * guessed well.
 *
 * <p>A cell of up to 8 characters is moved to the end of a word, its sign cleared, the gap of its decimal mark closed, its
 * digits added up pairwise, the sum divided once by a power of ten; one of up to 16 characters takes two words. Both numbers
 * are below 2^53, so the quotient is the nearest double (see {@link Decimals}).
 */
final class CellGrid {
    /** At most so many lines, and cells, are looked at together: they and their text stay in the processor's cache. */
    private static final int MOST_LINES = 128;

    private static final int MOST_CELLS = 1 << 14;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ZEROS = 0x3030303030303030L;
    private static final long MINUS = '-' ^ '0';
    private static final long HUNDRED_MILLION = 100_000_000;

    private final int columns;
    private final int stride;
    private final byte delimiter;
    private final boolean quoted;
    private final boolean trailingDelimiter;
    /** Added to seven bits of a byte, sets the eighth unless the byte is below the lowest that cells are full of. */
    private final long lowest;
    /** In every byte the delimiter, where it does not lie below {@link #lowest}. */
    private final long repeatedDelimiter;

    private final boolean isDelimiterLow;
    /** Of line r from {@code r * stride}: the byte before it, then where each of its cells ends. */
    private final int[] stops;

    private final int capacity;
    /** By column: how many decimals its last number had. Most columns never change them. */
    private final int[] lastDecimals;

    private int lines;

    CellGrid(Layout layout) {
        columns = layout.columns().size();
        stride = columns + 1;
        delimiter = layout.delimiter();
        quoted = layout.quoted();
        trailingDelimiter = layout.trailingDelimiter();
        capacity = Math.max(1, Math.min(MOST_LINES, MOST_CELLS / stride));
        lastDecimals = new int[columns];
        stops = new int[capacity * stride + 16];
        boolean anyComma = layout.columns().stream().anyMatch(column -> column.decimalMark() != '.');
        isDelimiterLow = delimiter < '-' && !anyComma;
        lowest = ONES * (0x80 - (isDelimiterLow ? '-' : '#'));
        repeatedDelimiter = ONES * delimiter;
    }

    /** Forgets the lines. */
    void clear() {
        lines = 0;
    }

    /** How many lines it holds. */
    int lines() {
        return lines;
    }

    /** How many lines it can hold. */
    int capacity() {
        return capacity;
    }

    boolean isFull() {
        return lines == capacity;
    }

    /** Where a line begins. */
    int start(int line) {
        return stops[line * stride] + 1;
    }

    /** Where a cell begins. */
    int start(int line, int column) {
        return stops[line * stride + column] + 1;
    }

    /**
     * Takes the line at {@code start} if it is plain: as many cells as columns, none of them quoted, no NUL.
     *
     * @param text readable {@link LineParser#SLACK} bytes behind {@code limit}
     * @param limit just behind a line feed
     * @return just behind the line's end, or -1 when it has to be looked at byte by byte
     */
    int add(byte[] text, int start, int limit) {
        int base = lines * stride;
        int last = base + columns;
        stops[base] = start - 1;
        int next = base + 1;
        for (int at = start; next <= last; at += 8) {
            if (at >= limit) {
                return -1;
            }
            long word = (long) WORD.get(text, at);
            long stop = ~(((word & ~HIGH_BITS) + lowest) | word) & HIGH_BITS;
            if (!isDelimiterLow) {
                long other = word ^ repeatedDelimiter;
                stop |= ~(((other & ~HIGH_BITS) + ~HIGH_BITS) | other) & HIGH_BITS;
            }
            int count = Long.bitCount(stop);
            stops[next] = at + (Long.numberOfTrailingZeros(stop) >>> 3);
            stop &= stop - 1;
            stops[next + 1] = at + (Long.numberOfTrailingZeros(stop) >>> 3);
            if (count > 2) {
                for (int k = next + 2; k < next + count; k++) {
                    stop &= stop - 1;
                    stops[k] = at + (Long.numberOfTrailingZeros(stop) >>> 3);
                }
            }
            next += count;
        }
        int wrong = 0;
        for (int k = base + 1; k < last; k++) {
            wrong |= text[stops[k]] ^ delimiter;
        }
        int end = wrong == 0 ? lineEnd(text, stops[last]) : -1;
        if (end < 0) {
            end = byBytes(text, start, limit, base);
        }
        if (end < 0 || end > limit || end - start > LineParser.LONGEST_LINE) {
            return -1;
        }
        lines++;
        return end;
    }

    /** The same for a line in whose cells there are blanks or other low bytes. */
    private int byBytes(byte[] text, int start, int limit, int base) {
        int column = 1;
        for (int at = start; at < limit; at++) {
            byte b = text[at];
            if (b == delimiter) {
                stops[base + column] = at;
                if (column == columns) {
                    return lineEnd(text, at);
                }
                column++;
            } else if (b == '\n' || b == '\r') {
                stops[base + column] = at;
                return column == columns ? lineEnd(text, at) : -1;
            } else if (b == 0 || (b == '"' && quoted)) {
                return -1;
            }
        }
        return -1;
    }

    /** Just behind the line feed, when nothing but the line's end follows the last cell; else -1. */
    private int lineEnd(byte[] text, int lastStop) {
        int at = lastStop;
        if (trailingDelimiter && text[at] == delimiter) {
            at++;
        }
        if (text[at] == '\r') {
            at++;
        }
        return text[at] == '\n' ? at + 1 : -1;
    }

    /**
     * Reads the numbers of one column, all lines.
     *
     * @param mark the column's decimal mark
     * @param numbers where to, the first line's at {@code to}; NaN for a blank cell
     * @param unread lines whose cell is anything but a plain short number
     * @return how many of these there are
     */
    int numbers(byte[] text, int column, byte mark, double[] numbers, int to, int[] unread) {
        int left = 0;
        for (int line = 0; line < lines; line++) {
            line = alike(text, column, mark, line, numbers, to);
            if (line < lines) {
                int start = start(line, column);
                int length = stops[line * stride + column + 1] - start;
                int decimals = decimals(text, start, length, mark);
                if (length == 0) {
                    numbers[to + line] = Double.NaN;
                } else if (decimals < 0 || decimals == lastDecimals[column]) {
                    unread[left++] = line;
                } else {
                    lastDecimals[column] = decimals;
                    line--;
                }
            }
        }
        return left;
    }

    /** Reads numbers with as many decimals as the last one, from {@code from} on; the first line that has other ones. */
    private int alike(byte[] text, int column, byte mark, int from, double[] numbers, int to) {
        int decimals = lastDecimals[column];
        long point = point(decimals);
        long markHere = point * (mark ^ '0');
        long markByte = point * 255;
        double power = Decimals.POWERS[decimals == 0 ? 0 : decimals + 1];
        int[] ends = stops;
        int end = lines;
        for (int line = from; line < end; line++) {
            int stop = line * stride + column;
            int start = ends[stop] + 1;
            int length = ends[stop + 1] - start;
            long word = (long) WORD.get(text, start) ^ ZEROS;
            // 1 for a sign: (b ^ sign) - 1 is negative only for the sign itself.
            long negative = (((word & 0xff) ^ MINUS) - 1) >>> 63;
            word ^= negative * MINUS;
            long mantissa;
            if (length <= 8) {
                long digits = (word << (-length << 3)) ^ markHere;
                if (length <= negative || (others(digits) | (digits & markByte)) != 0) {
                    return line;
                }
                mantissa = eight(closed(digits, point));
            } else {
                long head = word << (-length << 3);
                long tail = (long) WORD.get(text, start + length - 8) ^ ZEROS ^ markHere;
                mantissa = eight(head) * HUNDRED_MILLION + eight(closed(tail, point));
                if (length > 16 || (others(head) | others(tail) | (tail & markByte) | (mantissa >>> 53)) != 0) {
                    return line;
                }
            }
            numbers[to + line] =
                    Double.longBitsToDouble(Double.doubleToRawLongBits(mantissa / power) | (negative << 63));
        }
        return end;
    }

    private static long point(int decimals) {
        return decimals == 0 ? 0 : 1L << (56 - 8 * decimals);
    }

    /** How many characters follow the decimal mark; 0 when there is none, -1 when they are 0 or more than 7. */
    private static int decimals(byte[] text, int start, int length, byte mark) {
        int end = start + length;
        for (int at = end - 1; at >= start && at >= end - 8; at--) {
            if (text[at] == mark) {
                return at == end - 1 ? -1 : end - 1 - at;
            }
        }
        return 0;
    }

    /** The high bits of those bytes that are above 9. */
    private static long others(long digits) {
        return (((digits & ~HIGH_BITS) + 0x7676767676767676L) | digits) & HIGH_BITS;
    }

    /**
     * Takes out the byte of the decimal mark: what follows it moves one byte down, a zero takes the last place, which is
     * ten times the number.
     *
     * @param point the lowest bit of the mark's byte; 0 when there is none, and nothing moves
     */
    private static long closed(long digits, long point) {
        long whole = point - 1;
        return (digits & whole) | ((digits >>> 8) & ~whole);
    }

    /** The number that eight digits spell, the first in the lowest byte. */
    private static long eight(long digits) {
        long pairs = ((digits & 0x0F0F0F0F0F0F0F0FL) * 2561) >>> 8;
        long fours = ((pairs & 0x00FF00FF00FF00FFL) * 6553601) >>> 16;
        return ((fours & 0x0000FFFF0000FFFFL) * 42949672960001L) >>> 32;
    }
}
