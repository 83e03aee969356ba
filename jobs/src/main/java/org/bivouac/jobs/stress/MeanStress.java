package org.bivouac.jobs.stress;

/**
 * The amplitude at stress ratio R = -1 that is as bad as a cycle with a mean stress. Amplitudes and means in one unit;
 * {@code R = (mean - amplitude) / (mean + amplitude)}.
 */
public final class MeanStress {
    private MeanStress() {}

    /** Goodman: {@code Sa / (1 - Sm/Rm)} with tensile strength Rm. */
    public static double goodman(double amplitude, double mean, double strength) {
        return amplitude / (1 - mean / strength);
    }

    /** Gerber: {@code Sa / (1 - (Sm/Rm)^2)}; the square makes pressure as bad as tension. */
    public static double gerber(double amplitude, double mean, double strength) {
        double share = mean / strength;
        return amplitude / (1 - share * share);
    }

    /** Smith, Watson, Topper: {@code sqrt(Smax * Sa)}; NaN when the cycle never pulls. */
    public static double smithWatsonTopper(double amplitude, double mean) {
        double highest = mean + amplitude;
        return highest > 0 ? Math.sqrt(highest * amplitude) : Double.NaN;
    }

    /** Walker: {@code Smax^(1 - gamma) * Sa^gamma}; NaN when the cycle never pulls. */
    public static double walker(double amplitude, double mean, double gamma) {
        double highest = mean + amplitude;
        return highest > 0 ? Math.pow(highest, 1 - gamma) * Math.pow(amplitude, gamma) : Double.NaN;
    }

    /**
     * FKM guideline, with three slopes of the Haigh diagram.
     *
     * @param m mean stress sensitivity M for R from minus infinity to 0
     * @param m2 the smaller one for R from 0 to 1, usually M/3
     */
    public static double fkm(double amplitude, double mean, double m, double m2) {
        if (mean < -amplitude) {
            return amplitude * (1 - m);
        }
        if (mean <= amplitude) {
            return amplitude + m * mean;
        }
        return (1 + m) * (amplitude + m2 * mean) / (1 + m2);
    }

    /**
     * The Haigh diagram of five straight segments; along each, {@code Sa + M * Sm} stays the same.
     *
     * @param m4 slope for R above 1
     * @param m0 slope for R up to 0
     * @param m1 slope for R from 0 to {@code r12}
     * @param m2 slope for R from {@code r12} to {@code r23}
     * @param m3 slope for R from {@code r23} to 1
     */
    public record FiveSegments(double m4, double m0, double m1, double m2, double m3, double r12, double r23) {
        /** The equivalent amplitude at R = -1. */
        public double amplitude(double amplitude, double mean) {
            if (mean < -amplitude) {
                return alongTo(-1, m4, amplitude, mean, m0);
            }
            double sa = amplitude;
            double sm = mean;
            double[] edges = {meanPerAmplitude(r23), meanPerAmplitude(r12), 1};
            double[] slopes = {m3, m2, m1};
            for (int i = 0; i < edges.length; i++) {
                if (sm > edges[i] * sa) {
                    sa = (sa + slopes[i] * sm) / (1 + slopes[i] * edges[i]);
                    sm = edges[i] * sa;
                }
            }
            return sa + m0 * sm;
        }

        private static double alongTo(double edge, double slope, double sa, double sm, double lastSlope) {
            double atEdge = (sa + slope * sm) / (1 + slope * edge);
            return atEdge + lastSlope * edge * atEdge;
        }

        private static double meanPerAmplitude(double r) {
            return (1 + r) / (1 - r);
        }
    }
}
