package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Unpacks blocks when they are needed, and keeps the last ones: a few for each stretch, as long as they fit into a bound. The
 * arrays of those that are given up take the next ones, for a dump is many times as large as what is kept.
 */
final class Unpacking {
    /** A packed block may hold so many bytes. */
    static final long MOST_BYTES = 64 << 20;

    private static final long KEPT_BYTES = MOST_BYTES;

    /** Records cross from one block into the next. */
    private static final int KEPT_OF_STRETCH = 2;

    private final FileChannel channel;
    private final Map<Long, Piece.Unpacked> kept = new LinkedHashMap<>(16, 0.75f, true);
    /** Blocks that were whole, by offset. */
    private final Set<Long> whole = new HashSet<>();
    /** What was wrong with the others; their bytes are forgotten. */
    private final Map<Long, Piece.Unpacked> broken = new HashMap<>();

    private final SpareArrays spare = new SpareArrays();

    private byte[] packed = new byte[0];
    private int stretches;
    private long bytes;

    Unpacking(FileChannel channel) {
        this.channel = channel;
    }

    /** Another stretch has its packed blocks unpacked here. */
    void serves(List<Piece> stretch) {
        stretches += stretch.isEmpty() ? 0 : 1;
    }

    FileChannel channel() {
        return channel;
    }

    /** The records in a packed block; valid until the next call. */
    Piece.Unpacked of(Piece piece) throws IOException {
        Piece.Unpacked found = kept.get(piece.at());
        if (found != null) {
            return found;
        }
        Piece.Unpacked known = broken.get(piece.at());
        if (known != null && known.good() == 0) {
            return known;
        }
        String obstacle =
                piece.stored() > MOST_BYTES ? "a packed block of " + piece.stored() + " bytes" : piece.obstacle();
        if (obstacle != null) {
            broken.put(piece.at(), new Piece.Unpacked(new byte[0], 0, obstacle));
            return broken.get(piece.at());
        }
        int stored = (int) piece.stored();
        if (packed.length < stored) {
            packed = new byte[stored];
        }
        ByteBuffer buffer = ByteBuffer.wrap(packed, 0, stored);
        while (buffer.hasRemaining() && channel.read(buffer, piece.payload() + buffer.position()) >= 0) {}
        Arrays.fill(packed, buffer.position(), stored, (byte) 0);
        makeRoom(piece);
        Piece.Unpacked unpacked = piece.unpack(packed, stored, spare);
        if (unpacked.trouble() != null) {
            broken.put(piece.at(), new Piece.Unpacked(new byte[0], unpacked.good(), unpacked.trouble()));
            if (unpacked.good() == 0) {
                return broken.get(piece.at());
            }
        }
        if (unpacked.trouble() == null) {
            whole.add(piece.at());
        }
        keep(piece, unpacked);
        return unpacked;
    }

    /** How a packed block turned out, without its bytes; it is unpacked unless that is known. */
    Piece.Unpacked state(Piece piece) throws IOException {
        if (whole.contains(piece.at())) {
            return new Piece.Unpacked(new byte[0], (int) piece.length(), null);
        }
        Piece.Unpacked known = broken.get(piece.at());
        return known == null ? of(piece) : known;
    }

    private void makeRoom(Piece piece) {
        var oldest = kept.entrySet().iterator();
        while ((bytes + piece.length() > KEPT_BYTES || kept.size() >= KEPT_OF_STRETCH * stretches)
                && oldest.hasNext()) {
            byte[] array = oldest.next().getValue().bytes();
            oldest.remove();
            bytes -= array.length;
            spare.give(array);
        }
    }

    private void keep(Piece piece, Piece.Unpacked unpacked) {
        kept.put(piece.at(), unpacked);
        bytes += unpacked.bytes().length;
    }
}
