package org.bivouac.jobs.stress;

import java.io.Serializable;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.bivouac.jobs.signal.Powers;

/**
 * How many cycles of an amplitude a part endures: {@code N = ND * (Sa / SD)^-k1} for {@code Sa >= SD} and slope k2 below.
 *
 * <p>Sources: E. Haibach, Betriebsfestigkeit, 3rd ed. 2006, for the variants below the knee; FKM guideline, 6th ed. 2012.
 *
 * @param sdAmplitude SD, amplitude at the knee, in the channel's unit. An amplitude, half the range
 * @param ndCycles ND, cycles at the knee
 * @param k1 slope above the knee
 * @param k2 slope below it; infinite when amplitudes below do no damage
 */
public record WoehlerCurve(double sdAmplitude, double ndCycles, double k1, double k2) implements Serializable {
    /** log10 of the 90 % to 10 % scatter is this many standard deviations: twice the normal quantile of 0.9. */
    private static final double SCATTER_QUANTILES = 2.5631031310892007;

    /** Checks that all of it is positive. */
    public WoehlerCurve {
        if (!(sdAmplitude > 0 && ndCycles > 0 && k1 > 0 && k2 > 0)) {
            throw new IllegalArgumentException("S-N curve has sdAmplitude " + sdAmplitude + ", ndCycles " + ndCycles
                    + ", k1 " + k1 + ", k2 " + k2 + "; all must be positive");
        }
    }

    /** Miner original: no damage below the knee. */
    public static WoehlerCurve original(double sdAmplitude, double ndCycles, double k) {
        return new WoehlerCurve(sdAmplitude, ndCycles, k, Double.POSITIVE_INFINITY);
    }

    /** Miner elementary: the slope goes on below the knee. */
    public static WoehlerCurve elementary(double sdAmplitude, double ndCycles, double k) {
        return new WoehlerCurve(sdAmplitude, ndCycles, k, k);
    }

    /** Miner modified after Haibach: slope {@code 2k - 1} below the knee. */
    public static WoehlerCurve haibach(double sdAmplitude, double ndCycles, double k) {
        return new WoehlerCurve(sdAmplitude, ndCycles, k, 2 * k - 1);
    }

    /** As the FKM guideline has it: slope {@code 2k - 2} below the knee. */
    public static WoehlerCurve fkm(double sdAmplitude, double ndCycles, double k) {
        return new WoehlerCurve(sdAmplitude, ndCycles, k, 2 * k - 2);
    }

    /** Damage of one cycle, 1 at failure. */
    public double damage(double amplitude) {
        double load = amplitude / sdAmplitude;
        if (load >= 1) {
            return Powers.power(load, k1) / ndCycles;
        }
        return Double.isInfinite(k2) ? 0 : Powers.power(load, k2) / ndCycles;
    }

    /**
     * Damage of a spectrum by the consistent Miner rule, on which the knee falls as damage grows:
     * {@code SD(D) = SD (1 - D)^(1/(k1 - 1))}. Cycles become harmful one level after the other, so the blocks until failure
     * are a sum over the levels.
     *
     * @param amplitudes falling strictly
     * @param counts cycles of each amplitude in one block; same length
     * @return 1 over the blocks until failure; 0 when no amplitude reaches the knee
     */
    public double consistentDamage(double[] amplitudes, double[] counts) {
        double blocks = 0;
        double damagePerBlock = 0;
        for (int i = 0; i < amplitudes.length; i++) {
            double from = harmfulFrom(amplitudes[i]);
            double to = i + 1 < amplitudes.length ? harmfulFrom(amplitudes[i + 1]) : 1;
            if (i == 0 && from > 0) {
                return 0;
            }
            damagePerBlock += counts[i] * Powers.power(amplitudes[i] / sdAmplitude, k1) / ndCycles;
            blocks += (to - from) / damagePerBlock;
        }
        return blocks == 0 ? 0 : 1 / blocks;
    }

    private double harmfulFrom(double amplitude) {
        return Math.max(0, 1 - Math.pow(amplitude / sdAmplitude, k1 - 1));
    }

    /**
     * This curve, which holds for a failure probability of 50 %, at another one; the knee moves down, its cycles stay.
     *
     * @param probability of failure, above 0 and below 1
     * @param scatterTn TN, life at 10 % over life at 90 % failure probability, at least 1
     */
    public WoehlerCurve atFailureProbability(double probability, double scatterTn) {
        double deviation = Math.log10(scatterTn) / SCATTER_QUANTILES;
        double quantile = new NormalDistribution().inverseCumulativeProbability(probability);
        return new WoehlerCurve(sdAmplitude * Math.pow(10, quantile * deviation / k1), ndCycles, k1, k2);
    }
}
