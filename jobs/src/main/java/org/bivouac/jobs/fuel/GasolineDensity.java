package org.bivouac.jobs.fuel;

/**
 * Density of gasoline by temperature, as in ASTM D1250 / API MPMS 11.1: {@code alpha = K0/rho15^2 + K1/rho15} and {@code
 * VCF = exp(-alpha dT (1 + 0.8 alpha dT))}. For sustainable blends it approximates.
 *
 * @param k0 per degree Celsius; not the Fahrenheit constant, which is 1.8 times smaller
 * @param k1 per degree Celsius
 */
public record GasolineDensity(double k0, double k1) {
    /** Table 54B, gasolines of 653 to 770 kg/m³ at 15 °C. */
    public static final GasolineDensity TABLE_54B = new GasolineDensity(346.4228, 0.4388);

    /** Volume at 15 °C over volume at the given temperature. */
    public double volumeCorrection(double density15KgPerM3, double temperatureDegC) {
        double alpha = k0 / (density15KgPerM3 * density15KgPerM3) + k1 / density15KgPerM3;
        double expansion = alpha * (temperatureDegC - 15);
        return Math.exp(-expansion * (1 + 0.8 * expansion));
    }

    /** Density at the given temperature, kg/m³. */
    public double kgPerM3(double density15KgPerM3, double temperatureDegC) {
        return density15KgPerM3 * volumeCorrection(density15KgPerM3, temperatureDegC);
    }

    /** Mass of a volume at the given temperature, kg. */
    public double kg(double litres, double density15KgPerM3, double temperatureDegC) {
        return litres / 1000 * kgPerM3(density15KgPerM3, temperatureDegC);
    }
}
