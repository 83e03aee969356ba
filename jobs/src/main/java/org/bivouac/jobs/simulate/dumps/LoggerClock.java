package org.bivouac.jobs.simulate.dumps;

import java.util.Arrays;
import java.util.List;

/**
 * What a logger's clock shows while it writes: offset and drift from the start, and steps on the way. All in seconds since
 * the drive's start.
 *
 * @param offsetSeconds shown at the first sample
 * @param driftPpm how much faster it runs, parts in a million
 * @param steps by time, in order
 */
public record LoggerClock(double offsetSeconds, double driftPpm, List<Step> steps) {
    /** A clock that is right. */
    public static final LoggerClock RIGHT = new LoggerClock(0, 0, List.of());

    /**
     * A jump of what is shown.
     *
     * @param afterSeconds when, by the time that was written so far
     * @param bySeconds how far; negative for back
     */
    public record Step(double afterSeconds, double bySeconds) {}

    /** Copies the steps. */
    public LoggerClock {
        steps = List.copyOf(steps);
    }

    /** True when it shows what it should. */
    public boolean right() {
        return offsetSeconds == 0 && driftPpm == 0 && steps.isEmpty();
    }

    /** What it shows after so many seconds of writing. */
    public double shown(double writtenSeconds) {
        double shown = writtenSeconds + offsetSeconds + driftPpm * 1e-6 * writtenSeconds;
        for (int i = 0; i < steps.size() && steps.get(i).afterSeconds() <= writtenSeconds; i++) {
            shown += steps.get(i).bySeconds();
        }
        return shown;
    }

    /**
     * What it shows at the samples of a stretch.
     *
     * @param fromSecond of writing
     * @param rateHz samples a second
     * @param count samples
     * @param shown set
     */
    void shown(long fromSecond, int rateHz, int count, double[] shown) {
        long first = fromSecond * rateHz;
        for (int i = 0; i < count; i++) {
            shown[i] = (double) (first + i) / rateHz;
        }
        if (!right()) {
            Arrays.setAll(shown, i -> i < count ? shown(shown[i]) : shown[i]);
        }
    }
}
