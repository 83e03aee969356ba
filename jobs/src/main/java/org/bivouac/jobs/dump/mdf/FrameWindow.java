package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.Arrays;
import org.bivouac.jobs.dump.can.Frame;

/**
 * The frames of one table in recorded order: records of several groups that were passed one after the other are kept,
 * decoded group by group, and handed over in the order in which they were passed. Claims no bytes and tells no faults.
 */
final class FrameWindow {
    private static final int ROWS = 1024;
    private static final int MOST_BYTES = 4 << 20;

    private final BusGroup[] groups;
    private final int[] strides;
    private final Feed feed;
    private final byte[][] bytes;
    private final int[] counts;
    private final int[] passed;
    private final long[] ordinals;
    private final int[] order = new int[ROWS];
    private int filled;
    private int given;
    private long kept;

    /** Passes on over the records of a table. */
    interface Feed {
        /** Keeps the next records in the window, until it is full or there are no more. */
        void fill(FrameWindow window) throws IOException;
    }

    /**
     * The window of a table.
     *
     * @param groups its groups; null for one of which no frames are wanted
     * @param strides bytes of a record of each
     */
    FrameWindow(BusGroup[] groups, int[] strides, Feed feed) {
        this.groups = groups;
        this.strides = strides;
        this.feed = feed;
        bytes = new byte[groups.length][];
        counts = new int[groups.length];
        passed = new int[groups.length];
        ordinals = new long[groups.length];
    }

    /** True when frames of this group are wanted. */
    boolean wants(int group) {
        return groups[group] != null;
    }

    /** How many records of this group fit. */
    int room(int group) {
        long bytesLeft = Math.max(filled == 0 ? strides[group] : 0, MOST_BYTES - kept);
        return (int) Math.min(ROWS - filled, bytesLeft / Math.max(1, strides[group]));
    }

    boolean isEmpty() {
        return filled == 0;
    }

    /** Keeps a record of a group. */
    void keep(int group, byte[] from, int at) {
        int stride = strides[group];
        int there = counts[group] * stride;
        int wanted = there + stride + RecordNumbers.SLACK;
        if (bytes[group] == null || bytes[group].length < wanted) {
            bytes[group] = bytes[group] == null ? new byte[wanted] : Arrays.copyOf(bytes[group], 2 * wanted);
        }
        System.arraycopy(from, at, bytes[group], there, stride);
        counts[group]++;
        kept += stride;
        order[filled++] = group;
    }

    /** Whether there is another frame. */
    boolean more() throws IOException {
        return given < filled || refill();
    }

    private boolean refill() throws IOException {
        for (int g = 0; g < groups.length; g++) {
            ordinals[g] += counts[g];
        }
        filled = 0;
        given = 0;
        kept = 0;
        Arrays.fill(counts, 0);
        Arrays.fill(passed, 0);
        feed.fill(this);
        for (int g = 0; g < groups.length; g++) {
            if (counts[g] > 0) {
                groups[g].decode(new RecordBlock(bytes[g], 0, strides[g], counts[g], ordinals[g]));
            }
        }
        return filled > 0;
    }

    /** Time of the next frame, s; NaN when it has none. Asked only when there is one. */
    double seconds() {
        int group = order[given];
        return groups[group].seconds(passed[group]);
    }

    /** The next frame. Asked only when there is one. */
    Frame next(long ordinal) {
        int group = order[given++];
        return groups[group].frame(passed[group]++, ordinal);
    }
}
