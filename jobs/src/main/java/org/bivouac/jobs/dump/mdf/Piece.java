package org.bivouac.jobs.dump.mdf;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4FrameInputStream;

/**
 * A block of data, as it lies in the file, and the stretch of the records that it holds.
 *
 * @param at offset of the block
 * @param payload offset of its bytes, behind its head
 * @param stored how many bytes of it are in the file
 * @param lost how many it should have beyond
 * @param start where its records begin in the whole stretch
 * @param length how many bytes of records it holds, unpacked
 * @param method how they are packed; negative if they are not
 * @param parameter length of a row, where rows were turned into columns before packing
 */
record Piece(long at, long payload, long stored, long lost, long start, long length, int method, long parameter)
        implements Serializable {
    static final int PLAIN = -1;

    /** Deflate packs at most 1032 to 1; the others pack repeated bytes even better, but no telemetry is so. */
    private static final long MOST_RATIO = 5000;

    private static final String[] METHODS = {
        "deflate", "transposed deflate", "zstd", "transposed zstd", "LZ4", "transposed LZ4"
    };

    /** What became of unpacking: the bytes, how many of them are good, and why not all. */
    record Unpacked(byte[] bytes, int good, String trouble) {}

    /** True when the method is known. */
    static boolean knows(int method) {
        return method >= 0 && method < METHODS.length;
    }

    boolean isPacked() {
        return method != PLAIN;
    }

    long end() {
        return start + length;
    }

    /** Why it will not be unpacked at all; null if nothing speaks against it. */
    String obstacle() {
        if (!knows(method)) {
            return "block packed by method " + method + ", known are 0 to " + (METHODS.length - 1);
        } else if (length > Unpacking.MOST_BYTES) {
            return METHODS[method] + " block of " + length + " bytes, expected at most " + Unpacking.MOST_BYTES;
        } else if (length > MOST_RATIO * (stored + lost) + MOST_RATIO) {
            return METHODS[method] + " block that packs " + length + " bytes into " + stored;
        }
        return null;
    }

    /**
     * Unpacks the first {@code count} bytes of {@code packed}.
     *
     * @param arrays where the arrays come from
     */
    Unpacked unpack(byte[] packed, int count, SpareArrays arrays) throws IOException {
        byte[] out = arrays.take((int) length);
        String trouble;
        int good = 0;
        try {
            good = switch (method) {
                case 0, 1 -> inflate(packed, count, out);
                case 2, 3 -> zstd(packed, count, out);
                default -> lz4(packed, count, out);
            };
            trouble = good == length ? null : "gives " + good + " bytes, its head says " + length;
        } catch (DataFormatException | ZstdException e) {
            trouble = "is broken: " + e.getMessage();
        } catch (IOException e) {
            // LZ4 frames are read from memory, so this is what is wrong with them.
            trouble = "is broken: " + e.getMessage();
        }
        boolean transposed = method % 2 == 1;
        if (trouble != null) {
            // What came out before the end of a file is as good as any; what came out before an error is not.
            int kept = lost > 0 && !transposed && method == 0 ? good : 0;
            return new Unpacked(out, kept, METHODS[method] + " block " + trouble);
        }
        return new Unpacked(transposed ? transposed(out, parameter, arrays) : out, out.length, null);
    }

    /** Inflates as far as it goes, which is less than the whole where the bytes end. */
    private static int inflate(byte[] packed, int count, byte[] out) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed, 0, count);
            int got = 0;
            while (got < out.length) {
                int more = inflater.inflate(out, got, out.length - got);
                if (more == 0 && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
                    return got;
                }
                got += more;
            }
            // The checksum stands behind the last byte: it is looked at when one asks for more.
            byte[] beyond = new byte[1];
            return inflater.inflate(beyond) > 0 ? got + 1 : got;
        } finally {
            inflater.end();
        }
    }

    private static int zstd(byte[] packed, int count, byte[] out) {
        long got = Zstd.decompressByteArray(out, 0, out.length, packed, 0, count);
        if (Zstd.isError(got)) {
            throw new ZstdException(got);
        }
        return (int) got;
    }

    private static int lz4(byte[] packed, int count, byte[] out) throws IOException {
        try (LZ4FrameInputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(packed, 0, count))) {
            int got = in.readNBytes(out, 0, out.length);
            return in.read() >= 0 ? got + 1 : got;
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Turns columns back into rows; what is left over of the last row was not turned (ASAM MDF 4.1, DZ block). */
    static byte[] transposed(byte[] in, long rowBytes, SpareArrays arrays) {
        if (rowBytes <= 1 || rowBytes > in.length) {
            return in;
        }
        int columns = (int) rowBytes;
        int rows = in.length / columns;
        byte[] out = arrays.take(in.length);
        int tile = 64;
        for (int from = 0; from < rows; from += tile) {
            int to = Math.min(rows, from + tile);
            for (int c = 0; c < columns; c++) {
                int column = c * rows;
                for (int r = from, p = from * columns + c; r < to; r++, p += columns) {
                    out[p] = in[column + r];
                }
            }
        }
        System.arraycopy(in, rows * columns, out, rows * columns, in.length - rows * columns);
        arrays.give(in);
        return out;
    }
}
