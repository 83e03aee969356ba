package org.bivouac.jobs.dump.can.text;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.bivouac.jobs.dump.DumpFile;

/**
 * Walks over the lines of a log, one at a time and without an object for each: the line stands in {@link #text()} between
 * {@link #from()} and {@link #to()}. A line of more than {@link #LONGEST} bytes is passed over, not kept.
 */
public final class LineCursor implements Closeable {
    /** Most bytes of a line that is looked at. A CAN FD frame needs 300, a reassembled J1939 message 6,000. */
    public static final int LONGEST = 1 << 16;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FEEDS = 0x0A0A0A0A0A0A0A0AL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int CAPACITY = 1 << 19;
    private static final int BYTE_ORDER_MARK = 3;

    private final FileChannel channel;
    private final long size;
    private final byte[] text;
    /** File offset of text[0]. */
    private long origin;
    /** Bytes in the buffer. */
    private int filled;

    private int from;
    private int to;
    /** Start of the line after this one. */
    private int following;

    private long number;
    private boolean ended;
    private boolean tooLong;
    private long longFrom;
    private long nulls;

    /** Opens a log before its first line. A byte order mark belongs to no line. */
    public LineCursor(DumpFile file) throws IOException {
        this(file, 0, 1);
        if (filled >= BYTE_ORDER_MARK && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF) {
            following = BYTE_ORDER_MARK;
        }
    }

    /** Opens a log before the line of this number, which begins at this byte. */
    LineCursor(DumpFile file, long offset, long line) throws IOException {
        channel = FileChannel.open(file.path(), StandardOpenOption.READ);
        size = file.bytes();
        origin = offset;
        number = line - 1;
        text = new byte[(int) Math.min(CAPACITY, size - offset)];
        try {
            fill();
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Goes to the next line; false when there is none. */
    public boolean next() throws IOException {
        number++;
        tooLong = false;
        from = following;
        int feed = feed(from);
        if (feed < 0) {
            compact();
            fill();
            feed = feed(from);
        }
        if (feed < 0 && filled - from > LONGEST) {
            return passOver();
        }
        ended = feed >= 0;
        if (!ended && from == filled) {
            number--;
            return false;
        }
        to = ended ? feed : filled;
        following = ended ? feed + 1 : filled;
        if (to > from && text[to - 1] == '\r') {
            to--;
        }
        if (to - from > LONGEST) {
            longFrom = origin + from;
            nulls = nulls(from, to);
            tooLong = true;
        }
        return true;
    }

    private boolean passOver() throws IOException {
        tooLong = true;
        longFrom = origin + from;
        nulls = 0;
        int feed = -1;
        while (feed < 0 && filled > from) {
            nulls += nulls(from, filled);
            from = filled;
            compact();
            fill();
            feed = feed(from);
        }
        ended = feed >= 0;
        to = ended ? feed : filled;
        nulls += nulls(from, to);
        following = ended ? feed + 1 : filled;
        return true;
    }

    private long nulls(int start, int end) {
        long found = 0;
        for (int i = start; i < end; i++) {
            found += text[i] == 0 ? 1 : 0;
        }
        return found;
    }

    /** Where the next line feed stands; -1 if none is in the buffer. */
    private int feed(int start) {
        int at = start;
        for (; at + 8 <= filled; at += 8) {
            long word = (long) WORD.get(text, at) ^ FEEDS;
            long hits = (word - ONES) & ~word & HIGH_BITS;
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; at < filled; at++) {
            if (text[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private void compact() {
        System.arraycopy(text, from, text, 0, filled - from);
        origin += from;
        filled -= from;
        from = 0;
    }

    private void fill() throws IOException {
        while (filled < text.length && origin + filled < size) {
            int wanted = (int) Math.min(text.length - filled, size - origin - filled);
            int got = channel.read(ByteBuffer.wrap(text, filled, wanted), origin + filled);
            if (got < 0) {
                return;
            }
            filled += got;
        }
    }

    /** The bytes that the line stands in. */
    public byte[] text() {
        return text;
    }

    /** Index of its first byte. */
    public int from() {
        return from;
    }

    /** Index behind its last byte, without the line's end. */
    public int to() {
        return to;
    }

    /** Number of the line, from 1. */
    public long number() {
        return number;
    }

    /** Where in the file the line begins. */
    public long offset() {
        return tooLong ? longFrom : origin + from;
    }

    /** Where in the file the next line begins. */
    public long end() {
        return origin + following;
    }

    /** Whether the file has the line's end; without it the line may be cut. */
    public boolean ended() {
        return ended;
    }

    /** Whether the line was too long to be looked at. */
    public boolean tooLong() {
        return tooLong;
    }

    /** NUL bytes in the line. */
    public long nulls() {
        return tooLong ? nulls : nulls(from, to);
    }

    /** Whether the line holds nothing but blanks. */
    public boolean blank() {
        if (tooLong) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text[i] != ' ' && text[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
