package org.bivouac.jobs.dump.mdf;

import java.nio.ByteBuffer;

/**
 * A block of an MDF 4 dump: four bytes {@code ##} and its kind, four reserved, its length and number of links as u64, the
 * links, then its data (ASAM MDF 4.1, general block structure). All numbers are little-endian.
 *
 * @param kind two letters
 * @param at offset in the file
 * @param length as stated, in bytes, its head of 24 included
 * @param links offsets of other blocks; 0 for none
 * @param data its data, possibly not all of it if the block is one that only carries bytes
 */
record Mdf4Block(String kind, long at, long length, long[] links, ByteBuffer data) {
    /** Bytes before the links. */
    static final int HEAD = 24;

    /** A link, or 0 if the block has not so many. */
    long link(int i) {
        return i < links.length ? links[i] : 0;
    }

    /** An unsigned byte of the data; 0 where the block ends before, as in dumps of an earlier version. */
    int u8(int offset) {
        return offset < data.limit() ? data.get(offset) & 0xff : 0;
    }

    /** Two bytes of the data, unsigned. */
    int u16(int offset) {
        return offset + 2 <= data.limit() ? data.getShort(offset) & 0xffff : 0;
    }

    /** Four bytes of the data, unsigned. */
    long u32(int offset) {
        return offset + 4 <= data.limit() ? data.getInt(offset) & 0xffff_ffffL : 0;
    }

    /** Eight bytes of the data. */
    long u64(int offset) {
        return offset + 8 <= data.limit() ? data.getLong(offset) : 0;
    }

    /** A float of eight bytes. */
    double f64(int offset) {
        return offset + 8 <= data.limit() ? data.getDouble(offset) : Double.NaN;
    }
}
