package org.bivouac.jobs.dump.mdf;

import java.io.IOException;

/**
 * Walks over the records of several groups mixed in one stream of bytes. It stops at the first byte that begins no whole
 * record, since nothing tells where the next would begin, and says why. In {@link #buffer()} there are {@link
 * RecordNumbers#SLACK} bytes behind each record.
 */
final class RecordWalk {
    /** A single record longer than this is not believed. */
    static final int MOST_BYTES = 64 << 20;

    private static final int CHUNK = 256 << 10;

    private final ByteSource source;
    private final RecordIds ids;
    private byte[] buffer;
    /** Position in the source of the buffer's first byte. */
    private long base;

    private int filled;
    private int next;
    private int kind = -1;
    private int at;
    private int length;
    private long start;
    private String trouble;

    /** A walk from a position in the source at which a record begins. */
    RecordWalk(ByteSource source, RecordIds ids, long from) {
        this.source = source;
        this.ids = ids;
        base = from;
        buffer = new byte[(int) Math.min(CHUNK, Math.max(0, source.length() - from)) + RecordNumbers.SLACK];
    }

    /** Goes to the next record; false if there is none. */
    boolean next() throws IOException {
        start = base + next;
        if (trouble != null || !have(ids.idBytes(), "an id")) {
            return false;
        }
        long id = little(buffer, next, ids.idBytes());
        kind = ids.find(id);
        if (kind < 0) {
            trouble = "record id " + Long.toUnsignedString(id) + ", known are " + ids.known();
            return false;
        }
        RecordIds.Kind found = ids.kinds().get(kind);
        int head = ids.idBytes();
        long bytes = found.bytes();
        if (found.variable()) {
            if (!have(head + 4, "a length")) {
                return false;
            }
            bytes = little(buffer, next + head, 4);
            head += 4;
        }
        if (bytes > Math.min(MOST_BYTES, source.length() - start)) {
            trouble = bytes > MOST_BYTES && bytes <= source.length() - start
                    ? "a record of " + bytes + " bytes, expected at most " + MOST_BYTES
                    : "a record is cut after " + (source.length() - start) + " of " + (head + bytes) + " bytes";
            return false;
        }
        if (!have(head + (int) bytes + ids.trailingIdBytes(), "a record")) {
            return false;
        }
        at = next + head;
        length = (int) bytes;
        next = at + length + ids.trailingIdBytes();
        if (ids.trailingIdBytes() > 0 && little(buffer, at + length, ids.trailingIdBytes()) != id) {
            next = (int) (start - base);
            trouble = "record id " + id + " before a record, another behind it";
            return false;
        }
        if (next == start - base) {
            trouble = "records without any byte";
            return false;
        }
        return true;
    }

    /** Makes sure that so many bytes from the next record on are in the buffer. */
    private boolean have(int bytes, String what) throws IOException {
        if (next + bytes <= filled) {
            return true;
        }
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        base += next;
        next = 0;
        if (bytes + RecordNumbers.SLACK > buffer.length) {
            byte[] larger = new byte[bytes + RecordNumbers.SLACK];
            System.arraycopy(buffer, 0, larger, 0, filled);
            buffer = larger;
        }
        long left = source.length() - base - filled;
        int wanted = (int) Math.min(left, buffer.length - RecordNumbers.SLACK - filled);
        filled += source.read(base + filled, buffer, filled, wanted);
        if (bytes <= filled) {
            return true;
        }
        if (base + filled < source.length()) {
            trouble = "the bytes behind cannot be read";
        } else if (filled > 0) {
            trouble = what + " is cut after " + filled + " of " + bytes + " bytes";
        }
        return false;
    }

    /** An unsigned integer of up to eight bytes, the least significant first. */
    static long little(byte[] bytes, int from, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | (bytes[from + i] & 0xff);
        }
        return value;
    }

    /** Index of the record's kind. */
    int kind() {
        return kind;
    }

    /** The bytes, valid until the next step. */
    byte[] buffer() {
        return buffer;
    }

    /** Where in the buffer the record lies, its id and length left out. */
    int at() {
        return at;
    }

    /** How long it is. */
    int length() {
        return length;
    }

    /** Position in the source of the record's id; after the last record, of the first byte that belongs to none. */
    long start() {
        return start;
    }

    /** Why the walk ended before the end of the source; null if it did not. */
    String trouble() {
        return trouble;
    }
}
