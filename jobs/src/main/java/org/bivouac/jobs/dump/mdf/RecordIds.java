package org.bivouac.jobs.dump.mdf;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Which groups' records are mixed in one stream of bytes, and how long they are. */
final class RecordIds {
    /**
     * One kind of records.
     *
     * @param id what its records begin with
     * @param bytes length of a record, its ids not counted
     * @param variable true if a record is four bytes that say its length, and as many bytes
     */
    record Kind(long id, int bytes, boolean variable) {}

    private final int idBytes;
    private final int trailingIdBytes;
    private final List<Kind> kinds;
    private final long[] sorted;
    private final int[] index;
    private final int[] direct = new int[256];

    /**
     * Kinds of records, to be told apart by their ids.
     *
     * @param idBytes width of the id before each record: 0 (then there is one kind), 1, 2, 4 or 8, little-endian
     * @param trailingIdBytes width of the id behind each record; 0 in MDF 4
     * @throws IllegalArgumentException if two kinds have one id, or several have none
     */
    RecordIds(int idBytes, int trailingIdBytes, List<Kind> kinds) {
        this.idBytes = idBytes;
        this.trailingIdBytes = trailingIdBytes;
        this.kinds = List.copyOf(kinds);
        Integer[] order = new Integer[kinds.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingLong(i -> kinds.get(i).id));
        sorted = new long[order.length];
        index = new int[order.length];
        Arrays.fill(direct, -1);
        for (int i = 0; i < order.length; i++) {
            index[i] = order[i];
            sorted[i] = kinds.get(order[i]).id;
            if (i > 0 && (sorted[i] == sorted[i - 1] || idBytes == 0)) {
                throw new IllegalArgumentException("two groups with the record id " + sorted[i]);
            }
            if (sorted[i] >= 0 && sorted[i] < direct.length) {
                direct[(int) sorted[i]] = index[i];
            }
        }
    }

    int idBytes() {
        return idBytes;
    }

    int trailingIdBytes() {
        return trailingIdBytes;
    }

    List<Kind> kinds() {
        return kinds;
    }

    /** Index of the kind with this id; negative when there is none. */
    int find(long id) {
        if (idBytes == 0) {
            return kinds.isEmpty() ? -1 : 0;
        }
        if (id >= 0 && id < direct.length) {
            return direct[(int) id];
        }
        int at = Arrays.binarySearch(sorted, id);
        return at < 0 ? -1 : index[at];
    }

    /** The ids, for messages. */
    String known() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(10, sorted.length); i++) {
            text.append(i == 0 ? "" : ", ").append(sorted[i]);
        }
        return text.append(sorted.length > 10 ? " …" : "").toString();
    }
}
