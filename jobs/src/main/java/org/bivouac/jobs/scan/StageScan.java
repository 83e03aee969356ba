package org.bivouac.jobs.scan;

import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bivouac.jobs.spark.Tasks;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.SpectrumRow;

/**
 * Runs all folds over a car's stage in one pass.
 *
 * <p>Slices, and the blocks of slices that make one partial result, depend on segments and samples only. Tasks hold whole
 * blocks and may run anywhere; their partial results are merged here, strictly in order of time. So the results are equal to the
 * bit on any number of cores, however the telemetry is spread over files.
 */
public final class StageScan {
    private StageScan() {}

    /**
     * What to scan with what.
     *
     * @param car the car
     * @param log its telemetry
     * @param segments its segments in order of time
     * @param distance its driven distance
     * @param catalogue how channels are read between samples
     * @param folds the analyses; one whose channels are all absent is not run and reported
     */
    public record Inputs(
            CarKey car,
            CarLog log,
            List<SegmentRow> segments,
            DistanceTrack distance,
            Catalogue catalogue,
            List<Fold<?>> folds) {}

    /** All rows: for each segment, each type of segment ({@code liaison}, {@code special} …) and the {@code stage}. */
    public record Result(
            List<MeasureRow> measures,
            List<SpectrumRow> spectra,
            List<EventRow> events,
            List<Contradicted> contradicted) {
        /** These rows and then others. */
        public Result plus(Result others) {
            return new Result(
                    both(measures, others.measures),
                    both(spectra, others.spectra),
                    both(events, others.events),
                    both(contradicted, others.contradicted));
        }

        private static <R> List<R> both(List<R> rows, List<R> others) {
            return Stream.concat(rows.stream(), others.stream()).toList();
        }
    }

    /**
     * A channel of which dumps say different things at the same time.
     *
     * @param count at how many instants; none of their values is believed
     * @param first the first of them
     * @param dump a dump that has a value there
     * @param other another that has another value, or the same dump if it contradicts itself
     */
    public record Contradicted(String channel, long count, Instant first, String dump, String other) {}

    /** What one task works on. */
    private record Work(
            CarLog log,
            ArrayList<Fold<?>> folds,
            TreeMap<String, Reading> readings,
            DistanceTrack distance,
            ArrayList<Span> spans)
            implements Serializable {}

    /** Partial results of one block of one segment, one for each fold. */
    private record Block(int segment, Serializable[] partials, TreeMap<String, LogSlice.Counts> counts)
            implements Serializable {}

    /** Scans one car's stage. */
    public static Result scan(Tasks tasks, Inputs in) {
        return scan(tasks, "scan " + in.car(), List.of(in)).get(0);
    }

    /**
     * Scans several cars' stages side by side, which keeps all cores busy when each is small.
     *
     * @param what the name of this step, for progress
     * @return one result for each of {@code cars}
     */
    public static List<Result> scan(Tasks tasks, String what, List<Inputs> cars) {
        List<List<Fold<?>>> folds = cars.stream().map(StageScan::runnable).toList();
        List<Work> work = new ArrayList<>();
        List<Integer> carOf = new ArrayList<>();
        for (int c = 0; c < cars.size(); c++) {
            work.addAll(work(cars.get(c), folds.get(c)));
            carOf.addAll(Collections.nCopies(work.size() - carOf.size(), c));
        }
        List<Block[]> blocks = tasks.map(what, work, StageScan::run);
        List<Result> results = new ArrayList<>();
        int next = 0;
        for (int c = 0; c < cars.size(); c++) {
            int first = next;
            while (next < blocks.size() && carOf.get(next) == c) {
                next++;
            }
            results.add(result(cars.get(c), folds.get(c), blocks.subList(first, next)));
        }
        return results;
    }

    private static List<Fold<?>> runnable(Inputs in) {
        return in.folds().stream()
                .filter(fold -> fold.channels().stream().anyMatch(in.log().channels()::contains))
                .toList();
    }

    /** Merges a car's partial results in order of time. */
    private static Result result(Inputs in, List<Fold<?>> folds, List<Block[]> tasks) {
        SortedMap<String, LogSlice.Counts> counts = new TreeMap<>();
        Serializable[][] bySegment = new Serializable[in.segments().size()][];
        for (Block[] task : tasks) {
            for (Block block : task) {
                block.counts().forEach((channel, own) -> counts.merge(channel, own, LogSlice.Counts::plus));
                Serializable[] earlier = bySegment[block.segment()];
                bySegment[block.segment()] =
                        earlier == null ? block.partials() : merge(folds, earlier, block.partials());
            }
        }
        ResultRows rows = new ResultRows(in.car(), instant(in.log().firstMicros()));
        stretches(in.segments()).forEach((name, members) -> rows(rows, name, members, in.segments(), folds, bySegment));
        rows.log(in, folds, counts, in.segments());
        return rows.result();
    }

    private static List<Work> work(Inputs in, List<Fold<?>> folds) {
        List<long[]> segments = in.segments().stream()
                .map(segment -> new long[] {micros(segment.fromTime()), micros(segment.toTime())})
                .toList();
        TreeMap<String, Reading> readings = Reading.of(in.catalogue());
        double margin = LogWalk.BEHIND_MICROS / 1e6;
        long origin = in.log().firstMicros();
        List<Work> work = new ArrayList<>();
        for (ArrayList<Span> spans : Span.tasks(Span.of(segments, in.log().sampled()), in.log())) {
            DistanceTrack distance = in.distance()
                    .between(
                            (spans.get(0).from() - origin) / 1e6 - margin,
                            (spans.get(spans.size() - 1).to() - origin) / 1e6 + margin);
            work.add(new Work(in.log(), new ArrayList<>(folds), readings, distance, spans));
        }
        return work;
    }

    /** One task: folds its slices, a new partial result for each block of each segment. */
    private static Block[] run(Work work) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Span last = null;
        try (LogReader reader = new LogReader(work.log())) {
            for (Span span : work.spans()) {
                reader.forgetBefore(span.from() - LogWalk.BEHIND_MICROS);
                if (!reader.hasRows(span.from(), span.to())) {
                    continue;
                }
                if (last == null || last.segment() != span.segment() || last.block() != span.block()) {
                    blocks.add(new Block(span.segment(), empty(work.folds()), new TreeMap<>()));
                }
                last = span;
                Block block = blocks.get(blocks.size() - 1);
                Slice slice = new LogSlice(
                        reader,
                        work.readings(),
                        work.distance(),
                        work.log().firstMicros(),
                        span.from(),
                        span.to(),
                        block.counts());
                for (int f = 0; f < work.folds().size(); f++) {
                    add(work.folds().get(f), block.partials()[f], slice);
                }
            }
        }
        return blocks.toArray(Block[]::new);
    }

    private static Serializable[] empty(List<Fold<?>> folds) {
        return folds.stream().map(Fold::empty).toArray(Serializable[]::new);
    }

    /** Each partial result goes back to the fold that made it, so the casts hold. */
    @SuppressWarnings("unchecked")
    private static <P extends Serializable> void add(Fold<P> fold, Serializable partial, Slice slice) {
        fold.add((P) partial, slice);
    }

    private static Serializable[] merge(List<Fold<?>> folds, Serializable[] earlier, Serializable[] later) {
        return IntStream.range(0, earlier.length)
                .mapToObj(f -> merge(folds.get(f), earlier[f], later[f]))
                .toArray(Serializable[]::new);
    }

    @SuppressWarnings("unchecked")
    private static <P extends Serializable> Serializable merge(Fold<P> fold, Serializable earlier, Serializable later) {
        return fold.merge((P) earlier, (P) later);
    }

    @SuppressWarnings("unchecked")
    private static <P extends Serializable> List<Finding> findings(Fold<P> fold, Serializable result) {
        return fold.rows((P) result);
    }

    /** Which segments make up each named stretch: each segment by itself, each type, the stage. */
    private static Map<String, List<Integer>> stretches(List<SegmentRow> segments) {
        Map<String, List<Integer>> stretches = new LinkedHashMap<>();
        SortedMap<String, List<Integer>> types = new TreeMap<>();
        for (int s = 0; s < segments.size(); s++) {
            stretches.put(segments.get(s).segment(), List.of(s));
            types.computeIfAbsent(segments.get(s).type().toLowerCase(Locale.ROOT), type -> new ArrayList<>())
                    .add(s);
        }
        stretches.putAll(types);
        stretches.put("stage", IntStream.range(0, segments.size()).boxed().toList());
        return stretches;
    }

    private static void rows(
            ResultRows rows,
            String name,
            List<Integer> members,
            List<SegmentRow> segments,
            List<Fold<?>> folds,
            Serializable[][] bySegment) {
        // A copy to merge into: the segments' own results are still needed.
        Serializable[] merged = empty(folds);
        double seconds = 0;
        double km = 0;
        for (int s : members) {
            if (bySegment[s] != null) {
                merged = merge(folds, merged, bySegment[s]);
            }
            seconds += segments.get(s).seconds();
            km += segments.get(s).distanceKm();
        }
        ResultRows.Stretch stretch = new ResultRows.Stretch(name, seconds, km);
        for (int f = 0; f < merged.length; f++) {
            rows.add(stretch, folds.get(f).definition(), findings(folds.get(f), merged[f]));
        }
    }

    /** Channels that a list of folds reads, sorted. */
    static SortedSet<String> channels(List<Fold<?>> folds) {
        SortedSet<String> channels = new TreeSet<>();
        folds.forEach(fold -> channels.addAll(fold.channels()));
        return channels;
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
