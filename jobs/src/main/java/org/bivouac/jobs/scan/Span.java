package org.bivouac.jobs.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a slice is cut.
 *
 * @param segment index of its segment
 * @param block its block: slices of one block and segment are folded into one partial result
 * @param from first instant, inclusive, µs since 1970
 * @param to last instant, exclusive
 */
record Span(int segment, long block, long from, long to) implements Serializable {
    /** A slice is at most a minute; windows stand at whole minutes of UTC. */
    static final long WINDOW_MICROS = 60_000_000;

    /** A block is ten minutes, at whole multiples of ten minutes of UTC. */
    static final long WINDOWS_PER_BLOCK = 10;

    /** A task ends with the block in which it has this many rows: few decode a row group twice, and there are enough for all cores. */
    private static final double ROWS_PER_TASK = 300_000;

    /**
     * Every window of every segment that may have rows, in order of time. Depends on segments and samples only.
     *
     * @param segments first instant, inclusive, and last, exclusive, of each segment in order of time, µs since 1970
     * @param sampled stretches that have rows, inclusive, in order of time
     */
    static List<Span> of(List<long[]> segments, List<long[]> sampled) {
        List<Span> spans = new ArrayList<>();
        int firstRun = 0;
        for (int s = 0; s < segments.size(); s++) {
            long from = segments.get(s)[0];
            long to = segments.get(s)[1];
            while (firstRun < sampled.size() && sampled.get(firstRun)[1] < from) {
                firstRun++;
            }
            long next = Long.MIN_VALUE;
            for (int r = firstRun; r < sampled.size() && sampled.get(r)[0] < to; r++) {
                long first = Math.floorDiv(Math.max(from, sampled.get(r)[0]), WINDOW_MICROS);
                long last = Math.floorDiv(Math.min(to - 1, sampled.get(r)[1]), WINDOW_MICROS);
                for (long w = Math.max(first, next); w <= last; w++) {
                    spans.add(new Span(
                            s,
                            Math.floorDiv(w, WINDOWS_PER_BLOCK),
                            Math.max(from, w * WINDOW_MICROS),
                            Math.min(to, (w + 1) * WINDOW_MICROS)));
                }
                next = Math.max(next, last + 1);
            }
        }
        return spans;
    }

    /** Cuts into tasks between blocks. What a task holds has no influence on results: partial results are by block. */
    static List<ArrayList<Span>> tasks(List<Span> spans, CarLog log) {
        List<ArrayList<Span>> tasks = new ArrayList<>();
        double rows = Double.POSITIVE_INFINITY;
        Span last = null;
        for (Span span : spans) {
            if (rows >= ROWS_PER_TASK && (last == null || last.block() != span.block())) {
                tasks.add(new ArrayList<>());
                rows = 0;
            }
            tasks.get(tasks.size() - 1).add(span);
            rows += log.rows(span.from(), span.to());
            last = span;
        }
        return tasks;
    }
}
