package org.bivouac.jobs.dump.can.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes tokens and numbers from a line of bytes, front to back, without an object for any of them. */
public final class Scanner {
    /** Value of each byte as a hexadecimal digit; -1 for all others. */
    private static final byte[] HEX = new byte[256];

    private static final long[] POWERS = new long[19];

    static {
        Arrays.fill(HEX, (byte) -1);
        for (int i = 0; i < 10; i++) {
            HEX['0' + i] = (byte) i;
        }
        for (int i = 0; i < 6; i++) {
            HEX['A' + i] = (byte) (10 + i);
            HEX['a' + i] = (byte) (10 + i);
        }
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    /** What the number methods give when there is no such number. */
    public static final long NONE = Long.MIN_VALUE;

    private byte[] text;
    private int at;
    private int to;
    private int tokenFrom;
    private int tokenTo;

    /** Begins with the line {@code [from, to)}. */
    public void begin(byte[] line, int from, int end) {
        text = line;
        at = from;
        to = end;
    }

    /** Value of a byte as a hexadecimal digit; -1 if it is none. */
    public static int hex(byte b) {
        return HEX[b & 0xff];
    }

    /** 10 to the power of 0 to 18. */
    public static long power(int exponent) {
        return POWERS[exponent];
    }

    /** Index of the next byte. */
    public int at() {
        return at;
    }

    /** Goes on from {@code index}. */
    public void goTo(int index) {
        at = index;
    }

    /** Passes over blanks; true when something is left. */
    public boolean more() {
        while (at < to && (text[at] == ' ' || text[at] == '\t')) {
            at++;
        }
        return at < to;
    }

    /** Whether the next byte is this one. */
    public boolean next(char wanted) {
        return at < to && text[at] == wanted;
    }

    /** Takes the next token, up to a blank; false when there is none. */
    public boolean token() {
        if (!more()) {
            return false;
        }
        tokenFrom = at;
        while (at < to && text[at] != ' ' && text[at] != '\t') {
            at++;
        }
        tokenTo = at;
        return true;
    }

    /** Index of the token's first byte. */
    public int tokenFrom() {
        return tokenFrom;
    }

    /** Index behind the token's last byte. */
    public int tokenTo() {
        return tokenTo;
    }

    /** Bytes of the token. */
    public int tokenLength() {
        return tokenTo - tokenFrom;
    }

    /** Whether the token is this word, upper or lower case alike. */
    public boolean tokenIs(String word) {
        return tokenLength() == word.length() && tokenStarts(word);
    }

    /** Whether the token begins with this word, upper or lower case alike. */
    public boolean tokenStarts(String word) {
        if (tokenLength() < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (Character.toLowerCase((char) (text[tokenFrom + i] & 0xff)) != Character.toLowerCase(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The token as text. */
    public String tokenText() {
        return new String(text, tokenFrom, tokenTo - tokenFrom, StandardCharsets.ISO_8859_1);
    }

    /**
     * The whole token {@code [from, to)} as an unsigned number; {@link #NONE} when it is none or has too many digits.
     *
     * @param base 10 or 16
     */
    public static long number(byte[] text, int from, int to, int base) {
        if (from >= to || to - from > (base == 16 ? 15 : 18)) {
            return NONE;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = HEX[text[i] & 0xff];
            if (digit < 0 || digit >= base) {
                return NONE;
            }
            value = value * base + digit;
        }
        return value;
    }

    /** The token as an unsigned number of this base; {@link #NONE} when it is none. */
    public long number(int base) {
        return number(text, tokenFrom, tokenTo, base);
    }

    /**
     * The decimal {@code [from, to)}, digits and at most one point, in units of {@code 10^-decimals}; {@link #NONE} when
     * it is none, is too large or has more decimals than that with a value.
     */
    public static long fixed(byte[] text, int from, int to, int decimals) {
        long value = 0;
        int digits = 0;
        int point = -1;
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (b >= '0' && b <= '9') {
                if (point >= 0 && digits - point == decimals) {
                    if (b != '0') {
                        return NONE;
                    }
                    continue;
                }
                digits++;
                if (value >= Long.MAX_VALUE / 10) {
                    return NONE;
                }
                value = 10 * value + (b - '0');
            } else if (b == '.' && point < 0) {
                point = digits;
            } else {
                return NONE;
            }
        }
        int missing = point < 0 ? decimals : decimals - (digits - point);
        return digits == 0 || value > Long.MAX_VALUE / POWERS[missing] ? NONE : value * POWERS[missing];
    }

    /** The token as a decimal in units of {@code 10^-decimals}; {@link #NONE} when it is none. */
    public long fixed(int decimals) {
        return fixed(text, tokenFrom, tokenTo, decimals);
    }
}
