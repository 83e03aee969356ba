package org.bivouac.jobs.simulate.dumps;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text file that is written number by number, without a string in between. Only {@link #text} looks whether there is room;
 * before anything else {@link #ready} must be told how much is coming.
 */
final class TextFile implements Closeable {
    /** Of a number. */
    static final int MOST_DIGITS = 22;

    private static final int ROOM = 1 << 16;
    private static final byte[] PAIRS = new byte[200];
    private static final long[] POWERS = new long[19];
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

    private final OutputStream out;
    private byte[] room = new byte[ROOM];
    private int filled;

    TextFile(Path file) throws IOException {
        out = Files.newOutputStream(file);
    }

    /** Makes room for a row of at most so many bytes. */
    void ready(int bytes) throws IOException {
        if (filled + bytes > room.length) {
            out.write(room, 0, filled);
            filled = 0;
            if (bytes > room.length) {
                room = new byte[bytes];
            }
        }
    }

    /** Appends a text in UTF-8. */
    TextFile text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ready(bytes.length);
        return bytes(bytes);
    }

    /** Appends an ASCII character. */
    TextFile put(int one) {
        room[filled++] = (byte) one;
        return this;
    }

    /** Appends ready bytes. */
    TextFile bytes(byte[] bytes) {
        System.arraycopy(bytes, 0, room, filled, bytes.length);
        filled += bytes.length;
        return this;
    }

    /**
     * Appends {@code scaled × 10^−decimals}, at most {@value #MOST_DIGITS} characters.
     *
     * @param decimals 0 to 9
     * @param mark the decimal mark
     */
    TextFile number(long scaled, int decimals, byte mark) {
        byte[] to = room;
        int at = filled;
        long rest = scaled;
        if (rest < 0) {
            to[at++] = '-';
            rest = -rest;
        }
        int digitCount = Math.max(length(rest), decimals + 1);
        int end = at + digitCount + (decimals > 0 ? 1 : 0);
        filled = end;
        int left = decimals;
        while (left >= 2) {
            int pair = (int) (rest % 100) * 2;
            rest /= 100;
            to[--end] = PAIRS[pair + 1];
            to[--end] = PAIRS[pair];
            left -= 2;
        }
        if (left == 1) {
            to[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (decimals > 0) {
            to[--end] = mark;
        }
        // What is left is mostly small: int arithmetic is twice as fast.
        while (rest > Integer.MAX_VALUE) {
            to[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        int small = (int) rest;
        while (small >= 100) {
            int pair = small % 100 * 2;
            small /= 100;
            to[--end] = PAIRS[pair + 1];
            to[--end] = PAIRS[pair];
        }
        to[--end] = PAIRS[2 * small + 1];
        if (small >= 10) {
            to[--end] = PAIRS[2 * small];
        }
        return this;
    }

    private static int length(long number) {
        // 1233/4096 is a little more than the logarithm of 2.
        int guess = ((64 - Long.numberOfLeadingZeros(number | 1)) * 1233) >>> 12;
        return guess + (number >= POWERS[guess] ? 1 : 0);
    }

    /** Appends a number with leading zeros. */
    TextFile padded(int number, int width) {
        int rest = number;
        for (int at = filled + width - 1; at >= filled; at--) {
            room[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        filled += width;
        return this;
    }

    /** Appends the lowest {@code width} hexadecimal digits of a number. */
    TextFile hex(long number, int width) {
        for (int i = 0, shift = 4 * (width - 1); i < width; i++, shift -= 4) {
            room[filled + i] = HEX[(int) (number >>> shift) & 15];
        }
        filled += width;
        return this;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(room, 0, filled);
        }
    }
}
