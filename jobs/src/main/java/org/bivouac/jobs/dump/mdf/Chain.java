package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.fault.Fault;

/**
 * Blocks of data that together hold one stretch of records. Records may cross from one block to the next. A packed block
 * that cannot be unpacked is a hole, or the end of the stretch if it is the last.
 */
final class Chain implements ByteSource {
    /** A stretch of no bytes. */
    static final Chain EMPTY = new Chain(List.of(), null);

    private final List<Piece> pieces;
    private final Unpacking unpacking;
    private final List<Refused> refused = new ArrayList<>();
    private int last;

    /** Records that are in the file and not used; {@code count} of them. */
    private record Refused(long from, long to, long count, String rule, String reason, String done, String advice) {}

    /** Pieces in order, each beginning where the one before ends. */
    Chain(List<Piece> pieces, Unpacking unpacking) {
        this.pieces = List.copyOf(pieces);
        this.unpacking = unpacking;
        if (unpacking != null) {
            unpacking.serves(this.pieces);
        }
    }

    List<Piece> pieces() {
        return pieces;
    }

    @Override
    public long length() {
        return pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).end();
    }

    @Override
    public int read(long from, byte[] into, int at, int count) throws IOException {
        int got = 0;
        while (got < count && from + got < length()) {
            Piece piece = pieces.get(index(from + got));
            int offset = (int) Math.min(Integer.MAX_VALUE, from + got - piece.start());
            int wanted = (int) Math.min(count - got, piece.end() - from - got);
            int more = piece.isPacked()
                    ? unpacked(piece, offset, into, at + got, wanted)
                    : plain(piece, from + got - piece.start(), into, at + got, wanted);
            got += more;
            if (more < wanted) {
                return got;
            }
        }
        return got;
    }

    private int unpacked(Piece piece, int offset, byte[] into, int at, int wanted) throws IOException {
        Piece.Unpacked unpacked = unpacking.of(piece);
        int there = Math.max(0, Math.min(wanted, unpacked.good() - offset));
        if (there > 0) {
            System.arraycopy(unpacked.bytes(), offset, into, at, there);
        }
        return there;
    }

    private int plain(Piece piece, long offset, byte[] into, int at, int wanted) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, at, wanted);
        long from = piece.payload() + offset;
        int got = 0;
        while (got < wanted) {
            int more = unpacking.channel().read(buffer, from + got);
            if (more < 0) {
                return got;
            }
            got += more;
        }
        return got;
    }

    private int index(long position) {
        Piece hint = pieces.get(last);
        if (position >= hint.start() && position < hint.end()) {
            return last;
        }
        int low = 0;
        int high = pieces.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (pieces.get(middle).start() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        last = low;
        return low;
    }

    /** How many bytes of the file it takes. */
    long stored() {
        return pieces.stream().mapToLong(Piece::stored).sum();
    }

    /** Where the piece ends in which {@code position} lies: behind a hole one can read on there. */
    long behindPiece(long position) {
        return pieces.get(index(position)).end();
    }

    /** Says that bytes of the stretch are in the file and no record of them is used. */
    void refuse(long from, long to, long count, String rule, String reason, String done, String advice) {
        if (to > from) {
            refused.add(new Refused(from, to, count, rule, reason, done, advice));
        }
    }

    /**
     * Says of the pieces chosen what their bytes are; of packed ones it is tried whether they can be unpacked.
     *
     * @param recordBytes to tell how many records are lost; 0 if they are of many lengths
     */
    void account(String file, Predicate<Piece> chosen, long recordBytes, DumpSink sink) throws IOException {
        for (Piece piece : pieces) {
            if (!chosen.test(piece) || piece.stored() == 0) {
                continue;
            }
            if (piece.isPacked()) {
                packed(file, piece, recordBytes, sink);
            } else {
                plain(file, piece, sink);
            }
        }
    }

    private void packed(String file, Piece piece, long recordBytes, DumpSink sink) throws IOException {
        Piece.Unpacked unpacked = unpacking.state(piece);
        long end = piece.payload() + piece.stored();
        if (unpacked.trouble() != null && unpacked.good() == 0) {
            sink.reject(new Fault(
                    file,
                    piece.payload(),
                    piece.stored(),
                    0,
                    piece.lost() > 0 ? "A1" : "C5",
                    unpacked.trouble(),
                    "its records are rejected",
                    "copy the dump again",
                    recordBytes == 0 ? 1 : piece.length() / recordBytes + 1));
            return;
        }
        for (Refused one : refused) {
            if (one.from <= piece.start() && one.to >= piece.end()) {
                sink.reject(fault(file, one, piece.payload(), piece.stored()));
                return;
            } else if (one.from < piece.end() && one.to > piece.start()) {
                sink.reject(fault(file, one, piece.payload(), 0));
            }
        }
        if (unpacked.trouble() != null) {
            sink.reject(new Fault(
                    file,
                    piece.payload(),
                    0,
                    0,
                    "A1",
                    unpacked.trouble(),
                    "whole records before are used",
                    "copy the dump again",
                    1));
        }
        sink.bytes(ByteUse.DECODED, piece.payload(), end);
    }

    private void plain(String file, Piece piece, DumpSink sink) {
        long at = piece.start();
        long offset = piece.payload() - piece.start();
        for (Refused one : refused) {
            long from = Math.max(at, one.from);
            long to = Math.min(piece.end(), one.to);
            if (from < to) {
                if (at < from) {
                    sink.bytes(ByteUse.DECODED, offset + at, offset + from);
                }
                sink.reject(fault(file, one, offset + from, to - from));
                at = to;
            }
        }
        if (at < piece.end()) {
            sink.bytes(ByteUse.DECODED, offset + at, offset + piece.end());
        }
    }

    private static Fault fault(String file, Refused one, long offset, long bytes) {
        return new Fault(file, offset, bytes, 0, one.rule, one.reason, one.done, one.advice, Math.max(1, one.count));
    }
}
