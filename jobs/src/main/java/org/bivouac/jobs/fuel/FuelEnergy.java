package org.bivouac.jobs.fuel;

/** Fuel as energy. */
public final class FuelEnergy {
    private FuelEnergy() {}

    /**
     * Energy in the fuel per distance, kWh/km.
     *
     * @param litresPer100Km consumption, l/100 km
     * @param densityKgPerM3 density of the fuel at which those litres were measured, kg/m³
     * @param heatingValueMjPerKg lower heating value, MJ/kg
     */
    public static double kilowattHourPerKm(double litresPer100Km, double densityKgPerM3, double heatingValueMjPerKg) {
        return litresPer100Km / 100 * densityKgPerM3 / 1000 * heatingValueMjPerKg / 3.6;
    }

    /** Brake thermal efficiency from brake specific consumption, g/kWh, and lower heating value, MJ/kg. */
    public static double brakeEfficiency(double gramPerKilowattHour, double heatingValueMjPerKg) {
        return 3600 / (gramPerKilowattHour * heatingValueMjPerKg);
    }

    /** Brake specific consumption, g/kWh, from mass flow, g/s, and brake power, kW. */
    public static double gramPerKilowattHour(double gramPerSecond, double brakePowerKw) {
        return 3600 * gramPerSecond / brakePowerKw;
    }
}
