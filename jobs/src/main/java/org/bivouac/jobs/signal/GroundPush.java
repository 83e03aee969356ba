package org.bivouac.jobs.signal;

import java.util.Arrays;

/**
 * How hard the ground pushes on a whole car, as a share of its weight, from what its body and its dampers feel.
 *
 * <p>Nothing but the ground and the air pushes on the whole of a car, so the mean of what all its masses feel is the sum of
 * the loads under its tyres over its weight (Newton's second law): 1 at rest, 0 in flight, whatever springs and dampers do
 * between the body and the wheels. The body feels what its accelerometer reads, {@code a}; a wheel feels the same and besides
 * the acceleration of its damper's travel {@code x}. With {@code u}, the share of the mass that is unsprung:
 *
 * <pre>
 *   push = a + u · mean over the corners of x'' / g
 * </pre>
 *
 * <p>A wheel that hits the ground shows at once, long before the body feels it through the spring; and a body that is light
 * because its springs are long is told from one that flies, because its wheels are pressed down. Both terms are averaged with
 * the same triangle, {@code n} steps to each side: of a second derivative the triangle's average is the second difference
 * over {@code n} steps, which needs three samples and is exact for parabolas.
 */
public final class GroundPush {
    private static final double MM_PER_S2_OF_G = 9806.65;

    private GroundPush() {}

    /**
     * The push at each sample.
     *
     * @param verticalG specific force that the body feels upwards, g, at equal steps of time: 1 at rest
     * @param travelMm position of each corner's damper, mm, bump positive, at the same times; a corner may be missing at
     *     some or all of them (NaN)
     * @param stepSeconds the step, s
     * @param n half width of the triangle in steps, at least 1
     * @param unsprungShare mass of the wheels over mass of the car
     * @param leastCorners as many corners must be known
     * @return share of the weight; NaN within {@code n} steps of an end, and where anything needed is missing
     */
    public static double[] of(
            double[] verticalG,
            double[][] travelMm,
            double stepSeconds,
            int n,
            double unsprungShare,
            int leastCorners) {
        double[] push = new double[verticalG.length];
        Arrays.fill(push, Double.NaN);
        double wide = n * stepSeconds * (n * stepSeconds) * MM_PER_S2_OF_G;
        for (int i = n; i < push.length - n; i++) {
            if (Double.isNaN(verticalG[i])) {
                continue;
            }
            double bend = 0;
            int corners = 0;
            for (double[] x : travelMm) {
                double own = x[i + n] - 2 * x[i] + x[i - n];
                if (!Double.isNaN(own)) {
                    bend += own;
                    corners++;
                }
            }
            if (corners >= leastCorners) {
                push[i] = triangle(verticalG, i, n) + unsprungShare * bend / (corners * wide);
            }
        }
        return push;
    }

    /** Mean of {@code x} about {@code i}, weighted n at the middle down to 1; NaN if one is. */
    private static double triangle(double[] x, int i, int n) {
        double sum = n * x[i];
        for (int k = 1; k < n; k++) {
            sum += (n - k) * (x[i - k] + x[i + k]);
        }
        return sum / (n * (double) n);
    }
}
