package org.bivouac.jobs.stress;

import java.io.Serializable;
import java.util.Arrays;
import org.bivouac.jobs.scan.Signal;
import org.bivouac.jobs.scan.Slice;

/**
 * Where the car was when: one point each five seconds, because the time of a cycle's turning point may lie many slices
 * back when the cycle closes. Between points the car is off by 3 m at 1 m/s² at most.
 */
final class Trail implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double STEP_SECONDS = 5;

    private double[] seconds = new double[8];
    private double[] km = new double[8];
    private int n;

    /** Notes the points that lie in a slice. */
    void add(Slice slice, Signal signal) {
        double first = Math.ceil(slice.fromSeconds() / STEP_SECONDS);
        int points = (int) Math.max(0, Math.ceil(slice.toSeconds() / STEP_SECONDS) - first);
        double[] at = new double[points];
        Arrays.setAll(at, i -> (first + i) * STEP_SECONDS);
        double[] driven = slice.distanceKm(new Signal(at, new double[points], 0, points, signal.maxGapSeconds()));
        for (int i = 0; i < points; i++) {
            if (!Double.isNaN(driven[i])) {
                append(at[i], driven[i]);
            }
        }
    }

    void append(Trail later) {
        for (int i = 0; i < later.n; i++) {
            append(later.seconds[i], later.km[i]);
        }
    }

    private void append(double second, double kilometre) {
        if (n == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * n);
            km = Arrays.copyOf(km, 2 * n);
        }
        seconds[n] = second;
        km[n++] = kilometre;
    }

    /** Driven distance, km; NaN when no point is near. */
    double km(double second) {
        if (n == 0) {
            return Double.NaN;
        }
        int at = Arrays.binarySearch(seconds, 0, n, second);
        if (at >= 0) {
            return km[at];
        }
        // Outside the points, the neighbouring stretch is drawn on.
        int right = Math.min(Math.max(-at - 1, 1), n - 1);
        int left = Math.max(right - 1, 0);
        if (second < seconds[left] - STEP_SECONDS || second > seconds[right] + STEP_SECONDS) {
            return Double.NaN;
        }
        double length = seconds[right] - seconds[left];
        return length == 0 ? km[left] : km[left] + (km[right] - km[left]) * (second - seconds[left]) / length;
    }
}
