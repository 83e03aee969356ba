package org.bivouac.jobs.parquet;

/**
 * Parquet's DELTA_BINARY_PACKED: evenly rising numbers, such as times and ordinals, in next to nothing (Parquet format,
 * Encodings.md, "Delta Encoding"). Blocks of 128 differences in four miniblocks, as parquet-java writes them.
 */
final class Delta {
    private static final int BLOCK = 128;
    private static final int MINIBLOCKS = 4;
    private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

    private Delta() {}

    /** Appends {@code count} numbers; differences wrap around, so any numbers will do. */
    static void encode(long[] values, int count, Bytes out) {
        out.putVarint(BLOCK);
        out.putVarint(MINIBLOCKS);
        out.putVarint(count);
        out.putZigZag(count == 0 ? 0 : values[0]);
        long[] deltas = new long[BLOCK];
        for (int from = 1; from < count; from += BLOCK) {
            int n = Math.min(BLOCK, count - from);
            long min = Long.MAX_VALUE;
            for (int i = 0; i < n; i++) {
                deltas[i] = values[from + i] - values[from + i - 1];
                min = Math.min(min, deltas[i]);
            }
            for (int i = 0; i < BLOCK; i++) {
                deltas[i] = i < n ? deltas[i] - min : 0;
            }
            out.putZigZag(min);
            block(deltas, n, out);
        }
    }

    private static void block(long[] deltas, int count, Bytes out) {
        int[] widths = new int[MINIBLOCKS];
        for (int m = 0; m < MINIBLOCKS; m++) {
            long all = 0;
            for (int i = m * MINIBLOCK; i < (m + 1) * MINIBLOCK; i++) {
                all |= deltas[i];
            }
            widths[m] = 64 - Long.numberOfLeadingZeros(all);
            out.putByte(widths[m]);
        }
        for (int m = 0; m * MINIBLOCK < count; m++) {
            pack(deltas, m * MINIBLOCK, widths[m], out);
        }
    }

    private static void pack(long[] values, int from, int width, Bytes out) {
        if (width == 0) {
            return;
        }
        long word = 0;
        int bits = 0;
        for (int i = from; i < from + MINIBLOCK; i++) {
            word |= values[i] << bits;
            bits += width;
            if (bits >= 64) {
                out.putLong(word);
                bits -= 64;
                word = bits == 0 ? 0 : values[i] >>> (width - bits);
            }
        }
        if (bits > 0) { // 32 numbers fill whole words or end at half a word
            out.putInt((int) word);
        }
    }

    /** Reads {@code count} numbers into the elements from {@code at} on. */
    static void decode(Cursor in, long[] values, int at, int count) {
        long block = in.nextVarint();
        long miniblocks = in.nextVarint();
        long total = in.nextVarint();
        if (block != BLOCK || miniblocks != MINIBLOCKS || total != count) {
            throw new Cursor.DamagedPageException("delta header " + block + "/" + miniblocks + "/" + total
                    + ", expected " + BLOCK + "/" + MINIBLOCKS + "/" + count);
        }
        long value = in.nextZigZag();
        if (count > 0) {
            values[at] = value;
        }
        for (int from = 1; from < count; from += BLOCK) {
            long min = in.nextZigZag();
            int widths = in.take(MINIBLOCKS);
            for (int m = 0; m < MINIBLOCKS && from + m * MINIBLOCK < count; m++) {
                int first = at + from + m * MINIBLOCK;
                int n = Math.min(MINIBLOCK, at + count - first);
                int width = in.array[widths + m];
                if (width < 0 || width > 64) {
                    throw new Cursor.DamagedPageException("miniblock of " + width + " bits");
                }
                BitUnpacking.longs(in.array, in.take(width * (MINIBLOCK / 8L)), width, values, first, n);
                for (int i = first; i < first + n; i++) {
                    value += values[i] + min;
                    values[i] = value;
                }
            }
        }
    }
}
