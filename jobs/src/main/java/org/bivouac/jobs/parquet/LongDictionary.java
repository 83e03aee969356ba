package org.bivouac.jobs.parquet;

import java.util.Arrays;

/**
 * Gives equal 64-bit patterns equal codes. An open-addressing table, which is small enough for the processor's cache for
 * what sensors give: numbers of a few decimals, or steps of a converter, in a narrow range. Such a number's place is then
 * the number itself in units of its last digit or in steps, so that neighbours in value are neighbours in memory; any others
 * are scattered by a hash.
 */
final class LongDictionary {
    private static final int FIRST_BITS = 10;
    private static final int MAX_RANGE = 1 << 17;
    private static final int MAX_DECIMALS = 5;
    private static final int SAMPLES = 64;

    /** One value in so many is looked at to estimate the range; values outside it wrap around. */
    private static final int STRIDE = 64;

    /** Beyond so many steps from a value's place to its entry, per value, the places are badly chosen. */
    private static final int PATIENCE = 2;

    /** Code + 1 of the pattern that belongs here; 0 is free. Of the array, {@code 1 << bits} elements are the table. */
    private int[] table = new int[1 << FIRST_BITS];

    private int bits = FIRST_BITS;
    private long[] patterns = new long[1 << FIRST_BITS];
    private int size;
    private long[] ordered = new long[0];
    private int[] renumbered = new int[0];

    /** The different patterns, by code. */
    long[] patterns() {
        return patterns;
    }

    /** How many different patterns there are. */
    int size() {
        return size;
    }

    /**
     * Writes the code of each double.
     *
     * @param values raw bits of numbers, none of them NaN
     * @param limit give up beyond so many different patterns
     * @return false if it gave up; the codes are then worthless
     */
    boolean encodeDoubles(long[] values, int count, int limit, int[] codes) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i += STRIDE) {
            double value = Double.longBitsToDouble(values[i]);
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double scale = count == 0 ? 0 : scale(values, count);
        if (count > 0 && !(scale > 0 && (high - low) * scale < MAX_RANGE)) {
            double step = ValueSample.of(values, count).step();
            scale = step > 0 ? 1 / step : 0;
        }
        double range = (high - low) * scale;
        if (scale > 0
                && range < MAX_RANGE
                && encodeByPlace(values, count, limit, codes, scale, 0.5 - low * scale, (int) range)) {
            return size <= limit;
        }
        return encode(values, count, limit, codes);
    }

    /** The power of ten that makes whole numbers of a sample of the values; 0 if none does. */
    private static double scale(long[] values, int count) {
        double scale = 1;
        for (int decimals = 0; decimals <= MAX_DECIMALS; decimals++) {
            boolean whole = true;
            for (int s = 0; s < SAMPLES && whole; s++) {
                double scaled = Double.longBitsToDouble(values[(int) ((long) s * count / SAMPLES)]) * scale;
                whole = Math.abs(scaled - Math.rint(scaled)) < 1e-6;
            }
            if (whole) {
                return scale;
            }
            scale *= 10;
        }
        return 0;
    }

    /** False if the values are not what the sample promised: too many, or crowded in one place. */
    private boolean encodeByPlace(
            long[] values, int count, int limit, int[] codes, double scale, double bias, int range) {
        clear(Math.max(FIRST_BITS, 33 - Integer.numberOfLeadingZeros(range + 1)));
        int[] places = table;
        int mask = (1 << bits) - 1;
        int steps = 0;
        for (int i = 0; i < count; i++) {
            long value = values[i];
            int place = (int) (Double.longBitsToDouble(value) * scale + bias) & mask;
            int entry = places[place];
            while (entry != 0 && patterns[entry - 1] != value) {
                place = (place + 1) & mask;
                entry = places[place];
                steps++;
            }
            if (entry == 0) {
                if (size == limit) {
                    size++;
                    return true;
                }
                entry = add(value);
                places[place] = entry;
                if (size * 2 > mask) {
                    return false;
                }
            }
            if (steps > PATIENCE * (i + SAMPLES)) {
                return false;
            }
            codes[i] = entry - 1;
        }
        renumberByPlace(codes, count);
        return true;
    }

    /** A dictionary in order of value compresses twice as well as one in order of appearance, and faster. */
    private void renumberByPlace(int[] codes, int count) {
        if (ordered.length < size) {
            ordered = new long[patterns.length];
        }
        if (renumbered.length < size) {
            renumbered = new int[patterns.length];
        }
        int next = 0;
        for (int place = 0; place < 1 << bits; place++) {
            int entry = table[place];
            if (entry != 0) {
                renumbered[entry - 1] = next;
                ordered[next++] = patterns[entry - 1];
            }
        }
        long[] swap = patterns;
        patterns = ordered;
        ordered = swap;
        for (int i = 0; i < count; i++) {
            codes[i] = renumbered[codes[i]];
        }
    }

    /** Writes the code of each value; see {@link #encodeDoubles}. */
    boolean encode(long[] values, int count, int limit, int[] codes) {
        clear(FIRST_BITS);
        for (int i = 0; i < count; i++) {
            codes[i] = code(values[i]);
            if (size > limit) {
                return false;
            }
        }
        return true;
    }

    private int code(long value) {
        int mask = (1 << bits) - 1;
        int slot = slot(value);
        for (int entry = table[slot]; entry != 0; entry = table[slot]) {
            if (patterns[entry - 1] == value) {
                return entry - 1;
            }
            slot = (slot + 1) & mask;
        }
        table[slot] = add(value);
        if (size * 2 > mask) {
            grow();
        }
        return size - 1;
    }

    /** Takes in a new pattern and returns its entry in the table. */
    private int add(long value) {
        if (size == patterns.length) {
            patterns = Arrays.copyOf(patterns, size * 2);
        }
        patterns[size++] = value;
        return size;
    }

    private int slot(long value) {
        return (int) (((value ^ (value >>> 32)) * 0x9E3779B97F4A7C15L) >>> (64 - bits));
    }

    private void grow() {
        empty(bits + 2);
        int mask = (1 << bits) - 1;
        for (int code = 0; code < size; code++) {
            int slot = slot(patterns[code]);
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = code + 1;
        }
    }

    private void clear(int wantedBits) {
        size = 0;
        empty(wantedBits);
    }

    private void empty(int wantedBits) {
        bits = wantedBits;
        if (table.length < 1 << bits) {
            table = new int[1 << bits];
        } else {
            Arrays.fill(table, 0, 1 << bits, 0);
        }
    }
}
