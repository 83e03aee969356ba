package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.dump.can.Frame;

/** Goes through the frames of one group; of several the one whose frame is the earliest comes first. */
final class FrameCursor implements Comparable<FrameCursor> {
    private final GroupCursor rows;
    private final FrameMembers members;
    private final int number;
    private Rows block;
    private int row = -1;
    private double seconds;

    /**
     * @param number decides between frames of the same time
     * @param before the latest time of the frames before
     */
    FrameCursor(GroupCursor rows, FrameMembers members, int number, double before) {
        this.rows = rows;
        seconds = before;
        this.members = members;
        this.number = number;
    }

    /** Goes to the next frame; false at the end. */
    boolean advance() throws IOException {
        if (block == null || ++row >= block.count()) {
            block = rows.next();
            row = 0;
        }
        if (block != null && !(block.seconds()[row] < seconds)) {
            // A clock that steps back must not let the others pass: the order within a group is the recorded one.
            seconds = block.seconds()[row];
        }
        return block != null;
    }

    /** The row at which it stands; {@code end} behind the last. */
    long row(long end) {
        return block == null ? end : block.firstOrdinal() + row;
    }

    /** The latest time up to the frame at which it stands. */
    double seconds() {
        return seconds;
    }

    /** The frame at which it stands. */
    Frame frame(long ordinal) {
        return members.frame(block, row, ordinal);
    }

    @Override
    public int compareTo(FrameCursor other) {
        int byTime = Double.compare(seconds, other.seconds);
        return byTime != 0 ? byTime : Integer.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
