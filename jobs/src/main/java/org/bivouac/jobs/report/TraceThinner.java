package org.bivouac.jobs.report;

import java.util.Arrays;

/**
 * Thins a signal to the smallest and largest value per window. Samples may come in any order and in any pieces: the
 * answer is the same. The choice of windows depends only on the stage, so all traces of a car share their x. Windows in
 * which a slow channel has no sample lie on the line between their neighbours, unless they are a gap.
 */
final class TraceThinner {
    private final String name;
    private final String unit;
    private final double from;
    private final double width;
    private final double maxGapSeconds;
    private final double[] min;
    private final double[] max;

    /**
     * A thinner for one channel.
     *
     * @param from start of the first window, s
     * @param to end of the last window, s; after {@code from}
     * @param windows how many windows; twice as many numbers are drawn
     * @param maxGapSeconds windows without a sample are a gap when they take longer, s
     */
    TraceThinner(String name, String unit, double from, double to, int windows, double maxGapSeconds) {
        if (!(to > from) || windows < 1) {
            throw new IllegalArgumentException("no windows from " + from + " to " + to + " in " + windows);
        }
        this.name = name;
        this.unit = unit;
        this.from = from;
        this.width = (to - from) / windows;
        this.maxGapSeconds = maxGapSeconds;
        this.min = new double[windows];
        this.max = new double[windows];
        Arrays.fill(min, Double.NaN);
        Arrays.fill(max, Double.NaN);
    }

    /** Adds samples; those without a value or outside of the windows are left out (the very end is inside). */
    void add(double[] seconds, double[] values) {
        for (int i = 0; i < values.length; i++) {
            double place = (seconds[i] - from) / width;
            if (Double.isNaN(values[i]) || !(place >= 0) || place > min.length) {
                continue;
            }
            int window = Math.min(min.length - 1, (int) place);
            min[window] = Double.isNaN(min[window]) ? values[i] : Math.min(min[window], values[i]);
            max[window] = Double.isNaN(max[window]) ? values[i] : Math.max(max[window], values[i]);
        }
    }

    /** True when no sample fell into a window. */
    boolean isEmpty() {
        return Arrays.stream(max).allMatch(Double::isNaN);
    }

    /** What came of it. */
    Trace trace() {
        double[] x = new double[min.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = from + (i + 0.5) * width;
        }
        return new Trace(name, unit, x, joined(min), joined(max));
    }

    private double[] joined(double[] values) {
        double[] joined = values.clone();
        int before = -1;
        for (int i = 0; i < joined.length; i++) {
            if (Double.isNaN(values[i])) {
                continue;
            }
            if (before >= 0 && (i - before - 1) * width <= maxGapSeconds) {
                for (int k = before + 1; k < i; k++) {
                    joined[k] = values[before] + (values[i] - values[before]) * (k - before) / (i - before);
                }
            }
            before = i;
        }
        return joined;
    }
}
