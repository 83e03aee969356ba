package org.bivouac.jobs.dump;

import java.util.List;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;

/** Collects the rows of one group, one at a time, and hands them on by the block. */
public final class RowBlock {
    private static final int ROWS = 2048;

    private final int group;
    private final DumpSink sink;
    private final double[] seconds = new double[ROWS];
    private final double[][] numbers;
    private final String[][] texts;
    private final long[] ordinals = new long[ROWS];
    private final boolean[] flagged = new boolean[ROWS];
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
                texts[c] = new String[ROWS];
            } else {
                numbers[c] = new double[ROWS];
            }
        }
    }

    /** Begins a row, all of it missing. Its record ordinal counts refused records too. */
    public void row(double time, long ordinal) {
        if (count == ROWS) {
            flush();
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
