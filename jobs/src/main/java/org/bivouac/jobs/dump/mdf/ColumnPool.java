package org.bivouac.jobs.dump.mdf;

import java.util.ArrayList;
import java.util.List;

/** Arrays to decode into, used by one group after the other. */
final class ColumnPool {
    /** As many as the processor's cache holds. */
    private static final int CELLS = 1 << 16;

    private static final int MOST_CELLS = 1 << 19;
    private static final int MOST_ROWS = 8192;
    private static final int WORTHWHILE_ROWS = 256;

    private final int rows;
    private final List<double[]> numbers = new ArrayList<>();
    private final List<String[]> texts = new ArrayList<>();

    /** Arrays for groups of at most so many columns. */
    ColumnPool(int columns) {
        int all = Math.max(1, columns);
        rows = Math.max(16, Math.min(Math.min(MOST_ROWS, MOST_CELLS / all), Math.max(WORTHWHILE_ROWS, CELLS / all)));
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
