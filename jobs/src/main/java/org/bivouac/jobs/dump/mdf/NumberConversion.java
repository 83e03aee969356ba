package org.bivouac.jobs.dump.mdf;

import java.util.Arrays;

/** A number for each number. A missing one (NaN) stays missing. */
sealed interface NumberConversion extends Conversion {
    /** Converts the first {@code count} values in place. */
    void apply(double[] values, int count);

    /** The number as recorded. */
    record Identity() implements NumberConversion {
        @Override
        public void apply(double[] values, int count) {}
    }

    /** {@code offset + factor x}. */
    record Linear(double offset, double factor) implements NumberConversion {
        @Override
        public void apply(double[] values, int count) {
            for (int i = 0; i < count; i++) {
                values[i] = offset + factor * values[i];
            }
        }
    }

    /** {@code (p1 x² + p2 x + p3) / (p4 x² + p5 x + p6)}. */
    record Rational(double p1, double p2, double p3, double p4, double p5, double p6) implements NumberConversion {
        @Override
        public void apply(double[] values, int count) {
            if (p1 == 0 && p3 == 0 && p4 == 0 && p5 == 0) {
                // A mere factor, as most tools write it: one rounding less than the quotient.
                double factor = p2 / p6;
                for (int i = 0; i < count; i++) {
                    values[i] *= factor;
                }
                return;
            }
            for (int i = 0; i < count; i++) {
                double x = values[i];
                values[i] = finite((p1 * x * x + p2 * x + p3) / (p4 * x * x + p5 * x + p6));
            }
        }
    }

    /** MDF 3, type 6: {@code (p2 - p4 (x - p5 - p6)) / (p3 (x - p5 - p6) - p1)}. */
    record Polynomial(double p1, double p2, double p3, double p4, double p5, double p6) implements NumberConversion {
        @Override
        public void apply(double[] values, int count) {
            for (int i = 0; i < count; i++) {
                double x = values[i] - p5 - p6;
                values[i] = finite((p2 - p4 * x) / (p3 * x - p1));
            }
        }
    }

    /**
     * MDF 3, types 7 and 8: the logarithm of a hyperbola of x, or its exponential. With {@code p4 = 0} the hyperbola is
     * {@code ((x - p7) p6 - p3) / p1} and the result is divided by {@code p2}; with {@code p1 = 0} it is {@code (p3 / (x -
     * p7) - p6) / p4}, divided by {@code p5}. If neither is 0 the conversion is undefined and all values are missing.
     *
     * @param exponential false for the logarithm
     */
    record Transcendental(
            boolean exponential, double p1, double p2, double p3, double p4, double p5, double p6, double p7)
            implements NumberConversion {
        @Override
        public void apply(double[] values, int count) {
            for (int i = 0; i < count; i++) {
                double x = values[i] - p7;
                double inner;
                double divisor;
                if (p4 == 0) {
                    inner = (x * p6 - p3) / p1;
                    divisor = p2;
                } else if (p1 == 0) {
                    inner = (p3 / x - p6) / p4;
                    divisor = p5;
                } else {
                    inner = Double.NaN;
                    divisor = 1;
                }
                values[i] = finite((exponential ? StrictMath.exp(inner) : StrictMath.log(inner)) / divisor);
            }
        }
    }

    /** A formula of x. */
    record Algebraic(Formula formula) implements NumberConversion {
        @Override
        public void apply(double[] values, int count) {
            formula.apply(values, count);
        }
    }

    /**
     * A table between whose keys one interpolates; beyond its ends the end counts.
     *
     * @param keys rising
     */
    record Interpolated(double[] keys, double[] results) implements NumberConversion {
        @Override
        public void apply(double[] values, int count) {
            int last = keys.length - 1;
            for (int i = 0; i < count; i++) {
                double x = values[i];
                if (Double.isNaN(x) || last < 0) {
                    values[i] = Double.NaN;
                    continue;
                }
                int at = Arrays.binarySearch(keys, x + 0.0);
                if (at < 0) {
                    at = -at - 2;
                }
                if (at < 0) {
                    values[i] = results[0];
                } else if (at >= last) {
                    values[i] = results[last];
                } else {
                    double slope = (results[at + 1] - results[at]) / (keys[at + 1] - keys[at]);
                    values[i] = x == keys[at] ? results[at] : results[at] + slope * (x - keys[at]);
                }
            }
        }
    }

    /**
     * A table whose nearest key counts, the lower one if two are as near.
     *
     * @param keys rising
     */
    record Nearest(double[] keys, double[] results) implements NumberConversion {
        @Override
        public void apply(double[] values, int count) {
            int last = keys.length - 1;
            for (int i = 0; i < count; i++) {
                double x = values[i];
                if (Double.isNaN(x) || last < 0) {
                    values[i] = Double.NaN;
                    continue;
                }
                int at = Arrays.binarySearch(keys, x + 0.0);
                if (at < 0) {
                    int above = -at - 1;
                    at = above == 0
                            ? 0
                            : above > last ? last : x - keys[above - 1] <= keys[above] - x ? above - 1 : above;
                }
                values[i] = results[at];
            }
        }
    }

    /**
     * A number for each range.
     *
     * @param fallback for what lies in none; NaN if it is missing then
     */
    record OfRanges(Ranges ranges, double[] results, double fallback) implements NumberConversion {
        @Override
        public void apply(double[] values, int count) {
            int last = -1;
            for (int i = 0; i < count; i++) {
                double x = values[i];
                if (Double.isNaN(x)) {
                    continue;
                }
                last = ranges.find(x, last);
                values[i] = last < 0 ? fallback : results[last];
            }
        }
    }

    /** A division by zero gives no number. */
    private static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }
}
