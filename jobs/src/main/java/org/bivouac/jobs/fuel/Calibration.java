package org.bivouac.jobs.fuel;

/**
 * How the engine's own litres relate to those of the tank: a line through the origin by least squares. Holds for one
 * injector set and fuel batch.
 *
 * @param factor tank litres per engine litre
 * @param standardError of the factor; NaN for fewer than two stages
 */
public record Calibration(double factor, double standardError) {
    /** The factor from each stage's litres by the tank and by the engine; arrays of the same length. */
    public static Calibration of(double[] tankLitres, double[] engineLitres) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < tankLitres.length; i++) {
            products += tankLitres[i] * engineLitres[i];
            squares += engineLitres[i] * engineLitres[i];
        }
        double factor = products / squares;
        double residuals = 0;
        for (int i = 0; i < tankLitres.length; i++) {
            double residual = tankLitres[i] - factor * engineLitres[i];
            residuals += residual * residual;
        }
        int n = tankLitres.length;
        return new Calibration(factor, n < 2 ? Double.NaN : Math.sqrt(residuals / (n - 1) / squares));
    }

    /** Litres used by the tank: what was in it, plus what was added, minus what is left. */
    public static double tankLitres(double startLitres, double addedLitres, double endLitres) {
        return startLitres + addedLitres - endLitres;
    }

    /** By how much the engine's litres exceed the tank's, %. */
    public static double closurePercent(double engineLitres, double tankLitres) {
        return 100 * (engineLitres - tankLitres) / tankLitres;
    }
}
