package org.bivouac.jobs.ingest;

import java.io.Serializable;

/**
 * Counts, range and mean of one channel's values in the dump's own unit, block by block. The sum is kept to twice the
 * digits of a double (error-free transformation: D. E. Knuth, The Art of Computer Programming 2, 4.2.2, theorem B), so that
 * the mean is the same however the values were divided into blocks and parts.
 */
final class ChannelStatistics implements Serializable {
    private static final long serialVersionUID = 1L;

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
    /** What {@link #sum} lacks. */
    private double rest;

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
        double total = sum;
        double lost = 0;
        int gaps = 0;
        for (int i = 0; i < count; i++) {
            double value = values[i];
            if (!Double.isNaN(value)) {
                double next = total + value;
                double part = next - total;
                lost += (total - (next - part)) + (value - part);
                total = next;
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
        sum = total;
        rest += lost;
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

    /** Adds the values of the part that follows. */
    void merge(ChannelStatistics later) {
        samples += later.samples;
        missing += later.missing;
        implausible += later.implausible;
        first = Double.isNaN(first) ? later.first : first;
        last = Double.isNaN(later.last) ? last : later.last;
        min = Math.min(min, later.min);
        max = Math.max(max, later.max);
        double next = sum + later.sum;
        double part = next - sum;
        rest += later.rest + (sum - (next - part)) + (later.sum - part);
        sum = next;
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
        // Infinite values leave no rest that is a number.
        double whole = Double.isNaN(rest) ? sum : sum + rest;
        return min <= max ? whole / (samples - missing) : Double.NaN;
    }
}
