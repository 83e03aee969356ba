package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a first walk over mixed records finds out: how many there are of each kind, where values of any length lie, and at
 * which places one can begin to read.
 */
final class MixedIndex {
    private static final long APART = 256 << 10;
    private static final int MOST_PLACES = 256;
    /** Counts at places, all together. */
    private static final int MOST_COUNTS = 1 << 20;

    private static final int SAMPLE_ROWS = 1024;
    private static final int SAMPLES_BYTES = 32 << 20;

    private final ByteSource source;
    private final RecordIds ids;
    private final byte[][] samples;
    private final int[] sampled;
    private final Found found;

    /** What was found, as it travels to who reads a part. */
    static final class Found implements Serializable {
        private static final long serialVersionUID = 1L;

        private final long[] counts;
        private final ArrayList<Marks> marks = new ArrayList<>();
        private final ArrayList<Place> places = new ArrayList<>();
        private long end;
        private String trouble;

        private Found(int kinds) {
            counts = new long[kinds];
        }
    }

    /**
     * A place to begin reading, some 256 in all.
     *
     * @param position in the source, at which a record begins
     * @param counts records of each kind before it
     * @param streamed of each kind of values, how far its stream of lengths and values has come; else 0
     */
    record Place(long position, long[] counts, long[] streamed) implements Serializable {}

    /**
     * Places at which one can begin to look for values of one kind.
     * Offsets count in the stream of lengths and values, without ids; ordinals are those of the values, positions those of
     * their records in the source.
     */
    private static final class Marks implements Serializable {
        private static final long serialVersionUID = 1L;

        private long[] offsets = new long[16];
        private long[] ordinals = new long[16];
        private long[] positions = new long[16];
        private int count;
        private long streamed;

        void add(long ordinal, long position, int length) {
            if (count == 0 || position - positions[count - 1] >= APART) {
                if (count == offsets.length) {
                    offsets = Arrays.copyOf(offsets, 2 * count);
                    ordinals = Arrays.copyOf(ordinals, 2 * count);
                    positions = Arrays.copyOf(positions, 2 * count);
                }
                offsets[count] = streamed;
                ordinals[count] = ordinal;
                positions[count++] = position;
            }
            streamed += 4L + length;
        }
    }

    /**
     * A place from which a value is not far.
     *
     * @param key offset or ordinal of the value whose record lies there
     * @param position of the record in the source
     */
    record Mark(long key, long position) {}

    /** Walks over all records. */
    MixedIndex(ByteSource source, RecordIds ids) throws IOException {
        this.source = source;
        this.ids = ids;
        int kinds = ids.kinds().size();
        found = new Found(kinds);
        samples = new byte[kinds][];
        sampled = new int[kinds];
        for (int k = 0; k < kinds; k++) {
            found.marks.add(ids.kinds().get(k).variable() ? new Marks() : null);
        }
        long[] counts = found.counts;
        RecordWalk walk = new RecordWalk(source, ids, 0);
        long left = SAMPLES_BYTES;
        int most = Math.max(1, Math.min(MOST_PLACES, MOST_COUNTS / Math.max(1, kinds)));
        long apart = Math.max(1, source.length() / most);
        found.places.add(place(0));
        while (walk.next()) {
            int kind = walk.kind();
            if (walk.start() >= apart * found.places.size()) {
                found.places.add(place(walk.start()));
            }
            Marks marks = found.marks.get(kind);
            if (marks != null) {
                marks.add(counts[kind], walk.start(), walk.length());
            } else if (counts[kind] < SAMPLE_ROWS && left > 0) {
                left -= sample(walk, kind);
            }
            counts[kind]++;
        }
        found.end = walk.start();
        found.trouble = walk.trouble();
    }

    /** What an earlier walk over the same records found; there are no samples. */
    MixedIndex(ByteSource source, RecordIds ids, Found found) {
        this.source = source;
        this.ids = ids;
        this.found = found;
        samples = new byte[ids.kinds().size()][];
        sampled = new int[samples.length];
    }

    private Place place(long position) {
        long[] streamed = new long[found.counts.length];
        for (int k = 0; k < streamed.length; k++) {
            streamed[k] = found.marks.get(k) == null ? 0 : found.marks.get(k).streamed;
        }
        return new Place(position, found.counts.clone(), streamed);
    }

    Found found() {
        return found;
    }

    /** Places to begin reading, in order; the first is where the source begins. */
    List<Place> places() {
        return found.places;
    }

    private int sample(RecordWalk walk, int kind) {
        int length = walk.length();
        int from = sampled[kind] * length;
        if (samples[kind] == null || samples[kind].length < from + length + RecordNumbers.SLACK) {
            byte[] larger = new byte[2 * (from + length) + RecordNumbers.SLACK];
            if (samples[kind] != null) {
                System.arraycopy(samples[kind], 0, larger, 0, from);
            }
            samples[kind] = larger;
        }
        System.arraycopy(walk.buffer(), walk.at(), samples[kind], from, length);
        sampled[kind]++;
        return length;
    }

    ByteSource source() {
        return source;
    }

    RecordIds ids() {
        return ids;
    }

    /** How many records there are of a kind. */
    long count(int kind) {
        return found.counts[kind];
    }

    /** Behind the last record. */
    long end() {
        return found.end;
    }

    /** Why the walk ended before the end of the source; null if it did not. */
    String trouble() {
        return found.trouble;
    }

    /** The first records of a kind of fixed length, as many as were kept. */
    RecordBlock sample(int kind) {
        int stride = ids.kinds().get(kind).bytes();
        return new RecordBlock(samples[kind], 0, stride, sampled[kind], 0);
    }

    /** The last mark at or before a value of a kind; null if there is none. */
    Mark before(int kind, long key, KeyKind by) {
        Marks of = found.marks.get(kind);
        long[] keys = by == KeyKind.OFFSET ? of.offsets : of.ordinals;
        int at = Arrays.binarySearch(keys, 0, of.count, key);
        at = at < 0 ? -at - 2 : at;
        return at < 0 ? null : new Mark(keys[at], of.positions[at]);
    }

    /** By what values are found. */
    enum KeyKind {
        OFFSET,
        ORDINAL
    }
}
