package org.bivouac.jobs.dump.tabular;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Turns decimal text into the nearest double, equal to {@link Double#parseDouble} to the bit. Most cells need one
 * division: a mantissa below 2^53 and a power of ten up to 10^22 are both exact, so IEEE 754 rounds their quotient or
 * product once (W. D. Clinger, How to Read Floating Point Numbers Accurately, PLDI 1990). Longer ones use one 128-bit
 * product (D. Lemire, Number Parsing at a Gigabyte per Second, Software: Practice and Experience 51 (2021), algorithm 1)
 * and hand the rare undecided case to the library.
 */
final class Decimals {
    /** Exact powers of ten, 10^0 to 10^22. */
    static final double[] POWERS = new double[23];

    /** 10^0 to 10^18. */
    static final long[] LONG_POWERS = new long[19];

    /** What {@link #parse} found. */
    enum Outcome {
        NUMBER,
        OVERFLOW,
        NOT_A_NUMBER
    }

    private static final int SMALLEST_POWER = -65;
    private static final int LARGEST_POWER = 65;
    /** The 128 leading bits of 10^q: high and low halves, q from {@link #SMALLEST_POWER}. */
    private static final long[] HIGH = new long[LARGEST_POWER - SMALLEST_POWER + 1];

    private static final long[] LOW = new long[HIGH.length];

    static {
        POWERS[0] = 1;
        LONG_POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
        for (int i = 1; i < LONG_POWERS.length; i++) {
            LONG_POWERS[i] = LONG_POWERS[i - 1] * 10;
        }
        for (int q = SMALLEST_POWER; q <= LARGEST_POWER; q++) {
            BigInteger bits = leadingBits(q);
            HIGH[q - SMALLEST_POWER] = bits.shiftRight(64).longValue();
            LOW[q - SMALLEST_POWER] = bits.longValue();
        }
    }

    /** The value of the last cell for which {@link #parse} said NUMBER. */
    double value;

    /**
     * 5^q (10^q less its power of two) scaled into [2^127, 2^128): rounded down for q >= 0, up for -27 <= q < 0, by the
     * script that made the paper's table.
     */
    private static BigInteger leadingBits(int q) {
        BigInteger power = BigInteger.valueOf(5).pow(Math.abs(q));
        if (q >= 0) {
            int shift = 128 - power.bitLength();
            return shift >= 0 ? power.shiftLeft(shift) : power.shiftRight(-shift);
        }
        int bits = power.bitLength();
        int scale = q >= -27 ? bits + 127 : 2 * bits + 128;
        BigInteger quotient = BigInteger.ONE.shiftLeft(scale).divide(power).add(BigInteger.ONE);
        return quotient.shiftRight(Math.max(0, quotient.bitLength() - 128));
    }

    /**
     * Reads {@code text[from, to)} as sign, digits, mark, digits, exponent; anything else is not a number.
     *
     * @param mark the decimal mark
     */
    Outcome parse(byte[] text, int from, int to, byte mark) {
        int at = from;
        boolean negative = false;
        if (at < to && (text[at] == '-' || text[at] == '+')) {
            negative = text[at] == '-';
            at++;
        }
        long mantissa = 0;
        int digits = 0;
        int exponent = 0;
        boolean any = false;
        for (boolean fraction = false; at < to; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                any = true;
                if (digits < 18) {
                    mantissa = mantissa * 10 + digit;
                    digits += mantissa == 0 ? 0 : 1;
                    exponent -= fraction ? 1 : 0;
                } else {
                    digits++;
                    exponent += fraction ? 0 : 1;
                }
            } else if (text[at] == mark && !fraction) {
                fraction = true;
            } else {
                break;
            }
        }
        if (!any) {
            return Outcome.NOT_A_NUMBER;
        }
        if (at < to) {
            if ((text[at] | 0x20) != 'e') {
                return Outcome.NOT_A_NUMBER;
            }
            at++;
            boolean down = at < to && text[at] == '-';
            if (at < to && (text[at] == '-' || text[at] == '+')) {
                at++;
            }
            if (at == to) {
                return Outcome.NOT_A_NUMBER;
            }
            int stated = 0;
            for (; at < to; at++) {
                int digit = text[at] - '0';
                if (digit < 0 || digit > 9) {
                    return Outcome.NOT_A_NUMBER;
                }
                stated = Math.min(stated * 10 + digit, 100_000);
            }
            exponent += down ? -stated : stated;
        }
        double magnitude = digits <= 18 ? scaled(mantissa, exponent) : Double.NaN;
        if (Double.isNaN(magnitude)) {
            String spelled = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
            magnitude = Math.abs(Double.parseDouble(mark == '.' ? spelled : spelled.replace((char) mark, '.')));
        }
        if (Double.isInfinite(magnitude)) {
            return Outcome.OVERFLOW;
        }
        value = negative ? -magnitude : magnitude;
        return Outcome.NUMBER;
    }

    /** {@code mantissa * 10^exponent}, rounded to nearest; NaN when the library has to decide. */
    private static double scaled(long mantissa, int exponent) {
        if (mantissa >>> 53 == 0) {
            if (exponent == 0 || mantissa == 0) {
                return mantissa;
            }
            if (exponent < 0 && exponent >= -22) {
                return mantissa / POWERS[-exponent];
            }
            if (exponent > 0 && exponent <= 22) {
                return mantissa * POWERS[exponent];
            }
        }
        if (exponent < SMALLEST_POWER || exponent > LARGEST_POWER) {
            return Double.NaN;
        }
        return product(mantissa, exponent);
    }

    /** Lemire's algorithm 1 for a mantissa in (0, 10^18] and results far from both ends of the double range. */
    private static double product(long mantissa, int exponent) {
        int leading = Long.numberOfLeadingZeros(mantissa);
        long w = mantissa << leading;
        long high = HIGH[exponent - SMALLEST_POWER];
        long upper = unsignedMultiplyHigh(w, high);
        long lower = w * high;
        if ((upper & 0x1FF) == 0x1FF) {
            long second = unsignedMultiplyHigh(w, LOW[exponent - SMALLEST_POWER]);
            lower += second;
            upper += Long.compareUnsigned(lower, second) < 0 ? 1 : 0;
            if (lower == -1L && (exponent < -27 || exponent > 55)) {
                return Double.NaN;
            }
        }
        int carry = (int) (upper >>> 63);
        long m = upper >>> (carry + 9);
        // A tie that the truncated product cannot tell from its neighbours: exponent range of table 4 of the paper.
        if (Long.compareUnsigned(lower, 1) <= 0
                && exponent >= -4
                && exponent <= 23
                && (m & 3) == 1
                && m << (carry + 9) == upper) {
            m &= ~1L;
        }
        m = (m + (m & 1)) >>> 1;
        int binary = ((217706 * exponent) >> 16) + 64 - leading + carry - 1;
        if (m >>> 53 != 0) {
            m >>>= 1;
            binary++;
        }
        return Double.longBitsToDouble(((long) (binary + 1023) << 52) | (m & 0xFFFFFFFFFFFFFL));
    }

    private static long unsignedMultiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }
}
