package org.bivouac.jobs.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bivouac.jobs.signal.Stretches;

/**
 * When a car moved, by the lower median of its speed channels second by second, so that a single broken one does not
 * decide; and for a speed channel itself by the others alone.
 */
final class Movement {
    /** Walking pace: below it dust on a standing car's sensor would count as driving. */
    private static final double MOVING_KM_PER_H = 5;

    private static final long SECOND = 1_000_000;

    private final List<String> channels;

    /** For each second since 1970 that has samples the speed of each channel, km/h; NaN where it has none. */
    private final SortedMap<Long, double[]> speeds;

    private final Map<String, Stretches> without = new HashMap<>();

    private Movement(List<String> channels, SortedMap<Long, double[]> speeds) {
        this.channels = channels;
        this.speeds = speeds;
    }

    /** Of the first sample in each second of each speed channel. */
    static Movement of(CarLog log) throws IOException {
        List<String> channels =
                DistanceTrack.speeds(log).stream().flatMap(List::stream).toList();
        SortedMap<Long, double[]> speeds = new TreeMap<>();
        try (LogReader reader = new LogReader(log)) {
            LogWalk.samples(log, reader, channels, (channel, samples) -> {
                long last = Long.MIN_VALUE;
                for (int i = 0; i < samples.micros().length; i++) {
                    long second = Math.floorDiv(samples.micros()[i], SECOND);
                    if (second != last && !Double.isNaN(samples.values()[i])) {
                        last = second;
                        double[] row = speeds.computeIfAbsent(second, s -> nothing(channels.size()));
                        row[channel] = Double.isNaN(row[channel]) ? samples.values()[i] : row[channel];
                    }
                }
            });
        }
        return new Movement(channels, speeds);
    }

    private static double[] nothing(int size) {
        double[] row = new double[size];
        Arrays.fill(row, Double.NaN);
        return row;
    }

    /** When the car moved as far as other channels than this one know; no stretch if none of them tells the speed. */
    Stretches without(String channel) {
        String key = channels.contains(channel) ? channel : "";
        return without.computeIfAbsent(key, name -> stretches(channels.indexOf(name)));
    }

    private Stretches stretches(int left) {
        List<long[]> stretches = new ArrayList<>();
        double[] known = new double[channels.size()];
        for (Map.Entry<Long, double[]> second : speeds.entrySet()) {
            int size = 0;
            for (int c = 0; c < known.length; c++) {
                if (c != left && !Double.isNaN(second.getValue()[c])) {
                    known[size++] = second.getValue()[c];
                }
            }
            Arrays.sort(known, 0, size);
            if (size > 0 && known[(size - 1) / 2] > MOVING_KM_PER_H) {
                long from = second.getKey() * SECOND;
                long[] before = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
                if (before != null && before[1] == from) {
                    before[1] = from + SECOND;
                } else {
                    stretches.add(new long[] {from, from + SECOND});
                }
            }
        }
        return Stretches.of(stretches);
    }
}
