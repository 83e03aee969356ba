package org.bivouac.jobs.signal;

import java.util.Arrays;

/**
 * By how many samples one signal is behind another of the same quantity: the lag at which their difference varies least, so that
 * a constant error of one of them does not matter. Both lie on one grid of equal steps; NaN samples are passed over.
 *
 * <pre>
 *   variance of the              a: . . / \ . . . .
 *   difference  \   /            b: . . . . / \ . .      lag 2: b[i + 2] is a[i]
 *                \_/
 *              ───┴──── lag
 * </pre>
 */
public final class SignalLag {
    /** Pairs fewer than this share of the window say nothing. */
    private static final double LEAST_SHARE = 0.5;

    /** A minimum is sharp when the variance to either side is so many times as great. */
    private static final double SHARP = 4;

    private SignalLag() {}

    /**
     * Variance of {@code a[i] - b[i + lag]} for {@code i} in {@code [from, to)}, every {@code stride}th of them; NaN when less
     * than half of the window has both.
     */
    public static double variance(double[] a, double[] b, int from, int to, int lag, int stride) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        int ahead = Math.max(0, Math.max(-from, -lag - from));
        int end = Math.min(Math.min(to, a.length), b.length - lag);
        for (int i = from + (ahead + stride - 1) / stride * stride; i < end; i += stride) {
            double difference = a[i] - b[i + lag];
            if (!Double.isNaN(difference)) {
                sum += difference;
                squares += difference * difference;
                count++;
            }
        }
        return count == 0 || count * (double) stride < LEAST_SHARE * (to - from)
                ? Double.NaN
                : Math.max(0, squares / count - sum / count * (sum / count));
    }

    /**
     * The lag of least variance among {@code least + k stride} up to {@code most}; NaN when none of them has enough pairs or the
     * least lies at an end.
     */
    public static double roughly(double[] a, double[] b, int from, int to, int least, int most, int stride) {
        double best = Double.NaN;
        double lag = Double.NaN;
        for (int k = least; k <= most; k += stride) {
            double variance = variance(a, b, from, to, k, stride);
            if (variance < best || Double.isNaN(best)) {
                best = variance;
                lag = k;
            }
        }
        return lag == least || lag + stride > most ? Double.NaN : lag;
    }

    /**
     * The lag near {@code about} to a fraction of a sample: the whole lag of least variance, and then what makes the difference of the
     * two signals look most like their slope (least squares), which for a signal in white noise is as exact as any can be.
     *
     * @param wide how far from {@code about} it is looked for, samples; more than {@code side}
     * @param side so far from the least, samples, the variance must be four times as great
     * @return NaN when there is no such minimum
     */
    public static double exactly(double[] a, double[] b, int from, int to, int about, int wide, int side) {
        double[] variances = new double[2 * (wide + side) + 1];
        Arrays.setAll(variances, k -> variance(a, b, from, to, about - wide - side + k, 1));
        int at = side;
        for (int k = side; k < variances.length - side; k++) {
            at = variances[k] < variances[at] || Double.isNaN(variances[at]) ? k : at;
        }
        if (!(SHARP * variances[at] < Math.min(variances[at - side], variances[at + side]))) {
            return Double.NaN;
        }
        int whole = about - wide - side + at;
        double fraction = fraction(a, b, from, to, whole);
        return Math.abs(fraction) <= 2 ? whole + fraction : Double.NaN;
    }

    /** By how much the lag is more than {@code lag}, of which it is within about a sample. */
    private static double fraction(double[] a, double[] b, int from, int to, int lag) {
        int begin = Math.max(Math.max(from, 1), 1 - lag);
        int end = Math.min(Math.min(to, a.length - 1), b.length - 1 - lag);
        double sumD = 0;
        double sumG = 0;
        double sumDg = 0;
        double sumGg = 0;
        int count = 0;
        for (int i = begin; i < end; i++) {
            int j = i + lag;
            double difference = a[i] - b[j];
            double slope = (a[i + 1] - a[i - 1] + b[j + 1] - b[j - 1]) / 4;
            if (!Double.isNaN(difference + slope)) {
                sumD += difference;
                sumG += slope;
                sumDg += difference * slope;
                sumGg += slope * slope;
                count++;
            }
        }
        double spread = sumGg - sumG * sumG / count;
        return spread > 0 ? (sumDg - sumD * sumG / count) / spread : Double.NaN;
    }
}
