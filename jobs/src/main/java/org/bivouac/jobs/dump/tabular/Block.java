package org.bivouac.jobs.dump.tabular;

import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.dump.Rows;

/** Rows being filled, by column. */
final class Block {
    final int capacity;
    final double[] seconds;
    final double[][] numbers;
    final String[][] texts;
    final boolean[] flagged;
    final long[] ordinals;
    int count;
    boolean anyFlagged;

    Block(List<Layout.Column> columns, int capacity) {
        this.capacity = capacity;
        seconds = new double[capacity];
        numbers = new double[columns.size()][];
        texts = new String[columns.size()][];
        flagged = new boolean[capacity];
        ordinals = new long[capacity];
        for (int c = 0; c < numbers.length; c++) {
            if (columns.get(c).kind() == Layout.Kind.TEXT) {
                texts[c] = new String[capacity];
            } else {
                numbers[c] = new double[capacity];
            }
        }
    }

    /** Makes the row being filled missing from column {@code from} on. */
    void blank(int from) {
        for (int c = from; c < numbers.length; c++) {
            if (numbers[c] == null) {
                texts[c][count] = null;
            } else {
                numbers[c][count] = Double.NaN;
            }
        }
    }

    /** Copies the row that {@code other} is filling to the end of this block. */
    void take(Block other) {
        for (int c = 0; c < numbers.length; c++) {
            if (numbers[c] == null) {
                texts[c][count] = other.texts[c][other.count];
            } else {
                numbers[c][count] = other.numbers[c][other.count];
            }
        }
        flagged[count] = true;
        anyFlagged = true;
    }

    /** Moves the row in place {@code from}, beyond the end, to the end of this block. */
    void move(int from) {
        for (int c = 0; c < numbers.length; c++) {
            if (numbers[c] == null) {
                texts[c][count] = texts[c][from];
            } else {
                numbers[c][count] = numbers[c][from];
            }
        }
        flagged[count] = flagged[from];
        flagged[from] = false;
    }

    Rows rows() {
        boolean consecutive = count == 0 || ordinals[count - 1] - ordinals[0] == count - 1;
        return new Rows(
                0,
                count,
                count == 0 ? 0 : ordinals[0],
                consecutive ? null : ordinals,
                seconds,
                numbers,
                texts,
                anyFlagged ? flagged : null);
    }

    void clear() {
        count = 0;
        if (anyFlagged) {
            Arrays.fill(flagged, false);
            anyFlagged = false;
        }
    }
}
