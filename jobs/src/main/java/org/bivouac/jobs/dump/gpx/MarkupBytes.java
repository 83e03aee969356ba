package org.bivouac.jobs.dump.gpx;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.bivouac.jobs.dump.DumpFile;

/** The bytes of XML, one after the other with their lines, and a piece of text that is collected from them. */
final class MarkupBytes implements Closeable {
    /** No tag or text of a track is longer. */
    private static final int LONGEST = 1 << 16;

    private static final int WINDOW = 1 << 16;

    private final FileChannel channel;
    private final byte[] window = new byte[WINDOW];
    private long windowStart;
    private int windowLength;
    private long position;
    private long line = 1;
    private Charset charset = StandardCharsets.UTF_8;

    private byte[] collected = new byte[256];
    private int length;

    /** Opens a dump at its first byte. */
    MarkupBytes(DumpFile file) throws IOException {
        channel = FileChannel.open(file.path(), StandardOpenOption.READ);
    }

    /** Where the next byte stands. */
    long position() {
        return position;
    }

    /** The line, from 1, in which it stands. */
    long line() {
        return line;
    }

    /** Goes on from a byte; lines count from where they were. */
    void goTo(long at) {
        position = at;
    }

    /** What the bytes that are no ASCII mean from here on. */
    void charset(Charset found) {
        charset = found;
    }

    /** Forgets what was collected. */
    void clear() {
        length = 0;
    }

    /** How many bytes are collected. */
    int collectedLength() {
        return length;
    }

    /** The next byte, which stays; -1 at the end. */
    int peek() throws IOException {
        if (position - windowStart >= windowLength || position < windowStart) {
            windowStart = position;
            ByteBuffer buffer = ByteBuffer.wrap(window);
            while (buffer.hasRemaining() && channel.read(buffer, windowStart + buffer.position()) >= 0) {}
            windowLength = buffer.position();
            if (windowLength == 0) {
                return -1;
            }
        }
        return window[(int) (position - windowStart)] & 0xff;
    }

    /** The next byte; one that no XML holds is damage. */
    int take() throws IOException, DamagedMarkupException {
        int b = peek();
        if (b < 0) {
            throw new DamagedMarkupException("A1", position, "the file ends inside an element");
        }
        if (b < ' ' && b != '\n' && b != '\r' && b != '\t') {
            throw new DamagedMarkupException(
                    b == 0 ? "A10" : "B1", position, b == 0 ? "NUL bytes" : "control character " + b);
        }
        position++;
        line += b == '\n' ? 1 : 0;
        return b;
    }

    /** Passes over the byte that {@link #peek} gave, whatever it is. */
    void pass() throws IOException {
        line += peek() == '\n' ? 1 : 0;
        position++;
    }

    /** Adds a byte to what is collected. */
    void collect(int b) throws DamagedMarkupException {
        if (length >= LONGEST) {
            throw new DamagedMarkupException("B5", position, "more than " + LONGEST + " bytes without a tag's end");
        }
        if (length == collected.length) {
            collected = Arrays.copyOf(collected, 2 * length);
        }
        collected[length++] = (byte) b;
    }

    /** Collects what is neither markup, nor the byte to stop at, nor damage, as far as it is in the window. */
    void plain(int stop) throws IOException, DamagedMarkupException {
        peek();
        int begin = (int) (position - windowStart);
        int end = begin;
        for (; end < windowLength; end++) {
            int b = window[end];
            if (b == '<' || b == '&' || b == stop || (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t')) {
                break;
            }
            line += b == '\n' ? 1 : 0;
        }
        int run = end - begin;
        if (length + run > LONGEST) {
            throw new DamagedMarkupException("B5", position, "more than " + LONGEST + " bytes without a tag");
        }
        if (length + run > collected.length) {
            collected = Arrays.copyOf(collected, 2 * (length + run));
        }
        System.arraycopy(window, begin, collected, length, run);
        length += run;
        position += run;
    }

    /** What was collected, as text. */
    String collected() throws DamagedMarkupException {
        boolean ascii = true;
        for (int i = 0; i < length; i++) {
            ascii &= collected[i] >= 0;
        }
        if (ascii) {
            return new String(collected, 0, length, StandardCharsets.ISO_8859_1);
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(collected, 0, length))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new DamagedMarkupException("B1", position, "text is not valid " + charset.name());
        }
    }

    /** Collects up to an ending; of more than can be kept, the end. */
    void until(String ending) throws IOException, DamagedMarkupException {
        length = 0;
        while (length < ending.length() || !endsWith(ending)) {
            if (length == LONGEST - 1) {
                // A long comment is kept by its end only.
                System.arraycopy(collected, length - ending.length(), collected, 0, ending.length());
                length = ending.length();
            }
            collect(take());
        }
    }

    private boolean endsWith(String ending) {
        for (int i = 0; i < ending.length(); i++) {
            if (collected[length - ending.length() + i] != ending.charAt(i)) {
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
