package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.dump.DumpSink;

/** Records of one length, one behind the other, that hold a part of a table's channels, or all of them. */
final class SortedStretch {
    private static final int CHECKED_ROWS = 64;

    private static final int CHECKED_BYTES = 1 << 20;

    private final Chain data;
    private final Chain invalidation;
    private final int dataBytes;
    private final int invalidBytes;
    private final int from;
    private final int to;
    private byte[] buffer = new byte[0];
    private byte[] flags = new byte[0];

    /**
     * A stretch.
     *
     * @param invalidation the invalidation bytes, where they are apart from the records; else null
     * @param dataBytes of a record, without invalidation bytes
     * @param from first of its channels among those of the table
     * @param to behind its last channel
     */
    SortedStretch(Chain data, Chain invalidation, int dataBytes, int invalidBytes, int from, int to) {
        this.data = data;
        this.invalidation = invalidBytes == 0 ? null : invalidation;
        this.dataBytes = dataBytes;
        this.invalidBytes = invalidBytes;
        this.from = from;
        this.to = to;
    }

    /** The same stretch with buffers of its own. */
    SortedStretch again() {
        return new SortedStretch(data, invalidation, dataBytes, invalidBytes, from, to);
    }

    /** What it reads and accounts for. */
    List<Chain> chains() {
        return invalidation == null ? List.of(data) : List.of(data, invalidation);
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Bytes of a record with its invalidation bytes, as handed over. */
    int recordBytes() {
        return dataBytes + invalidBytes;
    }

    /** Bytes from one record to the next, as stored; at least one. */
    int stride() {
        return Math.max(1, invalidation == null ? dataBytes + invalidBytes : dataBytes);
    }

    /** Whole records there are. */
    long records() {
        long whole = data.length() / stride();
        return invalidation == null ? whole : Math.min(whole, invalidation.length() / invalidBytes);
    }

    /**
     * How many of the records are not mere zeros at the end: a logger that loses power leaves what it allocated ahead. A
     * single record of zeros may be one.
     */
    long withoutZeros(long records) throws IOException {
        long used = records;
        // A record may state any length: with none of them in the file there is nothing to make room for.
        int rows = records == 0 ? 0 : Math.max(1, Math.min(CHECKED_ROWS, CHECKED_BYTES / stride()));
        byte[] zeros = new byte[rows * stride()];
        byte[] bytes = new byte[zeros.length];
        while (used > 0) {
            int some = (int) Math.min(rows, used);
            int got = data.read((used - some) * stride(), bytes, 0, some * stride());
            for (int i = some - 1; i >= 0; i--) {
                int at = i * stride();
                if (got < at + stride() || !Arrays.equals(bytes, at, at + stride(), zeros, at, at + stride())) {
                    used = used - some + i + 1;
                    return records - used > 1 ? used : records;
                }
            }
            used -= some;
        }
        return records > 1 ? 0 : records;
    }

    /** Says that nothing behind so many records is used. */
    void refuseBehind(long records, String rule, String reason, String advice) {
        long lost = records() - records;
        data.refuse(records * stride(), data.length(), lost, rule, reason, "bytes rejected", advice);
        if (invalidation != null) {
            invalidation.refuse(
                    records * invalidBytes, invalidation.length(), lost, rule, reason, "bytes rejected", advice);
        }
    }

    /** Records from {@code row} on, at most so many; valid until the next call. Fewer where a block cannot be read. */
    RecordBlock read(long row, int wanted) throws IOException {
        int bytes = wanted * recordBytes() + RecordNumbers.SLACK;
        if (buffer.length < bytes) {
            buffer = new byte[bytes];
        }
        if (recordBytes() == 0) {
            // All channels are virtual: there is nothing to read.
            return new RecordBlock(buffer, 0, 0, wanted, row);
        }
        int got = data.read(row * stride(), buffer, 0, wanted * stride()) / stride();
        return new RecordBlock(buffer, 0, recordBytes(), invalidation == null ? got : interleave(row, got), row);
    }

    /** Puts the invalidation bytes behind each record, as if they had been there. */
    private int interleave(long row, int count) throws IOException {
        if (flags.length < count * invalidBytes) {
            flags = new byte[count * invalidBytes];
        }
        int got = invalidation.read(row * invalidBytes, flags, 0, count * invalidBytes) / invalidBytes;
        int apart = recordBytes();
        for (int i = got - 1; i >= 0; i--) {
            System.arraycopy(buffer, i * dataBytes, buffer, i * apart, dataBytes);
            System.arraycopy(flags, i * invalidBytes, buffer, i * apart + dataBytes, invalidBytes);
        }
        return got;
    }

    /** The first record behind the block in which the record {@code row} cannot be read; a large number at the end. */
    long behindHole(long row) throws IOException {
        long behind = behindHole(data, stride(), row);
        return Math.max(behind, invalidation == null ? 0 : behindHole(invalidation, invalidBytes, row));
    }

    private static long behindHole(Chain chain, int stride, long row) throws IOException {
        long at = row * stride;
        byte[] one = new byte[stride];
        int got = chain.read(at, one, 0, stride);
        if (got == stride) {
            return row;
        }
        return at + got >= chain.length() ? Long.MAX_VALUE : first(chain.behindPiece(at + got), stride);
    }

    /** The first record that begins at or behind a position. */
    private static long first(long position, int stride) {
        return -Math.floorDiv(-position, (long) stride);
    }

    /** The first record at or behind {@code row} at which it is best cut: any in plain blocks, where a packed block begins. */
    long cut(long row) {
        for (Piece piece : data.pieces()) {
            long begins = first(piece.start(), stride());
            if (!piece.isPacked() && row >= begins && row * stride() < piece.end()) {
                return row;
            } else if (begins >= row) {
                return begins;
            }
        }
        return Long.MAX_VALUE;
    }

    /** How many bytes of the file it takes. */
    long bytes() {
        return data.stored() + (invalidation == null ? 0 : invalidation.stored());
    }

    /** Says what the blocks are that belong to the records {@code [first, behind)} of {@code count}. */
    void account(String file, long first, long behind, long count, DumpSink sink) throws IOException {
        account(file, data, stride(), first, behind, count, sink);
        if (invalidation != null) {
            account(file, invalidation, invalidBytes, first, behind, count, sink);
        }
    }

    /** A block belongs to the first record that begins in it or behind, or to the last one. */
    private static void account(
            String file, Chain chain, int stride, long first, long behind, long count, DumpSink sink)
            throws IOException {
        chain.account(
                file,
                piece -> {
                    long owner = Math.max(0, Math.min(first(piece.start(), stride), count - 1));
                    return owner >= first && owner < behind;
                },
                stride,
                sink);
    }
}
