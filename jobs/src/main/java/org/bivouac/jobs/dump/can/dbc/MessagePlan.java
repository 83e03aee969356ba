package org.bivouac.jobs.dump.can.dbc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Coding;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Order;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Range;

/**
 * A message compiled: per signal where its bits are, ready to be shifted and masked out of the payload as a
 * {@code long}. A signal whose multiplexer says that it is not in the payload is missing, and so is one that lies beyond
 * the payload's end; nothing is ever filled up with zeros.
 *
 * <p>Bits of a payload of up to 8 bytes, as one number {@code le} whose byte 0 is the least significant:
 *
 * <pre>
 * Intel     start 12, 10 bits:  (le &gt;&gt;&gt; 12) &amp; 0x3FF
 * Motorola  position p, n bits: (reverseBytes(le) &lt;&lt; p) &gt;&gt;&gt; (64 - n)
 * </pre>
 */
public final class MessagePlan {
    /** Under J1939, of a signal of n bits: the first raw value that is an error or not available; all ones if none is. */
    private static final long NO_SPECIAL = -1;

    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final List<DbcSignal> signals;
    private final int count;
    private final int[] start;
    private final int[] bits;
    private final boolean[] motorola;
    private final int[] lastByte;
    private final Coding[] codings;

    /** Unsigned, of fewer than 64 bits, and with a number for each raw value. */
    private final boolean[] plain;

    private final double[] factor;
    private final double[] offset;

    /** Raw values from here on have no number, as unsigned; {@link #NO_SPECIAL} when all have. */
    private final long[] special;

    /** Index of the multiplexer in {@link #order}'s terms, i.e. of the signal; -1 when always in the payload. */
    private final int[] multiplexer;

    private final Range[][] when;

    /** Multiplexers before those that depend on them. */
    private final int[] order;

    private final ValueTexts[] texts;
    private final boolean simple;
    private final int needed;

    // Scratch of the message that is being decoded.
    private final long[] raws;
    private final boolean[] present;

    /** Compiles a message. */
    public MessagePlan(DbcMessage message) {
        signals = message.signals();
        count = signals.size();
        start = new int[count];
        bits = new int[count];
        motorola = new boolean[count];
        lastByte = new int[count];
        codings = new Coding[count];
        plain = new boolean[count];
        factor = new double[count];
        offset = new double[count];
        special = new long[count];
        multiplexer = new int[count];
        when = new Range[count][];
        texts = new ValueTexts[count];
        raws = new long[count];
        present = new boolean[count];
        Map<String, Integer> places = new HashMap<>();
        for (int s = 0; s < count; s++) {
            places.put(signals.get(s).name(), s);
        }
        int last = -1;
        boolean always = true;
        for (int s = 0; s < count; s++) {
            DbcSignal signal = signals.get(s);
            motorola[s] = signal.order() == Order.MOTOROLA;
            start[s] = motorola[s] ? signal.motorolaPosition() : signal.start();
            bits[s] = signal.bits();
            lastByte[s] = signal.lastByte();
            codings[s] = signal.coding();
            plain[s] = codings[s] == Coding.UNSIGNED && bits[s] < 64;
            factor[s] = signal.factor();
            offset[s] = signal.offset();
            special[s] = message.j1939() ? special(signal) : NO_SPECIAL;
            plain[s] &= special[s] == NO_SPECIAL;
            multiplexer[s] = signal.multiplexedBy() == null ? -1 : places.get(signal.multiplexedBy());
            when[s] = signal.when().toArray(Range[]::new);
            texts[s] = signal.texts().isEmpty() ? null : ValueTexts.of(signal.texts());
            last = Math.max(last, lastByte[s]);
            always &= multiplexer[s] < 0;
        }
        needed = last + 1;
        simple = always;
        order = order();
    }

    /** SAE J1939-71, table 1: of measured values the codes from 0xFB.. on, of two-bit states 10 (error) and 11. */
    private static long special(DbcSignal signal) {
        if (signal.coding() != Coding.UNSIGNED) {
            return NO_SPECIAL;
        }
        return switch (signal.bits()) {
            case 2 -> 2;
            case 8 -> 0xFBL;
            case 16 -> 0xFB00L;
            case 32 -> 0xFB000000L;
            default -> NO_SPECIAL;
        };
    }

    private int[] order() {
        List<Integer> sorted = new ArrayList<>();
        boolean[] done = new boolean[count];
        for (int s = 0; s < count; s++) {
            List<Integer> chain = new ArrayList<>();
            for (int one = s; one >= 0 && !done[one]; one = multiplexer[one]) {
                done[one] = true;
                chain.add(0, one);
            }
            sorted.addAll(chain);
        }
        return sorted.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The signals, in the order of the columns. */
    public List<DbcSignal> signals() {
        return signals;
    }

    /** Bytes that a payload must have for all signals to be in it. */
    public int neededBytes() {
        return needed;
    }

    /**
     * Decodes one payload into row {@code row} of the columns.
     *
     * @param length bytes of {@code payload} that count
     * @param numbers a column for each signal
     * @param words a column of texts for each signal; null where its values have no texts
     * @return how many signals lie beyond the payload's end
     */
    public int decode(byte[] payload, int length, double[][] numbers, String[][] words, int row) {
        if (simple && length <= 8 && length >= needed) {
            decodeShort(payload, length, numbers, words, row);
            return 0;
        }
        int beyond = 0;
        for (int s : order) {
            int by = multiplexer[s];
            boolean active = by < 0 || (present[by] && has(when[s], raws[by]));
            boolean whole = lastByte[s] < length;
            present[s] = active && whole;
            beyond += active && !whole ? 1 : 0;
            long raw = present[s] ? raw(payload, length, s) : 0;
            raws[s] = raw;
            numbers[s][row] = present[s] ? number(s, raw) : Double.NaN;
            if (texts[s] != null) {
                words[s][row] = present[s] ? texts[s].of(signedRaw(s, raw)) : null;
            }
        }
        return beyond;
    }

    private void decodeShort(byte[] payload, int length, double[][] numbers, String[][] words, int row) {
        long little = little(payload, 0, length);
        long big = Long.reverseBytes(little);
        for (int s = 0; s < count; s++) {
            // A shift counts modulo 64: shifting left and right again cuts a signal out without a mask.
            long raw = motorola[s] ? big << start[s] >>> -bits[s] : little << -(start[s] + bits[s]) >>> -bits[s];
            numbers[s][row] = plain[s] ? raw * factor[s] + offset[s] : number(s, raw);
            if (texts[s] != null) {
                words[s][row] = texts[s].of(signedRaw(s, raw));
            }
        }
    }

    private static boolean has(Range[] ranges, long raw) {
        for (Range range : ranges) {
            if (range.has(raw)) {
                return true;
            }
        }
        return false;
    }

    private double number(int s, long raw) {
        return switch (codings[s]) {
            case UNSIGNED ->
                special[s] != NO_SPECIAL && Long.compareUnsigned(raw, special[s]) >= 0
                        ? Double.NaN
                        : unsigned(raw) * factor[s] + offset[s];
            case SIGNED -> (double) signed(s, raw) * factor[s] + offset[s];
            case FLOAT32 -> Float.intBitsToFloat((int) raw) * factor[s] + offset[s];
            case FLOAT64 -> Double.longBitsToDouble(raw) * factor[s] + offset[s];
        };
    }

    private static double unsigned(long raw) {
        // Halving keeps the lowest bit, so that rounding to the nearest double is the same.
        return raw >= 0 ? (double) raw : (double) ((raw >>> 1) | (raw & 1)) * 2;
    }

    private long signed(int s, long raw) {
        int shift = 64 - bits[s];
        return raw << shift >> shift;
    }

    private long signedRaw(int s, long raw) {
        return codings[s] == Coding.SIGNED ? signed(s, raw) : raw;
    }

    /** The bits of a signal that lies within the payload, wherever it lies. */
    private long raw(byte[] payload, int length, int s) {
        int first = start[s] / 8;
        int skip = start[s] & 7;
        int have = Math.min(8, length - first);
        boolean ninth = lastByte[s] - first == 8;
        if (motorola[s]) {
            long top = Long.reverseBytes(little(payload, first, have)) << skip;
            if (ninth) {
                top |= (payload[first + 8] & 0xFFL) >>> (8 - skip);
            }
            return top >>> (64 - bits[s]);
        }
        long low = little(payload, first, have) >>> skip;
        if (ninth) {
            low |= (payload[first + 8] & 0xFFL) << (64 - skip);
        }
        return low & (-1L >>> (64 - bits[s]));
    }

    /** Up to 8 bytes, the first being the least significant; those that are not there are 0 and of no signal. */
    private static long little(byte[] payload, int from, int bytes) {
        if (bytes == 8) {
            return (long) LITTLE.get(payload, from);
        }
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = (value << 8) | (payload[from + i] & 0xFF);
        }
        return value;
    }

    /** Whether the payload's values can leave the limits that the database declares. */
    public boolean hasLimits() {
        for (int s = 0; s < count; s++) {
            if (canLeaveLimits(s)) {
                return true;
            }
        }
        return false;
    }

    private boolean canLeaveLimits(int s) {
        DbcSignal signal = signals.get(s);
        if (Double.isNaN(signal.min())) {
            return false;
        }
        boolean signed = codings[s] == Coding.SIGNED;
        long top = (-1L >>> (64 - bits[s])) >>> (signed ? 1 : 0);
        top = special[s] == NO_SPECIAL ? top : special[s] - 1;
        double one = (signed ? -(double) top - 1 : 0) * factor[s] + offset[s];
        double other = unsigned(top) * factor[s] + offset[s];
        boolean whole = codings[s] == Coding.UNSIGNED || signed;
        return !whole || outside(s, Math.min(one, other)) || outside(s, Math.max(one, other));
    }

    /** Whether a value lies outside the declared limits by more than rounding: half a count. */
    public boolean outside(int s, double value) {
        boolean whole = codings[s] == Coding.UNSIGNED || codings[s] == Coding.SIGNED;
        double tolerance = whole ? Math.abs(factor[s]) / 2 : 0;
        return value < signals.get(s).min() - tolerance
                || value > signals.get(s).max() + tolerance;
    }
}
