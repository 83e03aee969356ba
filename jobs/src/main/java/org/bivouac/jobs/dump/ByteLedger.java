package org.bivouac.jobs.dump;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.fault.Fault;

/**
 * Proves that every byte of a dump is header, decoded, padding or rejected, and none of them twice. Neighbouring ranges
 * are joined, so that it stays small.
 */
public final class ByteLedger implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<ByteUse, Long> used = new EnumMap<>(ByteUse.class);
    private final NavigableMap<Long, Long> ranges = new TreeMap<>();
    private long rejected;
    private String overlap;

    /** Takes in what a reader says of {@code [from, to)}. */
    public void bytes(ByteUse use, long from, long to) {
        if (to < from || from < 0) {
            throw new IllegalArgumentException("range [" + from + ", " + to + ") is not one");
        }
        used.merge(use, to - from, Long::sum);
        claim(from, to);
    }

    /** Takes in a reject; one without a byte length concerns no bytes. */
    public void reject(Fault fault) {
        if (fault.byteLength() > 0) {
            rejected += fault.byteLength();
            claim(fault.byteOffset(), fault.byteOffset() + fault.byteLength());
        }
    }

    /** Takes in what is known of another part of the dump. */
    public void merge(ByteLedger other) {
        other.used.forEach((use, length) -> used.merge(use, length, Long::sum));
        rejected += other.rejected;
        overlap = overlap == null ? other.overlap : overlap;
        other.ranges.forEach(this::claim);
    }

    private void claim(long from, long to) {
        if (from == to) {
            return;
        }
        long start = from;
        long end = to;
        Map.Entry<Long, Long> before = ranges.lowerEntry(to);
        if (before != null && before.getValue() > from && overlap == null) {
            overlap = String.format(
                    Locale.ROOT, "[%d, %d) and [%d, %d) overlap", before.getKey(), before.getValue(), from, to);
        }
        before = ranges.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            start = before.getKey();
            end = Math.max(end, before.getValue());
        }
        for (Map.Entry<Long, Long> after = ranges.ceilingEntry(from);
                after != null && after.getKey() <= end;
                after = ranges.ceilingEntry(from)) {
            end = Math.max(end, after.getValue());
            ranges.remove(after.getKey());
        }
        ranges.put(start, end);
    }

    /** Bytes of one use. */
    public long of(ByteUse use) {
        return used.getOrDefault(use, 0L);
    }

    /** Bytes rejected. */
    public long rejected() {
        return rejected;
    }

    /**
     * What is wrong with the sum {@code size = header + decoded + padding + rejected}; empty when every byte of
     * {@code [0, size)} is accounted for exactly once.
     */
    public Optional<String> discrepancy(long size) {
        if (overlap != null) {
            return Optional.of(overlap);
        }
        long end = 0;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            if (range.getKey() != end) {
                return Optional.of(
                        String.format(Locale.ROOT, "bytes [%d, %d) are not accounted for", end, range.getKey()));
            }
            end = range.getValue();
        }
        if (end != size) {
            return Optional.of(String.format(Locale.ROOT, "%d bytes are accounted for, the file has %d", end, size));
        }
        return Optional.empty();
    }
}
