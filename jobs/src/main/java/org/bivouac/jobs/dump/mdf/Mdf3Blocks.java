package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The blocks of an MDF 2 or 3 dump (Vector, MDF 3.3: two letters, u16 length with these four bytes, links of 32 bits).
 * Each byte belongs to one block: what overlaps another is told and not read. Blocks that several refer to are read for
 * each of them.
 */
final class Mdf3Blocks {
    private static final int LEAST = 4;

    private final FileChannel channel;
    private final long size;
    private final ByteOrder order;
    private final Faults faults;
    private final Claims claims = new Claims();
    private final Map<Long, String> seen = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    /** A block: its bytes, those of its head included. */
    record Block(long at, ByteBuffer bytes) {
        int u16(int offset) {
            return offset + 2 > bytes.limit() ? 0 : Short.toUnsignedInt(bytes.getShort(offset));
        }

        long u32(int offset) {
            return offset + 4 > bytes.limit() ? 0 : Integer.toUnsignedLong(bytes.getInt(offset));
        }

        double f64(int offset) {
            return offset + 8 > bytes.limit() ? Double.NaN : bytes.getDouble(offset);
        }

        /** Text up to the first NUL, without blanks around it. */
        String text(int offset, int length) {
            int to = Math.min(offset + length, bytes.limit());
            int end = offset;
            while (end < to && bytes.get(end) != 0) {
                end++;
            }
            byte[] text = new byte[Math.max(0, end - offset)];
            bytes.get(Math.min(offset, bytes.limit()), text);
            return new String(text, StandardCharsets.ISO_8859_1).strip();
        }
    }

    Mdf3Blocks(FileChannel channel, long size, ByteOrder order, Faults faults) {
        this.channel = channel;
        this.size = size;
        this.order = order;
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    Claims claims() {
        return claims;
    }

    long size() {
        return size;
    }

    /** How many blocks of a kind were read. */
    int count(String kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** Bytes of the file, fewer at its end. */
    ByteBuffer bytes(long at, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(order);
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {}
        return buffer.flip();
    }

    /** The next block of a chain; null at its end, or, which is told, where it comes back or leads nowhere. */
    Block chained(long at, String kind, int least) throws IOException {
        if (at != 0 && seen.containsKey(at)) {
            faults.broken(at, "a chain of " + kind + " blocks comes back to byte " + at, "chain ended here");
            return null;
        }
        return block(at, kind, least);
    }

    /** A block that several may refer to; null if there is none, or, which is told, if it cannot be read. */
    Block block(long at, String kind, int least) throws IOException {
        if (at == 0) {
            return null;
        }
        ByteBuffer head = at + LEAST > size ? ByteBuffer.allocate(0) : bytes(at, LEAST);
        if (head.limit() < LEAST) {
            faults.broken(at, "a " + kind + " block lies outside the file of " + size + " bytes", "not read");
            return null;
        }
        String found = new String(head.array(), 0, 2, StandardCharsets.ISO_8859_1);
        int length = Short.toUnsignedInt(head.getShort(2));
        if (!found.equals(kind) || length < least || at + length > size) {
            faults.broken(
                    at,
                    found.equals(kind)
                            ? "a " + kind + " block of " + length + " bytes, expected at least " + least
                                    + " within the file"
                            : "block '" + found + "' found, expected '" + kind + "'",
                    "not read");
            return null;
        }
        if (!seen.containsKey(at)) {
            if (!claims.claim(at, at + length)) {
                faults.broken(
                        at,
                        "a " + kind + " block overlaps the one at byte " + claims.taken(at, at + length),
                        "not read");
                return null;
            }
            seen.put(at, kind);
            counts.merge(kind, 1, Integer::sum);
        }
        return new Block(at, bytes(at, length));
    }

    /** The text of a TX block; empty if there is none. */
    String text(long at) throws IOException {
        Block block = block(at, "TX", LEAST);
        return block == null ? "" : block.text(LEAST, block.bytes().limit() - LEAST);
    }
}
