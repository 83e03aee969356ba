package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The records of one data group on their way into data blocks, and the list that finds the blocks again. */
final class Mdf4Data {
    private static final int BLOCK = 1 << 17;
    /** Links of one list block; small enough that long drives have chains of lists. */
    private static final int LINKS = 32;

    private final Mdf4Blocks blocks;
    private final BlockFile file;
    private final Mdf4Layout.Packing packing;
    private final Deflate deflate;
    private final int recordBytes;
    private final byte[] block;
    private byte[] transposed = new byte[0];
    private int filled;
    private long[] places = new long[16];
    private long[] offsets = new long[16];
    private int count;
    private long total;

    /**
     * Data of one group.
     *
     * @param recordBytes of one record, for the transposition and so that blocks hold whole ones; 1 where records differ
     * @param records at least so many have room in a block
     */
    Mdf4Data(
            Mdf4Blocks blocks,
            BlockFile file,
            Mdf4Layout.Packing packing,
            Deflate deflate,
            int recordBytes,
            int records) {
        this.blocks = blocks;
        this.file = file;
        this.packing = packing;
        this.deflate = deflate;
        this.recordBytes = recordBytes;
        block = new byte[Math.max(BLOCK / recordBytes, records) * recordBytes];
    }

    /** Where the next record is to be put. */
    byte[] block() {
        return block;
    }

    /** Where in {@link #block} the next record goes; at least {@code bytes} have room there. */
    int at(int bytes) throws IOException {
        if (filled + bytes > block.length) {
            flush();
        }
        return filled;
    }

    /** Says that so many bytes were put at {@link #at}. */
    void filled(int bytes) {
        filled += bytes;
    }

    private void flush() throws IOException {
        if (filled == 0) {
            return;
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, count * 2);
            offsets = Arrays.copyOf(offsets, count * 2);
        }
        places[count] = packing == Mdf4Layout.Packing.NONE ? plain() : packed();
        offsets[count++] = total;
        total += filled;
        filled = 0;
    }

    private long plain() throws IOException {
        file.align();
        long at = file.position();
        head("##DT", filled, 0);
        file.put(block, 0, filled);
        return at;
    }

    private void head(String id, long bytes, int links) throws IOException {
        file.room(Mdf4Blocks.HEAD)
                .put(id.getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putLong(Mdf4Blocks.HEAD + bytes)
                .putLong(links);
    }

    private long packed() throws IOException {
        byte[] source = block;
        boolean columns = packing == Mdf4Layout.Packing.TRANSPOSED_DEFLATE;
        if (columns) {
            transpose();
            source = transposed;
        }
        int size = deflate.pack(source, filled, columns ? 1 : recordBytes);
        file.align();
        long at = file.position();
        head("##DZ", 24L + size, 0);
        file.room(24)
                .put((byte) 'D')
                .put((byte) 'T')
                .put((byte) (columns ? 1 : 0))
                .put((byte) 0)
                .putInt(columns ? recordBytes : 0)
                .putLong(filled)
                .putLong(size);
        file.put(deflate.packed(), 0, size);
        return at;
    }

    /** First bytes of all records, then second bytes, and so on; what is no whole record stays as it is. */
    private void transpose() {
        if (transposed.length < filled) {
            transposed = new byte[block.length];
        }
        int rows = filled / recordBytes;
        for (int column = 0; column < recordBytes; column++) {
            int to = column * rows;
            for (int row = 0, from = column; row < rows; row++, from += recordBytes) {
                transposed[to + row] = block[from];
            }
        }
        System.arraycopy(block, rows * recordBytes, transposed, rows * recordBytes, filled - rows * recordBytes);
    }

    /** Writes what is left and the lists; returns what the data group links to, 0 when there is no record. */
    long close() throws IOException {
        flush();
        if (count == 0) {
            return 0;
        }
        if (count == 1 && packing == Mdf4Layout.Packing.NONE) {
            return places[0];
        }
        long next = 0;
        for (int from = (count - 1) / LINKS * LINKS; from >= 0; from -= LINKS) {
            int links = Math.min(LINKS, count - from);
            long[] linked = new long[links + 1];
            linked[0] = next;
            System.arraycopy(places, from, linked, 1, links);
            ByteBuffer data = ByteBuffer.allocate(8 + 8 * links)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(0)
                    .putInt(links);
            for (int i = 0; i < links; i++) {
                data.putLong(offsets[from + i]);
            }
            next = blocks.block("##DL", linked, data);
        }
        if (packing == Mdf4Layout.Packing.NONE) {
            return next;
        }
        ByteBuffer zipped = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0)
                .put((byte) (packing == Mdf4Layout.Packing.TRANSPOSED_DEFLATE ? 1 : 0))
                .put(new byte[5]);
        return blocks.block("##HL", new long[] {next}, zipped);
    }
}
