package org.bivouac.jobs.stage;

import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.scan.LogWalk;

/**
 * Finds where a car stands: slower than {@value #STANDING_KM_PER_H} km/h for at least {@value #LEAST_SECONDS} s. A gap ends a
 * stop, because nobody knows what happened in it.
 */
final class Stops implements LogWalk.Visitor {
    private static final double STANDING_KM_PER_H = 1;
    private static final double LEAST_SECONDS = 10;

    private final double maxGapSeconds;
    private final List<Stop> stops = new ArrayList<>();
    private double since = Double.NaN;
    private double lastSeconds = Double.NaN;

    Stops(double maxGapSeconds) {
        this.maxGapSeconds = maxGapSeconds;
    }

    /** From the first sample that stands, inclusive, to the first that moves, exclusive; s from the log's first instant. */
    record Stop(double from, double to) {
        boolean holds(double seconds) {
            return seconds >= from && seconds < to;
        }
    }

    @Override
    public void sample(double seconds, double kmPerH) {
        if (Double.isNaN(kmPerH)) {
            return;
        }
        if (seconds - lastSeconds > maxGapSeconds) {
            end(lastSeconds);
        }
        if (Math.abs(kmPerH) >= STANDING_KM_PER_H) {
            end(seconds);
        } else if (Double.isNaN(since)) {
            since = seconds;
        }
        lastSeconds = seconds;
    }

    private void end(double seconds) {
        if (seconds - since >= LEAST_SECONDS) {
            stops.add(new Stop(since, seconds));
        }
        since = Double.NaN;
    }

    /** True when there was a sample with a value. */
    boolean hasSamples() {
        return !Double.isNaN(lastSeconds);
    }

    /**
     * All stops in order of time. One that lasts to the last sample lasts to the log's end, if that is not beyond a gap.
     *
     * @param logSeconds the log's end, exclusive, s from its first instant
     */
    List<Stop> finish(double logSeconds) {
        end(logSeconds - lastSeconds <= maxGapSeconds ? logSeconds : lastSeconds);
        return List.copyOf(stops);
    }
}
