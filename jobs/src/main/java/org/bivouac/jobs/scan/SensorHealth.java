package org.bivouac.jobs.scan;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bivouac.jobs.signal.SensorFaults;
import org.bivouac.jobs.signal.Stretches;
import org.bivouac.jobs.spark.Tasks;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.SensorRule;

/**
 * Goes through the channels of a car's log before it is scanned and finds where their sensors cannot be believed. Each
 * channel is walked through as a whole, so the intervals depend on its samples and on when the car moved, never on how
 * the scan is cut.
 */
public final class SensorHealth {
    /** Channels of one task: few decode the times of a file twice, and there are enough tasks for all cores. */
    private static final int CHANNELS_PER_TASK = 6;

    private final SortedMap<String, List<SensorFaults.Interval>> intervals;

    private SensorHealth(SortedMap<String, List<SensorFaults.Interval>> intervals) {
        this.intervals = intervals;
    }

    private record Work(
            CarLog log,
            TreeMap<String, Reading> readings,
            ArrayList<Judged> channels,
            long firstMicros,
            long lastMicros)
            implements Serializable {}

    /** A channel with its rules; {@link SensorFaults.Rules} itself knows nothing of sending. */
    private record Judged(
            String channel, double min, double max, double constantS, double railS, double maxStep, Stretches moving)
            implements Serializable {
        SensorFaults faults(SortedMap<String, Reading> readings) {
            double maxGapSeconds =
                    readings.getOrDefault(channel, Reading.UNKNOWN).maxGapSeconds();
            return new SensorFaults(new SensorFaults.Rules(min, max, constantS, railS, maxStep, maxGapSeconds), moving);
        }
    }

    /** What was found of one channel: kinds, first and last instants, samples, values. */
    private record Found(String channel, int[] kinds, long[] from, long[] to, long[] samples, double[] values)
            implements Serializable {}

    /**
     * Judges all channels of several logs on tasks.
     *
     * @param what the name of this step, for progress
     * @param logs unmasked
     * @return one for each of {@code logs}
     */
    public static List<SensorHealth> of(Tasks tasks, String what, List<CarLog> logs, Catalogue catalogue)
            throws IOException {
        List<Work> work = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (CarLog log : logs) {
            List<Work> own = work(log, catalogue, log.channels());
            work.addAll(own);
            sizes.add(own.size());
        }
        List<Found[]> found = tasks.map(what, work, SensorHealth::judge);
        List<SensorHealth> results = new ArrayList<>();
        int next = 0;
        for (int size : sizes) {
            results.add(of(found.subList(next, next + size)));
            next += size;
        }
        return results;
    }

    /** Judges some channels of a log on this thread; their intervals are the same as on tasks. */
    public static SensorHealth of(CarLog log, Catalogue catalogue, Collection<String> channels) throws IOException {
        List<Found[]> found = new ArrayList<>();
        for (Work one : work(log, catalogue, channels)) {
            found.add(judge(one));
        }
        return of(found);
    }

    /** Nothing found. */
    public static SensorHealth healthy() {
        return new SensorHealth(new TreeMap<>());
    }

    private static SensorHealth of(List<Found[]> found) {
        SensorFaults.Kind[] kinds = SensorFaults.Kind.values();
        SortedMap<String, List<SensorFaults.Interval>> intervals = new TreeMap<>();
        for (Found[] task : found) {
            for (Found one : task) {
                List<SensorFaults.Interval> list = new ArrayList<>();
                for (int i = 0; i < one.kinds().length; i++) {
                    list.add(new SensorFaults.Interval(
                            kinds[one.kinds()[i]], one.from()[i], one.to()[i], one.samples()[i], one.values()[i]));
                }
                if (!list.isEmpty()) {
                    intervals.put(one.channel(), List.copyOf(list));
                }
            }
        }
        return new SensorHealth(intervals);
    }

    /** What was found, by channel; channels without a fault are absent. */
    public SortedMap<String, List<SensorFaults.Interval>> intervals() {
        return intervals;
    }

    /** What was found as rows: the longest intervals as events, and how many samples and seconds are not believed. */
    public StageScan.Result rows(StageScan.Inputs in) {
        return new SensorRows(in).rows(intervals);
    }

    /** The log with all samples in the intervals as missing. */
    public CarLog masked(CarLog log) {
        TreeMap<String, long[]> masks = new TreeMap<>();
        intervals.forEach((channel, list) -> {
            long[] mask = list.stream()
                    .filter(interval -> interval.kind() != SensorFaults.Kind.DROPOUT)
                    .flatMapToLong(interval -> java.util.stream.LongStream.of(interval.from(), interval.to()))
                    .toArray();
            if (mask.length > 0) {
                masks.put(channel, joined(mask));
            }
        });
        return masks.isEmpty() ? log : log.masked(masks);
    }

    /** Pairs in order of their beginning without overlaps: intervals of different kinds may lie in one another. */
    private static long[] joined(long[] pairs) {
        int size = 0;
        long[] joined = new long[pairs.length];
        for (int i = 0; i < pairs.length; i += 2) {
            if (size > 0 && pairs[i] <= joined[size - 1]) {
                joined[size - 1] = Math.max(joined[size - 1], pairs[i + 1]);
            } else {
                joined[size++] = pairs[i];
                joined[size++] = pairs[i + 1];
            }
        }
        return java.util.Arrays.copyOf(joined, size);
    }

    private static List<Work> work(CarLog log, Catalogue catalogue, Collection<String> channels) throws IOException {
        List<Work> work = new ArrayList<>();
        if (log.isEmpty()) {
            return work;
        }
        SortedSet<String> wanted = new TreeSet<>(channels);
        wanted.retainAll(log.channels());
        Movement movement = Movement.of(log);
        TreeMap<String, Reading> readings = Reading.of(catalogue);
        ArrayList<Judged> judged = new ArrayList<>();
        for (Channel channel : catalogue.channels()) {
            if (!wanted.contains(channel.name())) {
                continue;
            }
            SensorRule rule = catalogue.sensor(channel.name());
            judged.add(new Judged(
                    channel.name(),
                    channel.lowestPlausible(),
                    channel.highestPlausible(),
                    rule.constantSeconds(),
                    rule.railSeconds(),
                    rule.maxStep(),
                    movement.without(channel.name())));
            if (judged.size() == CHANNELS_PER_TASK) {
                work.add(new Work(log, readings, judged, log.firstMicros(), log.lastMicros()));
                judged = new ArrayList<>();
            }
        }
        if (!judged.isEmpty()) {
            work.add(new Work(log, readings, judged, log.firstMicros(), log.lastMicros()));
        }
        return work;
    }

    private static Found[] judge(Work work) throws IOException {
        List<String> channels = work.channels().stream().map(Judged::channel).toList();
        List<SensorFaults> faults = work.channels().stream()
                .map(judged -> judged.faults(work.readings()))
                .toList();
        try (LogReader reader = new LogReader(work.log())) {
            LogWalk.samples(
                    work.log(),
                    reader,
                    channels,
                    (channel, samples) ->
                            faults.get(channel).add(samples.micros(), samples.values(), 0, samples.micros().length));
            Found[] found = new Found[faults.size()];
            for (int c = 0; c < found.length; c++) {
                found[c] = found(work, channels.get(c), faults.get(c), reader);
            }
            return found;
        }
    }

    @SuppressWarnings("EnumOrdinal") // they travel as numbers, within one run only
    private static Found found(Work work, String channel, SensorFaults faults, LogReader reader) {
        // A gap in which nothing else was recorded either is no fault of the sensor.
        List<SensorFaults.Interval> list = faults.finish(work.firstMicros(), work.lastMicros()).stream()
                .filter(interval -> interval.kind() != SensorFaults.Kind.DROPOUT
                        || reader.hasRows(interval.from(), interval.to() + 1))
                .toList();
        return new Found(
                channel,
                list.stream().mapToInt(interval -> interval.kind().ordinal()).toArray(),
                list.stream().mapToLong(SensorFaults.Interval::from).toArray(),
                list.stream().mapToLong(SensorFaults.Interval::to).toArray(),
                list.stream().mapToLong(SensorFaults.Interval::samples).toArray(),
                list.stream().mapToDouble(SensorFaults.Interval::value).toArray());
    }
}
