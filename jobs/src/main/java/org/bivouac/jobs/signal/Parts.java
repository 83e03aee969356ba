package org.bivouac.jobs.signal;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Stretches of time that do not overlap, and which of them instants lie in.
 *
 * @param from first instant of each, inclusive, s, increasing
 * @param to last instant of each, exclusive, s
 */
public record Parts(double[] from, double[] to) implements Serializable {
    /** How many there are. */
    public int size() {
        return from.length;
    }

    /** The part of each of some instants; NaN where there is none. */
    public double[] at(double[] seconds) {
        double[] parts = new double[seconds.length];
        Arrays.setAll(parts, i -> of(seconds[i]));
        return parts;
    }

    private double of(double seconds) {
        int found = Arrays.binarySearch(from, seconds);
        int part = found >= 0 ? found : -found - 2;
        return part >= 0 && seconds < to[part] ? part : Double.NaN;
    }

    /** Marks the parts of which some time lies in {@code [begin, end)}. */
    public void hold(double begin, double end, boolean[] held) {
        int found = Arrays.binarySearch(from, begin);
        for (int i = Math.max(0, found >= 0 ? found : -found - 2); i < size() && from[i] < end; i++) {
            held[i] |= to[i] > begin;
        }
    }
}
