package org.bivouac.jobs.dump.can.blf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.dump.can.FrameSink;
import org.bivouac.jobs.fault.Fault;

/**
 * The objects of a {@code .blf} as they stand in the file: containers, packed or not, and in old logs the frames
 * themselves. A container: u16 method at 16 (0 none, 2 zlib), u32 unpacked size 24, bytes 32.
 */
final class BlfContainers {
    /** Vector's tools pack 128 KiB at a time. */
    private static final int LARGEST_UNPACKED = 16 << 20;

    private static final int CONTAINER_HEADER = 32;
    private static final int CHUNK = 1 << 16;
    private static final int LOOSE = 1 << 20;
    private static final int NONE = 0;
    private static final int ZLIB = 2;

    private final DumpFile file;
    private final FileChannel channel;
    private final FrameSink sink;
    private final BlfObjects objects;
    private final ByteBuffer head = ByteBuffer.allocate(CONTAINER_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] packed = new byte[CHUNK];
    private byte[] unpacked = new byte[1 << 13];
    /** What the container in hand gave. */
    private int got;
    /** Why the container in hand is refused; null when it is whole. */
    private String wrong;

    BlfContainers(DumpFile file, FileChannel channel, FrameSink sink, BlfObjects objects) {
        this.file = file;
        this.channel = channel;
        this.sink = sink;
        this.objects = objects;
    }

    /** Reads the objects that begin in {@code [from, to)}. */
    void read(long from, long to) throws IOException {
        long at = from;
        while (at < Math.min(to, file.bytes())) {
            long size = size(at);
            if (size < 0) {
                at = passOver(at);
            } else {
                objects.near(at);
                at = object(at, size);
            }
        }
    }

    /** Length of the object that begins at {@code at}; -1 when none does. */
    private long size(long at) throws IOException {
        int got = fill(head.clear(), at);
        head.flip();
        boolean begins = got >= BlfObject.BASE
                && head.get(0) == 'L'
                && head.get(1) == 'O'
                && head.get(2) == 'B'
                && head.get(3) == 'J';
        if (!begins) {
            return -1;
        }
        int header = Short.toUnsignedInt(head.getShort(4));
        long size = Integer.toUnsignedLong(head.getInt(8));
        boolean container = head.getInt(12) == BlfObject.CONTAINER;
        boolean possible = header >= BlfObject.BASE && size >= header && (!container || size >= CONTAINER_HEADER);
        return possible && (!container || got == CONTAINER_HEADER) ? size : -1;
    }

    private int fill(ByteBuffer into, long at) throws IOException {
        int start = into.position();
        while (into.hasRemaining()) {
            int more = channel.read(into, at + into.position() - start);
            if (more < 0) {
                break;
            }
        }
        return into.position() - start;
    }

    /** Looks for the next object and refuses all before it, or takes it as padding where it is no more than that. */
    private long passOver(long from) throws IOException {
        long next = file.bytes();
        long nulls = 0;
        ByteBuffer chunk = ByteBuffer.wrap(packed);
        search:
        for (long at = from; at < file.bytes(); at += CHUNK - 3) {
            int filled = fill(chunk.clear(), at);
            for (int i = 0; i < filled; i++) {
                boolean begins = i + 4 <= filled
                        && packed[i] == 'L'
                        && packed[i + 1] == 'O'
                        && packed[i + 2] == 'B'
                        && packed[i + 3] == 'J';
                if (begins && at + i > from && size(at + i) >= 0) {
                    next = at + i;
                    break search;
                }
                nulls += packed[i] == 0 && i < CHUNK - 3 ? 1 : 0;
            }
        }
        if (next - from < 4 && nulls == next - from) {
            sink.bytes(ByteUse.PADDING, from, next);
            return next;
        }
        boolean empty = nulls == next - from;
        String cut = next == file.bytes() && next - from < CONTAINER_HEADER ? "the last object is cut" : null;
        String reason =
                empty ? "NUL bytes stand where an object should begin" : cut != null ? cut : "no object begins here";
        refuse(empty ? "A10" : cut != null ? "A1" : "C1", from, next, reason);
        objects.gap(from);
        return next;
    }

    private void refuse(String rule, long from, long to, String reason) {
        sink.reject(
                new Fault(file.name(), from, to - from, 0, rule, reason, "range rejected", "copy the dump again", 1));
    }

    private long object(long at, long size) throws IOException {
        long end = Math.min(at + size, file.bytes());
        if (head.getInt(12) != BlfObject.CONTAINER) {
            loose(at, end);
            return padding(end, size);
        }
        int method = Short.toUnsignedInt(head.getShort(16));
        long stated = Integer.toUnsignedLong(head.getInt(24));
        unpack(at, end, method, stated);
        boolean cut = at + size > file.bytes();
        if (wrong != null && !cut) {
            refuse("C5", at, end, wrong);
            objects.gap(at);
        } else {
            sink.bytes(ByteUse.DECODED, at, end);
            objects.feed(unpacked, got, at);
            if (cut) {
                sink.reject(new Fault(
                        file.name(),
                        at,
                        0,
                        0,
                        "A1",
                        "the last container is cut after " + (end - at) + " of " + size + " bytes",
                        "whole objects before the cut used",
                        "copy the dump again",
                        1));
            }
        }
        return padding(end, size);
    }

    private long padding(long end, long size) throws IOException {
        long to = Math.min(end + size % 4, file.bytes());
        ByteBuffer between = ByteBuffer.allocate((int) (to - end));
        fill(between, end);
        for (byte b : between.array()) {
            if (b != 0) {
                return end;
            }
        }
        sink.bytes(ByteUse.PADDING, end, to);
        return to;
    }

    /** An object that no container holds. */
    private void loose(long at, long end) throws IOException {
        long length = end - at;
        if (length > LOOSE) {
            sink.skipped("object of more than " + LOOSE + " bytes");
            sink.bytes(ByteUse.DECODED, at, end);
            return;
        }
        byte[] whole = new byte[(int) length];
        fill(ByteBuffer.wrap(whole), at);
        sink.bytes(ByteUse.DECODED, at, end);
        objects.feed(whole, whole.length, at);
    }

    private void unpack(long at, long end, int method, long stated) throws IOException {
        got = 0;
        wrong = null;
        if (stated > LARGEST_UNPACKED) {
            wrong = "the container states " + stated + " unpacked bytes, at most " + LARGEST_UNPACKED + " are read";
        } else if (method == NONE) {
            copy(at + CONTAINER_HEADER, end, stated);
        } else if (method == ZLIB) {
            inflate(at + CONTAINER_HEADER, end, stated);
        } else {
            wrong = "compression method " + method + " is not known, known are 0 (none) and 2 (zlib)";
        }
    }

    private void copy(long from, long end, long stated) throws IOException {
        int length = (int) Math.min(stated, end - from);
        room(length);
        got = fill(ByteBuffer.wrap(unpacked, 0, length), from);
        if (got != stated || end - from != stated) {
            wrong = "the container holds " + (end - from) + " bytes, stated are " + stated;
        }
    }

    private void inflate(long from, long end, long stated) throws IOException {
        Inflater inflater = new Inflater();
        try {
            long at = from;
            while (!inflater.finished() && got <= stated) {
                if (inflater.needsInput()) {
                    int length = (int) Math.min(CHUNK, end - at);
                    if (length <= 0) {
                        break;
                    }
                    int filled = fill(ByteBuffer.wrap(packed, 0, length), at);
                    inflater.setInput(packed, 0, filled);
                    at += filled;
                }
                room(got + 1);
                got += inflater.inflate(unpacked, got, unpacked.length - got);
                if (inflater.needsDictionary()) {
                    break;
                }
            }
            if (got != stated || !inflater.finished()) {
                wrong = "the container unpacks to " + got + " bytes, stated are " + stated;
            }
        } catch (DataFormatException damaged) {
            wrong = "the container does not unpack: " + damaged.getMessage();
        } finally {
            inflater.end();
        }
    }

    private void room(int wanted) {
        if (wanted > unpacked.length) {
            unpacked =
                    Arrays.copyOf(unpacked, Math.max(wanted, Math.min(LARGEST_UNPACKED + CHUNK, 2 * unpacked.length)));
        }
    }
}
