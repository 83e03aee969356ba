package org.bivouac.jobs.scan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A slice of signals held in memory, for tests of folds. Samples beyond its ends are shown as a halo of the given length.
 *
 * @param tracks each channel's samples over the whole stage, by name
 * @param fromSeconds first instant, inclusive, s
 * @param toSeconds last instant, exclusive, s
 * @param haloSamples how many samples on each side are shown besides
 */
public record ArraySlice(Map<String, Track> tracks, double fromSeconds, double toSeconds, int haloSamples)
        implements Slice {
    /** The name under which the distance basis is kept, km. */
    public static final String DISTANCE = "distance_km";

    /** A whole stage's samples of one channel. */
    public record Track(double[] seconds, double[] values, double maxGapSeconds) {}

    /** A stage to be given channels. */
    public static Map<String, Track> stage() {
        return new LinkedHashMap<>();
    }

    @Override
    public Signal signal(String channel) {
        Track track = tracks.get(channel);
        if (track == null) {
            return Signal.empty(1);
        }
        int from = index(track.seconds(), fromSeconds);
        int to = index(track.seconds(), toSeconds);
        int left = Math.max(0, from - haloSamples);
        int right = Math.min(track.seconds().length, to + haloSamples);
        return new Signal(
                Arrays.copyOfRange(track.seconds(), left, right),
                Arrays.copyOfRange(track.values(), left, right),
                from - left,
                to - left,
                track.maxGapSeconds());
    }

    private static int index(double[] seconds, double second) {
        int at = Arrays.binarySearch(seconds, second);
        return at >= 0 ? at : -at - 1;
    }

    @Override
    public double[] aligned(String channel, Signal onto) {
        Track track = tracks.get(channel);
        double[] values = new double[onto.seconds().length];
        Arrays.setAll(values, i -> track == null ? Double.NaN : at(track, onto.seconds()[i]));
        return values;
    }

    private static double at(Track track, double second) {
        int at = Arrays.binarySearch(track.seconds(), second);
        if (at >= 0) {
            return track.values()[at];
        }
        int right = -at - 1;
        if (right == 0 || right == track.seconds().length) {
            return Double.NaN;
        }
        double length = track.seconds()[right] - track.seconds()[right - 1];
        double share = (second - track.seconds()[right - 1]) / length;
        return length > track.maxGapSeconds()
                ? Double.NaN
                : track.values()[right - 1] + share * (track.values()[right] - track.values()[right - 1]);
    }

    @Override
    public double[] distanceKm(Signal onto) {
        return aligned(DISTANCE, onto);
    }
}
