package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.Arrays;
import org.bivouac.jobs.dump.mdf.MixedIndex.KeyKind;
import org.bivouac.jobs.dump.mdf.MixedIndex.Mark;

/**
 * Values of any length that are records among others. Values that were passed lately are kept in a window, since a record
 * and its value lie near each other; any other is looked for by a walk of its own from the nearest mark of the index.
 */
final class MixedValues implements VariableValues {
    private static final int WINDOW = 1 << 20;

    private final MixedIndex index;
    private final int kind;
    private final KeyKind by;

    private byte[] window;
    private long windowStart;
    private int windowBytes;

    private RecordWalk walk;
    /** Key of the value at which the walk stands. */
    private long standing;

    private long passed;

    /** Where in the window values begin, in order. */
    private int[] begins = new int[256];

    private int begun;

    /** The values of one kind of records. */
    MixedValues(MixedIndex index, int kind, KeyKind by) {
        this.index = index;
        this.kind = kind;
        this.by = by;
    }

    /** The kind of records that are the values. */
    int kind() {
        return kind;
    }

    /** Begins anew with a walk that comes by all values from this offset on. */
    void begin(long offset) {
        passed = offset;
        windowBytes = 0;
        begun = 0;
    }

    /** False if keeping the value at which a walk stands would drop older ones from the window. */
    boolean fits(RecordWalk at) {
        return windowBytes + 4 + at.length() <= WINDOW || windowBytes == 0;
    }

    /** Keeps the value at which a walk stands; the walk passes all of them, in order. */
    void keep(RecordWalk at) {
        int length = at.length();
        if (by == KeyKind.OFFSET && length + 4 <= WINDOW) {
            if (window == null) {
                window = new byte[WINDOW];
            }
            if (windowBytes + 4 + length > WINDOW) {
                windowBytes = 0;
            }
            if (windowBytes == 0) {
                windowStart = passed;
                begun = 0;
            }
            if (begun == begins.length) {
                begins = Arrays.copyOf(begins, 2 * begun);
            }
            begins[begun++] = windowBytes;
            for (int i = 0; i < 4; i++) {
                window[windowBytes + i] = (byte) (length >>> (8 * i));
            }
            System.arraycopy(at.buffer(), at.at(), window, windowBytes + 4, length);
            windowBytes += 4 + length;
        } else {
            windowBytes = 0;
        }
        passed += 4L + length;
    }

    @Override
    public String text(long key, TextCoding coding) throws IOException {
        if (key < 0) {
            return null;
        }
        if (windowBytes > 0 && key >= windowStart && key <= windowStart + windowBytes - 4) {
            int at = (int) (key - windowStart);
            // An offset between two values is that of none, in the window or out of it.
            return Arrays.binarySearch(begins, 0, begun, at) < 0
                    ? null
                    : coding.text(window, at + 4, at + 4 + (int) RecordWalk.little(window, at, 4));
        }
        return search(key) ? coding.text(walk.buffer(), walk.at(), walk.at() + walk.length()) : null;
    }

    /** Brings the walk to the value; false if there is none with this key. */
    private boolean search(long key) throws IOException {
        if (walk != null && standing == key) {
            return true;
        }
        Mark mark = index.before(kind, key, by);
        if (mark == null) {
            return false;
        }
        long next;
        if (walk == null || key < standing || mark.key() > standing) {
            walk = new RecordWalk(index.source(), index.ids(), mark.position());
            next = mark.key();
        } else {
            next = standing + step();
        }
        while (next <= key && walk.next()) {
            if (walk.kind() == kind) {
                standing = next;
                if (next == key) {
                    return true;
                }
                next += step();
            }
        }
        walk = null;
        return false;
    }

    private long step() {
        return by == KeyKind.OFFSET ? 4L + walk.length() : 1;
    }
}
