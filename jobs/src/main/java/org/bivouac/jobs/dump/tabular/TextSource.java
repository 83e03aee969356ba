package org.bivouac.jobs.dump.tabular;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The characters of a text dump as single bytes, so that one scanner serves every encoding: UTF-8 and the 8-bit
 * encodings as they are; UTF-16 with each unit below U+0100 as one byte and every other unit as SUB (0x1A), which no
 * number contains and which makes a text cell broken. Positions count units; {@link Encoding#scale()} is bytes per unit.
 */
final class TextSource implements Closeable {
    private static final byte SUBSTITUTE = 0x1A;

    private final FileChannel channel;
    private final Encoding encoding;
    private final long end;
    private long position;
    private byte[] wide = new byte[0];

    /**
     * How the text is encoded.
     *
     * @param charset of the file
     * @param markBytes bytes of the byte order mark, 0 if there is none
     */
    record Encoding(Charset charset, int markBytes) {
        /** What the first bytes say, else what the profile declares. */
        static Encoding of(byte[] head, Charset declared) {
            int first = head.length > 0 ? head[0] & 0xff : -1;
            int second = head.length > 1 ? head[1] & 0xff : -1;
            int third = head.length > 2 ? head[2] & 0xff : -1;
            if (first == 0xEF && second == 0xBB && third == 0xBF) {
                return new Encoding(StandardCharsets.UTF_8, 3);
            }
            if (first == 0xFF && second == 0xFE) {
                return new Encoding(StandardCharsets.UTF_16LE, 2);
            }
            if (first == 0xFE && second == 0xFF) {
                return new Encoding(StandardCharsets.UTF_16BE, 2);
            }
            return new Encoding(declared, 0);
        }

        boolean wide() {
            return charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE);
        }

        /** Bytes per unit. */
        int scale() {
            return wide() ? 2 : 1;
        }

        /** The encoding of the single bytes that the source gives. */
        Charset narrowCharset() {
            return wide() ? StandardCharsets.ISO_8859_1 : charset;
        }
    }

    /** Opens the units from {@code from} up to {@code to} behind the byte order mark. */
    TextSource(Path path, Encoding encoding, long from, long to) throws IOException {
        this.encoding = encoding;
        this.position = encoding.markBytes + from * encoding.scale();
        this.end = encoding.markBytes + to * encoding.scale();
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Reads at most {@code length} units; -1 at the end. */
    int read(byte[] into, int offset, int length) throws IOException {
        if (!encoding.wide()) {
            return readBytes(into, offset, length);
        }
        if (wide.length < 2 * length) {
            wide = new byte[2 * length];
        }
        int got = 0;
        while (got < 2 || (got & 1) != 0) {
            int more = readBytes(wide, got, 2 * length - got);
            if (more < 0) {
                break;
            }
            got += more;
        }
        int low = encoding.charset.equals(StandardCharsets.UTF_16LE) ? 0 : 1;
        int units = got / 2;
        for (int i = 0; i < units; i++) {
            into[offset + i] = wide[2 * i + 1 - low] == 0 ? wide[2 * i + low] : SUBSTITUTE;
        }
        return units == 0 ? -1 : units;
    }

    private int readBytes(byte[] into, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, end - position);
        if (wanted <= 0) {
            return -1;
        }
        int got = channel.read(ByteBuffer.wrap(into, offset, wanted), position);
        position += Math.max(got, 0);
        return got;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
