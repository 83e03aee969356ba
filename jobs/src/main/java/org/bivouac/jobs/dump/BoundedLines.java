package org.bivouac.jobs.dump;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Reads a text dump line by line with the bytes that each stands in; of a longer line only the beginning is kept. */
public final class BoundedLines implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer;
    private final byte[] kept;
    /** Index of the next byte in the buffer. */
    private int at;

    /** Bytes in the buffer. */
    private int filled;

    private long from;
    private long to;
    private long line;
    private int length;
    private boolean ended;
    private boolean nul;

    /** Opens a dump. */
    public BoundedLines(DumpFile file, int longest) throws IOException {
        in = Files.newInputStream(file.path());
        buffer = new byte[(int) Math.min(BUFFER, Math.max(file.bytes(), 1))];
        kept = new byte[(int) Math.min(longest, file.bytes())];
    }

    /** Goes to the next line; false at the end of the file. */
    public boolean next() throws IOException {
        from = to;
        length = 0;
        ended = false;
        nul = false;
        line++;
        while (!ended && more()) {
            int begin = at;
            while (at < filled && buffer[at] != '\n') {
                nul |= buffer[at] == 0;
                at++;
            }
            int found = at - begin;
            if (length < kept.length) {
                System.arraycopy(buffer, begin, kept, length, Math.min(found, kept.length - length));
            }
            length = Math.min(length + found, kept.length + 1);
            ended = at < filled;
            at += ended ? 1 : 0;
            to += at - begin;
        }
        if (length > 0 && length <= kept.length && kept[length - 1] == '\r') {
            length--;
        }
        return to > from;
    }

    private boolean more() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(in.read(buffer), 0);
        }
        return filled > 0;
    }

    /** First byte of the line. */
    public long from() {
        return from;
    }

    /** Behind the line's end. */
    public long to() {
        return to;
    }

    /** Its number, from 1. */
    public long line() {
        return line;
    }

    /** Whether the line has its end. */
    public boolean isEnded() {
        return ended;
    }

    /** Whether there is a NUL byte in it. */
    public boolean hasNul() {
        return nul;
    }

    /** Whether it is longer than what is kept. */
    public boolean isTooLong() {
        return length > kept.length;
    }

    /** The bytes kept, without the line's end; valid until the next call, {@link #length} of them. */
    public byte[] bytes() {
        return kept;
    }

    /** How many bytes are kept. */
    public int length() {
        return Math.min(length, kept.length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
