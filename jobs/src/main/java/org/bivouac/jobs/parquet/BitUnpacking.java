package org.bivouac.jobs.parquet;

/** Takes numbers of a fixed count of bits, least significant first, out of bytes. */
final class BitUnpacking {
    private BitUnpacking() {}

    /** Numbers of at most 32 bits; reads up to 8 bytes past the last of them. */
    static void ints(byte[] bytes, int from, int width, int[] out, int at, int count) {
        long mask = (1L << width) - 1;
        long bit = 0;
        for (int i = at; i < at + count; i++, bit += width) {
            out[i] = (int) ((Bytes.longAt(bytes, from + (int) (bit >>> 3)) >>> (bit & 7)) & mask);
        }
    }

    /** Numbers of up to 64 bits; reads up to 16 bytes past the last of them. */
    static void longs(byte[] bytes, int from, int width, long[] out, int at, int count) {
        long mask = width == 64 ? -1L : (1L << width) - 1;
        long bit = 0;
        for (int i = at; i < at + count; i++, bit += width) {
            int word = from + (int) (bit >>> 3);
            int shift = (int) (bit & 7);
            long low = Bytes.longAt(bytes, word) >>> shift;
            if (shift + width > 64) {
                low |= Bytes.longAt(bytes, word + 8) << (64 - shift);
            }
            out[i] = low & mask;
        }
    }
}
