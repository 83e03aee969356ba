package org.bivouac.jobs.dump.mdf;

import java.io.IOException;

/** Values of any length in a stretch of their own: four bytes that say a length, then as many bytes (SD block). */
final class SignalData implements VariableValues {
    private static final int CHUNK = 256 << 10;

    private final ByteSource source;
    private byte[] buffer = new byte[0];
    private long base;
    private int filled;

    SignalData(ByteSource source) {
        this.source = source;
    }

    @Override
    public String text(long offset, TextCoding coding) throws IOException {
        if (offset < 0 || offset > source.length() - 4) {
            return null;
        }
        int at = have(offset, 4);
        if (at < 0) {
            return null;
        }
        long length = RecordWalk.little(buffer, at, 4);
        if (length > source.length() - offset - 4 || length > RecordWalk.MOST_BYTES) {
            return null;
        }
        at = have(offset, 4 + (int) length);
        return at < 0 ? null : coding.text(buffer, at + 4, at + 4 + (int) length);
    }

    /** Where in the buffer the bytes are; negative if they cannot be read. */
    private int have(long offset, int bytes) throws IOException {
        if (offset < base || offset + bytes > base + filled) {
            if (buffer.length < bytes) {
                buffer = new byte[(int) Math.max(bytes, Math.min(CHUNK, source.length()))];
            }
            base = offset;
            filled = source.read(offset, buffer, 0, (int) Math.min(buffer.length, source.length() - offset));
        }
        return bytes <= filled - (int) (offset - base) ? (int) (offset - base) : -1;
    }
}
