package org.bivouac.jobs.dump.mdf;

import java.util.ArrayList;
import java.util.List;

/** Arrays to decode into, used by one group after the other. */
final class ColumnPool {
    private static final int MOST_CELLS = 1 << 19;
    private static final int MOST_ROWS = 8192;

    private final int rows;
    private final List<double[]> numbers = new ArrayList<>();
    private final List<String[]> texts = new ArrayList<>();

    /** Arrays for groups of at most so many columns. */
    ColumnPool(int columns) {
        rows = Math.max(16, Math.min(MOST_ROWS, MOST_CELLS / Math.max(1, columns)));
    }

    /** How many rows an array holds. */
    int rows() {
        return rows;
    }

    /** The array of numbers for column {@code c}. */
    double[] numbers(int c) {
        while (numbers.size() <= c) {
            numbers.add(null);
        }
        if (numbers.get(c) == null) {
            numbers.set(c, new double[rows]);
        }
        return numbers.get(c);
    }

    /** The array of texts for column {@code c}. */
    String[] texts(int c) {
        while (texts.size() <= c) {
            texts.add(null);
        }
        if (texts.get(c) == null) {
            texts.set(c, new String[rows]);
        }
        return texts.get(c);
    }
}
