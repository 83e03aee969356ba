package org.bivouac.jobs.dump.mdf;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Disjoint ranges of a file, each claimed once: what overlaps a claim is refused. */
final class Claims {
    private final NavigableMap<Long, Range> ranges = new TreeMap<>();

    /** @param described whether it describes records; else it holds them, and who reads them says what it is */
    private record Range(long to, boolean described) {}

    /** Claims {@code [from, to)} for blocks that describe; false, and nothing is claimed, if part of it is taken. */
    boolean claim(long from, long to) {
        return claim(from, new Range(to, true));
    }

    /** Claims {@code [from, to)} for records. */
    boolean claimRecords(long from, long to) {
        return claim(from, new Range(to, false));
    }

    private boolean claim(long from, Range range) {
        if (from >= range.to || taken(from, range.to) >= 0) {
            return false;
        }
        ranges.put(from, range);
        return true;
    }

    /** Where the claim begins that {@code [from, to)} overlaps; negative if it overlaps none. */
    long taken(long from, long to) {
        Map.Entry<Long, Range> before = ranges.lowerEntry(to);
        return before != null && before.getValue().to > from ? before.getKey() : -1;
    }

    /** Where the next claim at or behind {@code from} begins, or {@code otherwise}. */
    long next(long from, long otherwise) {
        Long next = ranges.ceilingKey(from);
        return next == null ? otherwise : Math.min(next, otherwise);
    }

    /** How many claims there are. */
    int count() {
        return ranges.size();
    }

    /** Tells all ranges of blocks that describe, in order, neighbours joined. */
    void described(BiConsumer<Long, Long> sink) {
        long from = -1;
        long end = -1;
        for (Map.Entry<Long, Range> range : ranges.entrySet()) {
            if (range.getValue().described) {
                if (range.getKey() != end) {
                    if (end > from) {
                        sink.accept(from, end);
                    }
                    from = range.getKey();
                }
                end = range.getValue().to;
            }
        }
        if (end > from) {
            sink.accept(from, end);
        }
    }

    /** Tells what of {@code [0, size)} nobody claimed, in order. */
    void gaps(long size, BiConsumer<Long, Long> sink) {
        long end = 0;
        for (Map.Entry<Long, Range> range : ranges.entrySet()) {
            if (range.getKey() > end) {
                sink.accept(end, range.getKey());
            }
            end = range.getValue().to;
        }
        if (end < size) {
            sink.accept(end, size);
        }
    }
}
