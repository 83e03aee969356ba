package org.bivouac.jobs.signal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Keeps every cycle, so that tests can look at them. */
final class CycleList implements CycleRecorder {
    record Cycle(double from, double to, double fromPlace, double toPlace, double count) {
        double range() {
            return Math.abs(from - to);
        }

        double mean() {
            return (from + to) / 2;
        }
    }

    final List<Cycle> cycles = new ArrayList<>();

    @Override
    public void cycle(double from, double to, double fromPlace, double toPlace, double count) {
        cycles.add(new Cycle(from, to, fromPlace, toPlace, count));
    }

    void replay(CycleRecorder recorder) {
        cycles.forEach(c -> recorder.cycle(c.from, c.to, c.fromPlace, c.toPlace, c.count));
    }

    /** The cycles as low, high pairs, sorted: what merging preserves. */
    List<String> pairs() {
        return cycles.stream()
                .map(c -> (0.0 + Math.min(c.from, c.to)) + " " + (0.0 + Math.max(c.from, c.to)) + " " + c.count)
                .sorted()
                .toList();
    }

    /** As the oracle defines it: from, to, and their sample numbers, little endian, in closing order. */
    String sha256() {
        ByteBuffer bytes = ByteBuffer.allocate(32 * cycles.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (Cycle c : cycles) {
            bytes.putDouble(0.0 + c.from)
                    .putDouble(0.0 + c.to)
                    .putLong((long) c.fromPlace)
                    .putLong((long) c.toPlace);
        }
        return OracleSeries.sha256(bytes.array());
    }
}
