package org.bivouac.jobs.parquet;

import java.util.Arrays;

/** Gives equal 64-bit patterns equal codes, in order of first appearance: an open-addressing table that starts small. */
final class LongDictionary {
    private static final int FIRST_BITS = 10;

    /** Code + 1 of the pattern that hashed here; 0 is free. */
    private int[] table = new int[1 << FIRST_BITS];

    private int bits = FIRST_BITS;
    private long[] patterns = new long[1 << FIRST_BITS];
    private int size;

    /** The different patterns, by code. */
    long[] patterns() {
        return patterns;
    }

    /** How many different patterns there are. */
    int size() {
        return size;
    }

    /**
     * Writes the code of each value.
     *
     * @param limit give up beyond so many different patterns
     * @return false if it gave up; the codes are then worthless
     */
    boolean encode(long[] values, int count, int limit, int[] codes) {
        clear();
        long previous = 0;
        int previousCode = -1;
        for (int i = 0; i < count; i++) {
            long value = values[i];
            if (value != previous || previousCode < 0) {
                previous = value;
                previousCode = code(value);
                if (size > limit) {
                    return false;
                }
            }
            codes[i] = previousCode;
        }
        return true;
    }

    private int code(long value) {
        int mask = table.length - 1;
        int slot = slot(value);
        for (int entry = table[slot]; entry != 0; entry = table[slot]) {
            if (patterns[entry - 1] == value) {
                return entry - 1;
            }
            slot = (slot + 1) & mask;
        }
        if (size == patterns.length) {
            patterns = Arrays.copyOf(patterns, size * 2);
        }
        patterns[size++] = value;
        table[slot] = size;
        if (size * 2 > table.length) {
            grow();
        }
        return size - 1;
    }

    private int slot(long value) {
        return (int) (((value ^ (value >>> 32)) * 0x9E3779B97F4A7C15L) >>> (64 - bits));
    }

    private void grow() {
        bits += 2;
        table = new int[1 << bits];
        for (int code = 0; code < size; code++) {
            int slot = slot(patterns[code]);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = code + 1;
        }
    }

    private void clear() {
        size = 0;
        if (bits > FIRST_BITS + 4) {
            bits = FIRST_BITS;
            table = new int[1 << FIRST_BITS];
        } else {
            Arrays.fill(table, 0);
        }
    }
}
