package org.bivouac.jobs.parquet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Hash of all values of a file by column and row, the same for any division into blocks: a writer that loses, alters or
 * swaps a value is found by reading the file again. Each value is mixed with its row number and the results are summed
 * by column, so that the processor can work on several values at once (about 1 ns a value). Not meant against an adversary; files
 * have a SHA-256 besides.
 */
final class ContentHash {
    /** What a missing value hashes as; any value could collide with it, with a chance of 2^-64. */
    private static final long MISSING = 0x6A09E667F3BCC908L;

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final long FIRST = 0xBF58476D1CE4E5B9L;
    private static final long SECOND = 0x94D049BB133111EBL;

    private final List<ColumnSpec> columns;
    private final long[] sums;
    private final String[] lastText;
    private final long[] lastTextHash;

    ContentHash(List<ColumnSpec> columns) {
        this.columns = columns;
        sums = new long[columns.size()];
        lastText = new String[columns.size()];
        lastTextHash = new long[columns.size()];
    }

    /** Adds {@code values[from, to)} of a column, the first of which is row {@code row} of the file. */
    void add(int column, long row, long[] values, int from, int to) {
        long sum = sums[column];
        long position = row * STEP;
        for (int i = from; i < to; i++) {
            long z = values[i] ^ position;
            position += STEP;
            z *= FIRST;
            z = (z ^ (z >>> 32)) * SECOND;
            sum += z ^ (z >>> 29);
        }
        sums[column] = sum;
    }

    /** The same for doubles, whose patterns it puts into {@code patterns[at ...)}; every NaN is the one that is missing. */
    void add(int column, long row, double[] values, int from, int to, long[] patterns, int at) {
        long sum = sums[column];
        long position = row * STEP;
        for (int i = from, k = at; i < to; i++, k++) {
            long pattern = Double.doubleToLongBits(values[i]);
            patterns[k] = pattern;
            long z = pattern ^ position;
            position += STEP;
            z *= FIRST;
            z = (z ^ (z >>> 32)) * SECOND;
            sum += z ^ (z >>> 29);
        }
        sums[column] = sum;
    }

    /** The same for text; null is missing. Repeated references cost no second look at the characters. */
    void add(int column, long row, String[] values, int from, int to) {
        long[] one = new long[1];
        for (int i = from; i < to; i++) {
            one[0] = hash(column, values[i]);
            add(column, row + i - from, one, 0, 1);
        }
    }

    @SuppressWarnings("ReferenceEquality") // only a shortcut
    private long hash(int column, String text) {
        if (text == null) {
            return MISSING;
        }
        if (text != lastText[column]) {
            long hash = 0xCBF29CE484222325L;
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
            }
            lastText[column] = text;
            lastTextHash[column] = hash;
        }
        return lastTextHash[column];
    }

    /** The hash over everything added, as 32 hex digits. */
    String hex(long rows) {
        StringBuilder text = new StringBuilder("rows ").append(rows);
        for (int c = 0; c < columns.size(); c++) {
            ColumnSpec column = columns.get(c);
            text.append('\n').append(column.type()).append(' ').append(column.name());
            text.append('\n').append(sums[c]);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
