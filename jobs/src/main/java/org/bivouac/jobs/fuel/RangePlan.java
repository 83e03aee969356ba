package org.bivouac.jobs.fuel;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * What the next stage will need, with the risk of running dry: a mean, an error from each ground's rate, and one common
 * error of the whole stage, which dominates because soft sand is soft all along.
 *
 * @param litres expected use, l
 * @param independentError standard error from the rates, l
 * @param error standard error with the common part, l
 * @param degreesOfFreedom of the fit that the rates come from
 */
public record RangePlan(double litres, double independentError, double error, double degreesOfFreedom) {
    /**
     * The plan of a stage.
     *
     * @param km distance on each ground, km
     * @param litresPer100Km rate on each ground, l/100 km
     * @param rateError standard error of each rate, l/100 km
     * @param furtherLitres liaison, idle and the like, l
     * @param commonShare standard deviation of the common error as a share of the use
     * @param degreesOfFreedom of the fit that the rates come from
     */
    public static RangePlan of(
            double[] km,
            double[] litresPer100Km,
            double[] rateError,
            double furtherLitres,
            double commonShare,
            double degreesOfFreedom) {
        double litres = furtherLitres;
        double variance = 0;
        for (int i = 0; i < km.length; i++) {
            litres += litresPer100Km[i] * km[i] / 100;
            double error = km[i] * rateError[i] / 100;
            variance += error * error;
        }
        double common = commonShare * litres;
        return new RangePlan(litres, Math.sqrt(variance), Math.sqrt(variance + common * common), degreesOfFreedom);
    }

    /**
     * What to load, l, so that the chance not to run dry is {@code probability}.
     *
     * @param unusableLitres what the pump cannot reach, l
     * @param reserveLitres what shall be left, l
     */
    public double loadLitres(double probability, double unusableLitres, double reserveLitres) {
        double quantile = new TDistribution(degreesOfFreedom).inverseCumulativeProbability(probability);
        return litres + quantile * error + unusableLitres + reserveLitres;
    }

    /** The chance to run dry with so many usable litres. */
    public double dryProbability(double usableLitres) {
        // By symmetry the lower tail, which keeps its digits where 1 - T would lose them.
        return new TDistribution(degreesOfFreedom).cumulativeProbability((litres - usableLitres) / error);
    }
}
