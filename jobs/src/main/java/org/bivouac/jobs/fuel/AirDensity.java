package org.bivouac.jobs.fuel;

/** Air by altitude, temperature and humidity: what drag and engine power depend on. */
public final class AirDensity {
    /** Specific gas constant of dry air, J/(kg K); ISO 2533:1975 to the digits of CIPM-2007. */
    private static final double DRY_AIR = 287.058;
    /** Specific gas constant of water vapour, J/(kg K). */
    private static final double VAPOUR = 461.495;

    private static final double ZERO_CELSIUS_KELVIN = 273.15;

    private AirDensity() {}

    /** Pressure of the standard atmosphere, Pa (ISO 2533:1975, troposphere). */
    public static double standardPressurePascal(double altitudeM) {
        return 101_325 * Math.pow(1 - 2.25577e-5 * altitudeM, 5.25588);
    }

    /**
     * Density of moist air, kg/m³, as a mix of ideal gases; vapour pressure after Magnus (WMO-No. 8, annex 4.B).
     *
     * @param relativeHumidity 0 to 1
     */
    public static double kgPerM3(double pressurePascal, double temperatureDegC, double relativeHumidity) {
        double vapour = relativeHumidity * 611.2 * Math.exp(17.62 * temperatureDegC / (243.12 + temperatureDegC));
        double kelvin = temperatureDegC + ZERO_CELSIUS_KELVIN;
        return (pressurePascal - vapour) / (DRY_AIR * kelvin) + vapour / (VAPOUR * kelvin);
    }
}
