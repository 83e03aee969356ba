package org.bivouac.jobs.dump;

/**
 * A block of consecutive rows of one group, by column.
 *
 * @param group index into {@link DumpHeader#groups()}
 * @param count rows in this block; the arrays may be longer
 * @param firstOrdinal record ordinal of the first row in the dump's group, from 0, counting refused records too
 * @param ordinals record ordinal of each row, or null when they run on from {@code firstOrdinal}
 * @param seconds time of each row from the dump's second 0, s
 * @param numbers {@code numbers[c]} are the values of channel c in the dump's own unit, NaN where missing; null for a
 *     text channel
 * @param texts {@code texts[c]} are the values of text channel c, null where missing; {@code texts} or its element may
 *     be null where there is no text
 * @param flagged true for a row in which a cell was refused and is therefore missing; null when there is none
 */
public record Rows(
        int group,
        int count,
        long firstOrdinal,
        long[] ordinals,
        double[] seconds,
        double[][] numbers,
        String[][] texts,
        boolean[] flagged) {}
