package org.bivouac.jobs.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.signal.SignalLag;

/**
 * How far one dump's clock is ahead of another's by the speed that both tell: lags of windows of {@value #WINDOW_SECONDS} s in
 * which the speed changes (shorter ones where a log has fewer than {@value #WINDOWS} of them), and a straight line through them by the median of all slopes (Sen, Journal of the American
 * Statistical Association 63, 1968, p. 1379), which single bad windows do not move.
 *
 * @param windows how many windows told a lag
 * @param fromSeconds middle of the first of them, s from the log's first instant
 * @param toSeconds middle of the last
 * @param aheadSeconds lag at {@code fromSeconds}
 * @param gainedSeconds by how much it grew until {@code toSeconds}; 0 when that is no more than the lags scatter
 */
record ClockLag(int windows, double fromSeconds, double toSeconds, double aheadSeconds, double gainedSeconds) {
    private static final int WINDOW_SECONDS = 300;

    /** As many windows are made of a short log, but none shorter than {@link #SHORTEST_SECONDS}. */
    private static final int WINDOWS = 10;

    private static final int SHORTEST_SECONDS = 60;

    /** So far from the rough lag drift may lead, s. */
    private static final int FINE_TICKS = 6 * DumpSpeed.RATE_HZ;

    /** A car that speeds up or slows down has another speed so much later. */
    private static final int SIDE_TICKS = 2 * DumpSpeed.RATE_HZ;

    /** Clocks further apart than this are not found. */
    static final int ROUGH_SECONDS = 3700;

    /** A single window may fit by chance. */
    private static final int LEAST_WINDOWS = 2;

    /** Fewer windows do not tell a line from chance. */
    private static final int LEAST_FOR_DRIFT = 5;

    /** Less drift is no harm, s: what two ticks of 100 Hz are off by moves no event to another place. */
    private static final double LEAST_GAIN = 0.05;

    /** A slope must be so many times as great as its own scatter. */
    private static final double CERTAIN = 5;

    /** Half the median scatter of a normal distribution is this share of its standard deviation. */
    private static final double SIGMA_PER_MEDIAN = 1.4826;

    /** How far {@code later} is ahead of {@code one}; null when their speeds tell nothing. */
    static ClockLag between(double[] one, double[] later) {
        ClockLag near = fitted(lags(one, later, 0, WINDOW_SECONDS));
        if (near != null) {
            return finer(one, later, near);
        }
        int most = ROUGH_SECONDS * DumpSpeed.RATE_HZ;
        int first = firstKnown(one);
        double rough = SignalLag.roughly(one, later, first, lastKnown(one) + 1, -most, most, DumpSpeed.RATE_HZ);
        ClockLag far = Double.isNaN(rough) ? null : fitted(lags(one, later, (int) rough, WINDOW_SECONDS));
        return far == null ? null : finer(one, later, far);
    }

    /**
     * The drift of a short log by shorter windows. They are looked through about the lag that long ones agree on, for by itself a short
     * one may fit by chance.
     */
    private static ClockLag finer(double[] one, double[] later, ClockLag coarse) {
        int known = Math.min(lastKnown(one), lastKnown(later)) - Math.max(firstKnown(one), firstKnown(later));
        int window = Math.max(SHORTEST_SECONDS, known / DumpSpeed.RATE_HZ / WINDOWS);
        if (window >= WINDOW_SECONDS) {
            return coarse;
        }
        int about = (int) Math.round(coarse.aheadSeconds * DumpSpeed.RATE_HZ);
        ClockLag fine = fitted(lags(one, later, about, window));
        return fine == null || fine.gainedSeconds == 0 ? coarse : fine;
    }

    private static int firstKnown(double[] values) {
        int i = 0;
        while (i < values.length - 1 && Double.isNaN(values[i])) {
            i++;
        }
        return i;
    }

    private static int lastKnown(double[] values) {
        int i = values.length - 1;
        while (i > 0 && Double.isNaN(values[i])) {
            i--;
        }
        return i;
    }

    /** Pairs of time and lag, s. */
    private static List<double[]> lags(double[] one, double[] later, int about, int windowSeconds) {
        int window = windowSeconds * DumpSpeed.RATE_HZ;
        List<double[]> lags = new ArrayList<>();
        for (int from = 0; from + window / 2 < one.length; from += window) {
            double lag = SignalLag.exactly(one, later, from, from + window, about, FINE_TICKS, SIDE_TICKS);
            if (!Double.isNaN(lag)) {
                lags.add(new double[] {(from + window / 2.0) / DumpSpeed.RATE_HZ, lag / DumpSpeed.RATE_HZ});
            }
        }
        return lags;
    }

    private static ClockLag fitted(List<double[]> lags) {
        if (lags.size() < LEAST_WINDOWS) {
            return null;
        }
        double from = lags.get(0)[0];
        double to = lags.get(lags.size() - 1)[0];
        double slope = slope(lags);
        double[] starts = lags.stream()
                .mapToDouble(lag -> lag[1] - slope * (lag[0] - from))
                .toArray();
        double start = median(starts);
        double scatter = SIGMA_PER_MEDIAN
                * median(Arrays.stream(starts).map(one -> Math.abs(one - start)).toArray());
        double gained = slope * (to - from);
        double chance = CERTAIN * scatter * Math.sqrt(12.0 / lags.size());
        // Over the whole log, of which the middles of its windows leave out one window.
        double overall = gained * lags.size() / (lags.size() - 1);
        return lags.size() < LEAST_FOR_DRIFT || Math.abs(overall) < LEAST_GAIN || Math.abs(gained) < chance
                ? new ClockLag(
                        lags.size(),
                        from,
                        to,
                        median(lags.stream().mapToDouble(lag -> lag[1]).toArray()),
                        0)
                : new ClockLag(lags.size(), from, to, start, gained);
    }

    private static double slope(List<double[]> lags) {
        int n = lags.size();
        double[] slopes = new double[n * (n - 1) / 2];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[at++] = (lags.get(j)[1] - lags.get(i)[1]) / (lags.get(j)[0] - lags.get(i)[0]);
            }
        }
        return n < 2 ? 0 : median(slopes);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
    }
}
