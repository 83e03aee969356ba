package org.bivouac.jobs.dump;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Reads a text dump line by line with the bytes that each stands in; of a longer line only the beginning is kept. */
public final class BoundedLines implements Closeable {
    private final InputStream in;
    private final byte[] kept;
    private long from;
    private long to;
    private long line;
    private int length;
    private boolean ended;
    private boolean nul;

    /** Opens a dump. */
    public BoundedLines(DumpFile file, int longest) throws IOException {
        in = new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16);
        kept = new byte[longest];
    }

    /** Goes to the next line; false at the end of the file. */
    public boolean next() throws IOException {
        from = to;
        length = 0;
        ended = false;
        nul = false;
        line++;
        for (int b = in.read(); b >= 0; b = in.read()) {
            to++;
            nul |= b == 0;
            if (b == '\n') {
                ended = true;
                break;
            }
            if (length < kept.length) {
                kept[length] = (byte) b;
            }
            length = Math.min(length + 1, kept.length + 1);
        }
        if (length > 0 && length <= kept.length && kept[length - 1] == '\r') {
            length--;
        }
        return to > from;
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
