package org.bivouac.jobs.scan;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * A slice of a car's log. The halo of a signal reaches as far as the channel's gap limit, at least {@link #LEAST_HALO_SECONDS}:
 * the next sample is seen unless there is a gap.
 */
final class LogSlice implements Slice {
    /** Support for filters, s to each side. */
    static final double LEAST_HALO_SECONDS = 1;

    private static final double MICROS = 1e6;

    private final LogReader reader;
    private final SortedMap<String, Reading> readings;
    private final DistanceTrack distance;
    private final long origin;
    private final long from;
    private final long to;
    private final Map<String, Counts> counts;
    private final Map<String, Signal> signals = new HashMap<>();
    private final IdentityHashMap<long[], double[]> seconds = new IdentityHashMap<>();
    private final IdentityHashMap<double[], double[]> kilometres = new IdentityHashMap<>();

    /**
     * The slice {@code [from, to)}, µs since 1970.
     *
     * @param distance may be null when nobody asks for it
     * @param counts where what was merged is added up, by channel
     */
    LogSlice(
            LogReader reader,
            SortedMap<String, Reading> readings,
            DistanceTrack distance,
            long origin,
            long from,
            long to,
            Map<String, Counts> counts) {
        this.reader = reader;
        this.readings = readings;
        this.distance = distance;
        this.origin = origin;
        this.from = from;
        this.to = to;
        this.counts = counts;
    }

    /** Samples that merging left out or doubted. */
    record Counts(long duplicates, long conflicts, LogReader.Contradiction first) implements java.io.Serializable {
        /** These and later ones. */
        Counts plus(Counts later) {
            return new Counts(
                    duplicates + later.duplicates, conflicts + later.conflicts, first == null ? later.first : first);
        }
    }

    @Override
    public double fromSeconds() {
        return (from - origin) / MICROS;
    }

    @Override
    public double toSeconds() {
        return (to - origin) / MICROS;
    }

    @Override
    public Signal signal(String channel) {
        Signal signal = signals.get(channel);
        if (signal == null) {
            signal = read(channel);
            signals.put(channel, signal);
        }
        return signal;
    }

    private Signal read(String channel) {
        double maxGapSeconds = reading(channel).maxGapSeconds();
        long halo = micros(Math.max(LEAST_HALO_SECONDS, maxGapSeconds));
        LogReader.Samples samples = reader.samples(channel, from - halo, to - 1 + halo, from, to);
        if (samples.micros().length == 0) {
            return Signal.empty(maxGapSeconds);
        }
        if (samples.duplicates() > 0 || samples.conflicts() > 0) {
            counts.merge(channel, new Counts(samples.duplicates(), samples.conflicts(), samples.first()), Counts::plus);
        }
        return new Signal(
                seconds(samples.micros()),
                samples.values(),
                LogReader.lowerBound(samples.micros(), from),
                LogReader.lowerBound(samples.micros(), to),
                maxGapSeconds);
    }

    @Override
    public double[] aligned(String channel, Signal onto) {
        double[] at = onto.seconds();
        if (at.length == 0) {
            return new double[0];
        }
        Reading reading = reading(channel);
        long reach = micros(reading.maxGapSeconds()) + 1;
        LogReader.Samples samples = reader.samples(
                channel, origin + micros(at[0]) - reach, origin + micros(at[at.length - 1]) + reach, 0, 0);
        return reading.at(seconds(samples.micros()), samples.values(), at);
    }

    @Override
    public double[] distanceKm(Signal onto) {
        return kilometres.computeIfAbsent(onto.seconds(), distance::kmAt);
    }

    private Reading reading(String channel) {
        return readings.getOrDefault(channel, Reading.UNKNOWN);
    }

    private double[] seconds(long[] micros) {
        return seconds.computeIfAbsent(micros, times -> {
            double[] result = new double[times.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = (times[i] - origin) / MICROS;
            }
            return result;
        });
    }

    private static long micros(double seconds) {
        return Math.round(seconds * MICROS);
    }
}
