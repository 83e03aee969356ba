package org.bivouac.jobs.scan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.TreeMap;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.Interpolation;

/**
 * How a channel is read at other times than its samples'.
 *
 * @param interpolation its rule
 * @param maxGapSeconds the longest time between two valid samples that is bridged, s
 */
record Reading(Interpolation interpolation, double maxGapSeconds) implements Serializable {
    /** Channels that the catalogue does not know are not read between their samples. */
    static final Reading UNKNOWN = new Reading(Interpolation.NONE, 1);

    /** The rules of all channels of a catalogue, in a form that can be sent to tasks. */
    static TreeMap<String, Reading> of(Catalogue catalogue) {
        TreeMap<String, Reading> readings = new TreeMap<>();
        for (Channel channel : catalogue.channels()) {
            readings.put(channel.name(), new Reading(channel.interpolation(), channel.maxGapSeconds()));
        }
        return readings;
    }

    /**
     * Values at other times.
     *
     * @param seconds time of each sample, strictly increasing
     * @param values value of each; NaN samples are passed over
     * @param at times to read at, increasing
     * @return one value for each of {@code at}; NaN before the first valid sample, behind the last, and in gaps
     */
    double[] at(double[] seconds, double[] values, double[] at) {
        double[] result = new double[at.length];
        Arrays.fill(result, Double.NaN);
        int before = -1;
        int after = next(values, 0);
        for (int i = 0; i < at.length; i++) {
            while (after < seconds.length && seconds[after] <= at[i]) {
                before = after;
                after = next(values, after + 1);
            }
            if (before >= 0) {
                result[i] = between(seconds, values, before, after, at[i]);
            }
        }
        return result;
    }

    private double between(double[] seconds, double[] values, int before, int after, double at) {
        if (seconds[before] == at) {
            return values[before];
        }
        if (after >= seconds.length || seconds[after] - seconds[before] > maxGapSeconds) {
            return Double.NaN;
        }
        return switch (interpolation) {
            case NONE -> Double.NaN;
            case HOLD -> values[before];
            case LINEAR -> {
                double share = (at - seconds[before]) / (seconds[after] - seconds[before]);
                yield values[before] + (values[after] - values[before]) * share;
            }
        };
    }

    private static int next(double[] values, int from) {
        int i = from;
        while (i < values.length && Double.isNaN(values[i])) {
            i++;
        }
        return i;
    }
}
