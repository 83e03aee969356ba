package org.bivouac.jobs.dump.can.dbc;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A signal: some bits of a payload and how they become a number, {@code raw * factor + offset}.
 *
 * @param name unique in its message
 * @param start bit by the database's own numbering: bit n of byte b is 8 b + n, bit 0 being the least significant. Of an
 *     Intel signal the least, of a Motorola signal the most significant bit
 * @param bits 1 to 64
 * @param order Intel or Motorola
 * @param coding how the bits are a number
 * @param factor physical units per count
 * @param offset physical value of 0
 * @param min declared smallest physical value; NaN when none is declared. It is never a filter
 * @param max declared largest physical value; NaN when none is declared
 * @param unit as written; empty when none is
 * @param receivers nodes that use it
 * @param multiplexer whether other signals depend on its raw value
 * @param multiplexedBy the signal that says when this one is in the payload; null when it always is
 * @param when raw values of that signal with which this one is in the payload
 * @param texts what raw values are called
 * @param comment empty when there is none
 * @param attributes those stated of this signal
 */
public record DbcSignal(
        String name,
        int start,
        int bits,
        Order order,
        Coding coding,
        double factor,
        double offset,
        double min,
        double max,
        String unit,
        List<String> receivers,
        boolean multiplexer,
        String multiplexedBy,
        List<Range> when,
        SortedMap<Long, String> texts,
        String comment,
        Map<String, String> attributes) {

    /** The order of the bytes. */
    public enum Order {
        /** Least significant byte first. */
        INTEL,
        /** Most significant byte first. */
        MOTOROLA
    }

    /** How bits are a number. */
    public enum Coding {
        UNSIGNED,
        SIGNED,
        FLOAT32,
        FLOAT64
    }

    /**
     * Raw values of a multiplexer, as unsigned numbers.
     *
     * @param from first
     * @param to last, inclusive
     */
    public record Range(long from, long to) {
        /** Whether a raw value is one of them. */
        public boolean has(long raw) {
            return Long.compareUnsigned(raw, from) >= 0 && Long.compareUnsigned(raw, to) <= 0;
        }
    }

    /** Position of the first bit, counted through the payload from the most significant bit of byte 0 (Motorola). */
    int motorolaPosition() {
        return (start & ~7) + 7 - (start & 7);
    }

    /** The first byte that holds a bit of it. */
    public int firstByte() {
        return start / 8;
    }

    /** The last byte that holds a bit of it. */
    public int lastByte() {
        return ((order == Order.INTEL ? start : motorolaPosition()) + bits - 1) / 8;
    }
}
