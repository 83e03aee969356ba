package org.bivouac.jobs.dump.mdf;

import java.util.ArrayDeque;
import java.util.Deque;

/** A few arrays that nobody uses any more, to be used again: those of blocks unpacked one after the other. */
final class SpareArrays {
    private static final int MOST = 2;

    private final Deque<byte[]> arrays = new ArrayDeque<>();

    /** Takes an array of this length, with anything in it. */
    byte[] take(int length) {
        byte[] last = arrays.pollLast();
        return last != null && last.length == length ? last : new byte[length];
    }

    /** Gives an array back. */
    void give(byte[] array) {
        arrays.add(array);
        if (arrays.size() > MOST) {
            arrays.remove();
        }
    }
}
