package org.bivouac.jobs.ingest;

/** Counts, range and mean of one channel's values in the dump's own unit, block by block. */
final class ChannelStatistics {
    private final double lowest;
    private final double highest;
    private long samples;
    private long missing;
    private long implausible;
    private double first = Double.NaN;
    private double last = Double.NaN;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;

    /**
     * Of no values yet.
     *
     * @param lowest lowest plausible value, in the dump's unit; NaN: no bound
     * @param highest highest plausible value, in the dump's unit; NaN: no bound
     */
    ChannelStatistics(double lowest, double highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /** Adds the first {@code count} values; NaN is missing. */
    void add(double[] values, int count) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double total = 0;
        int gaps = 0;
        for (int i = 0; i < count; i++) {
            double value = values[i];
            if (!Double.isNaN(value)) {
                total += value;
                low = value < low ? value : low;
                high = value > high ? value : high;
            } else {
                gaps++;
            }
        }
        if (low < lowest || high > highest) {
            for (int i = 0; i < count; i++) {
                implausible += values[i] < lowest || values[i] > highest ? 1 : 0;
            }
        }
        samples += count;
        missing += gaps;
        sum += total;
        min = Math.min(min, low);
        max = Math.max(max, high);
        if (gaps < count) {
            int i = 0;
            while (Double.isNaN(first)) {
                first = values[i++];
            }
            i = count - 1;
            while (Double.isNaN(values[i])) {
                i--;
            }
            last = values[i];
        }
    }

    /** Adds text; null is missing. */
    void add(String[] values, int count) {
        samples += count;
        for (int i = 0; i < count; i++) {
            missing += values == null || values[i] == null ? 1 : 0;
        }
    }

    long samples() {
        return samples;
    }

    long missing() {
        return missing;
    }

    long implausible() {
        return implausible;
    }

    double first() {
        return first;
    }

    double last() {
        return last;
    }

    double min() {
        return min <= max ? min : Double.NaN;
    }

    double max() {
        return min <= max ? max : Double.NaN;
    }

    double mean() {
        return min <= max ? sum / (samples - missing) : Double.NaN;
    }
}
