package org.bivouac.jobs.simulate.dumps;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text file that is written number by number, without a string in between. */
final class TextFile implements Closeable {
    private static final int ROOM = 1 << 16;
    private static final int FLUSH_AT = ROOM - 64;
    private static final byte[] PAIRS = new byte[200];
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

    private final OutputStream out;
    private final byte[] room = new byte[ROOM];
    private final byte[] digits = new byte[24];
    private int filled;

    TextFile(Path file) throws IOException {
        out = Files.newOutputStream(file);
    }

    private void ready() throws IOException {
        if (filled >= FLUSH_AT) {
            out.write(room, 0, filled);
            filled = 0;
        }
    }

    /** Appends a text in UTF-8. */
    TextFile text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte one : bytes) {
            ready();
            room[filled++] = one;
        }
        return this;
    }

    /** Appends an ASCII character. */
    TextFile put(int one) throws IOException {
        ready();
        room[filled++] = (byte) one;
        return this;
    }

    /** Appends ready bytes, at most 64. */
    TextFile bytes(byte[] bytes) throws IOException {
        ready();
        System.arraycopy(bytes, 0, room, filled, bytes.length);
        filled += bytes.length;
        return this;
    }

    /**
     * Appends {@code scaled × 10^−decimals}.
     *
     * @param decimals 0 to 9
     * @param mark the decimal mark
     */
    TextFile number(long scaled, int decimals, byte mark) throws IOException {
        ready();
        long rest = scaled;
        if (rest < 0) {
            room[filled++] = '-';
            rest = -rest;
        }
        if (decimals == 0) {
            whole(rest);
            return this;
        }
        int from = digits.length;
        int left = decimals;
        while (left >= 2) {
            int pair = (int) (rest % 100) * 2;
            rest /= 100;
            digits[--from] = PAIRS[pair + 1];
            digits[--from] = PAIRS[pair];
            left -= 2;
        }
        if (left == 1) {
            digits[--from] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        whole(rest);
        room[filled++] = mark;
        System.arraycopy(digits, from, room, filled, decimals);
        filled += decimals;
        return this;
    }

    private void whole(long number) {
        if (number < 10) {
            room[filled++] = (byte) ('0' + number);
            return;
        }
        long rest = number;
        int end = filled + length(number);
        filled = end;
        while (rest >= 100) {
            int pair = (int) (rest % 100) * 2;
            rest /= 100;
            room[--end] = PAIRS[pair + 1];
            room[--end] = PAIRS[pair];
        }
        if (rest >= 10) {
            room[--end] = PAIRS[2 * (int) rest + 1];
            room[--end] = PAIRS[2 * (int) rest];
        } else {
            room[--end] = (byte) ('0' + rest);
        }
    }

    private static int length(long number) {
        int length = 1;
        for (long bound = 10; length < 19 && number >= bound; bound *= 10) {
            length++;
        }
        return length;
    }

    /** Appends a number with leading zeros. */
    TextFile padded(long number, int width) throws IOException {
        ready();
        long rest = number;
        for (int at = filled + width - 1; at >= filled; at--) {
            room[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        filled += width;
        return this;
    }

    /** Appends the lowest {@code width} hexadecimal digits of a number. */
    TextFile hex(long number, int width) throws IOException {
        ready();
        for (int i = 0, shift = 4 * (width - 1); i < width; i++, shift -= 4) {
            room[filled++] = HEX[(int) (number >>> shift) & 15];
        }
        return this;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(room, 0, filled);
        }
    }
}
