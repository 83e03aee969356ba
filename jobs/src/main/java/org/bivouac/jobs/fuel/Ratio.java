package org.bivouac.jobs.fuel;

/**
 * Consumption as the ratio of sums, with its standard error; the mean of the parts' ratios would weigh a short part like a
 * long one.
 *
 * @param litresPer100Km l/100 km; NaN without distance
 * @param standardError l/100 km; NaN for fewer than two parts
 */
public record Ratio(double litresPer100Km, double standardError) {
    /**
     * The ratio of parts' fuel to their distance; error by linearisation (W. G. Cochran, Sampling Techniques, 3rd ed. 1977,
     * eq. 6.9, without finite population correction).
     *
     * @param litres fuel of each part, l
     * @param km distance of each part, km; same length
     */
    public static Ratio of(double[] litres, double[] km) {
        double fuel = 0;
        double distance = 0;
        for (int i = 0; i < litres.length; i++) {
            fuel += litres[i];
            distance += km[i];
        }
        if (!(distance > 0)) {
            return new Ratio(Double.NaN, Double.NaN);
        }
        double ratio = fuel / distance;
        double squares = 0;
        for (int i = 0; i < litres.length; i++) {
            double residual = litres[i] - ratio * km[i];
            squares += residual * residual;
        }
        double n = litres.length;
        return new Ratio(100 * ratio, n < 2 ? Double.NaN : 100 * Math.sqrt(n / (n - 1) * squares) / distance);
    }
}
