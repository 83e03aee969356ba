package org.bivouac.jobs.dump;

import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;

/** Collects the rows of one group, one at a time, and hands them on by the block. */
public final class RowBlock {
    private static final int ROWS = 2048;
    /** Room that a block has at first, for a dump may have many groups of few rows. */
    private static final int FEW_ROWS = 64;

    private final int group;
    private final DumpSink sink;
    private double[] seconds = new double[FEW_ROWS];
    private final double[][] numbers;
    private final String[][] texts;
    private long[] ordinals = new long[FEW_ROWS];
    private boolean[] flagged = new boolean[FEW_ROWS];
    private boolean anyFlagged;
    private int count;

    /** An empty block of a group with these channels. */
    public RowBlock(int group, List<RawChannel> channels, DumpSink sink) {
        this.group = group;
        this.sink = sink;
        numbers = new double[channels.size()][];
        texts = new String[channels.size()][];
        for (int c = 0; c < channels.size(); c++) {
            if (channels.get(c).role() == Role.TEXT) {
                texts[c] = new String[FEW_ROWS];
            } else {
                numbers[c] = new double[FEW_ROWS];
            }
        }
    }

    /** Begins a row, all of it missing. Its record ordinal counts refused records too. */
    public void row(double time, long ordinal) {
        if (count == ROWS) {
            flush();
        } else if (count == seconds.length) {
            grow();
        }
        seconds[count] = time;
        ordinals[count] = ordinal;
        for (int c = 0; c < numbers.length; c++) {
            if (numbers[c] != null) {
                numbers[c][count] = Double.NaN;
            } else {
                texts[c][count] = null;
            }
        }
        flagged[count] = false;
        count++;
    }

    private void grow() {
        int rows = Math.min(ROWS, 4 * count);
        seconds = Arrays.copyOf(seconds, rows);
        ordinals = Arrays.copyOf(ordinals, rows);
        flagged = Arrays.copyOf(flagged, rows);
        for (int c = 0; c < numbers.length; c++) {
            if (numbers[c] != null) {
                numbers[c] = Arrays.copyOf(numbers[c], rows);
            } else {
                texts[c] = Arrays.copyOf(texts[c], rows);
            }
        }
    }

    /** Sets a number of the row begun last; NaN if missing. */
    public void number(int channel, double value) {
        numbers[channel][count - 1] = value;
    }

    /** Sets a text of the row begun last; null if missing. */
    public void text(int channel, String value) {
        texts[channel][count - 1] = value;
    }

    /** True when the channel is one of numbers. */
    public boolean isNumber(int channel) {
        return numbers[channel] != null;
    }

    /** Says that a value of the row begun last was refused. */
    public void flag() {
        flagged[count - 1] = true;
        anyFlagged = true;
    }

    /** Hands on what has been collected. */
    public void flush() {
        if (count > 0) {
            sink.rows(new Rows(
                    group, count, ordinals[0], ordinals, seconds, numbers, texts, anyFlagged ? flagged : null));
            count = 0;
            anyFlagged = false;
        }
    }
}
