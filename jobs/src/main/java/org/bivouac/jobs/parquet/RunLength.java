package org.bivouac.jobs.parquet;

import java.util.Arrays;

/**
 * Parquet's hybrid of runs and bit-packed groups, for dictionary codes and definition levels (Parquet format,
 * Encodings.md, "Run Length Encoding / Bit-Packing Hybrid").
 */
final class RunLength {
    /** A run must save this many bits, or it is cheaper to leave it in the groups around it. */
    private static final int WORTHWHILE_BITS = 64;

    private RunLength() {}

    /** Bits that hold every code below {@code size}, at least 1. */
    static int width(int size) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(size - 1));
    }

    /**
     * Appends {@code codes[from, to)}.
     *
     * @param codes all below {@code 2^width}
     * @param width bits per code, 1 to 16
     */
    static void encode(int[] codes, int from, int to, int width, Bytes out) {
        int at = from;
        while (at < to) {
            int run = nextRun(codes, at, from, to, width);
            int end = runEnd(codes, run, to);
            pack(codes, at, run, width, out);
            if (run < end) {
                out.putVarint((end - run) * 2L);
                out.putByte(codes[run]);
                if (width > 8) {
                    out.putByte(codes[run] >>> 8);
                }
            }
            at = end;
        }
    }

    /** Where the next run worth telling begins, a multiple of eight codes after {@code at}; {@code to} if there is none. */
    private static int nextRun(int[] codes, int at, int from, int to, int width) {
        for (int i = at; i + 8 <= to; i += 8) {
            if (eightEqual(codes, i)) {
                int length = runEnd(codes, i, Math.min(to, i + WORTHWHILE_BITS)) - i;
                if (length * (long) width >= WORTHWHILE_BITS || length == to - from) {
                    return i;
                }
            }
        }
        return to;
    }

    private static int runEnd(int[] codes, int run, int to) {
        int end = run;
        while (end < to && codes[end] == codes[run]) {
            end++;
        }
        return end;
    }

    private static boolean eightEqual(int[] c, int i) {
        int first = c[i];
        return ((first ^ c[i + 1])
                        | (first ^ c[i + 2])
                        | (first ^ c[i + 3])
                        | (first ^ c[i + 4])
                        | (first ^ c[i + 5])
                        | (first ^ c[i + 6])
                        | (first ^ c[i + 7]))
                == 0;
    }

    /** Groups of eight codes, two words each: a group is {@code width} bytes, and width is at most 16. */
    private static void pack(int[] codes, int from, int to, int width, Bytes out) {
        if (from >= to) {
            return;
        }
        int groups = (to - from + 7) / 8;
        out.putVarint(groups * 2L + 1);
        out.reserve(groups * width);
        byte[] array = out.array;
        int at = out.size;
        int i = from;
        for (; i + 8 <= to; i += 8, at += width) {
            group(codes, i, width, array, at);
        }
        if (i < to) {
            group(Arrays.copyOf(Arrays.copyOfRange(codes, i, to), 8), 0, width, array, at);
            at += width;
        }
        out.size = at;
    }

    private static void group(int[] codes, int i, int width, byte[] array, int at) {
        int half = 4 * width;
        long low = word(codes, i, width);
        long high = word(codes, i + 4, width);
        if (half < 64) {
            Bytes.longAt(array, at, low | (high << half));
            Bytes.longAt(array, at + 8, high >>> (64 - half));
        } else {
            Bytes.longAt(array, at, low);
            Bytes.longAt(array, at + 8, high);
        }
    }

    private static long word(int[] c, int i, int width) {
        return c[i] | ((long) c[i + 1] << width) | ((long) c[i + 2] << (2 * width)) | ((long) c[i + 3] << (3 * width));
    }

    /** Reads {@code count} codes of {@code width} bits (1 to 16) into {@code codes}. */
    static void decode(Cursor in, int width, int[] codes, int count) {
        int i = 0;
        while (i < count) {
            long header = in.nextVarint();
            long length = header >>> 1;
            if ((header & 1) == 0) {
                int value = in.nextByte() | (width > 8 ? in.nextByte() << 8 : 0);
                if (length < 1 || length > count - i || value >>> width != 0) {
                    throw new Cursor.DamagedPageException("run of " + length + " codes, expected " + (count - i));
                }
                Arrays.fill(codes, i, i + (int) length, value);
                i += (int) length;
            } else {
                int groups = (count - i + 7) / 8;
                if (length < 1 || length > groups) {
                    throw new Cursor.DamagedPageException(length + " groups of codes, expected at most " + groups);
                }
                int from = in.take(length * width);
                int n = (int) Math.min(count - i, length * 8);
                BitUnpacking.ints(in.array, from, width, codes, i, n);
                i += n;
            }
        }
    }
}
