package org.bivouac.jobs.fuel;

import java.io.Serializable;
import org.bivouac.schemas.RunSheetRow;

/**
 * What the fuel's figures rest on besides the log.
 *
 * @param densityKgPerM3 density at which the litres are counted, kg/m³; NaN when nobody wrote it down
 * @param heatingValueMjPerKg lower heating value, MJ/kg; NaN when nobody wrote it down
 * @param idleBelowKmPerH slower than this with the engine on is idling, km/h
 * @param engineOnAboveRpm faster than this the engine is on, rpm
 */
public record FuelSettings(
        double densityKgPerM3, double heatingValueMjPerKg, double idleBelowKmPerH, double engineOnAboveRpm)
        implements Serializable {
    /** Nothing known about the fuel. */
    public static final FuelSettings UNKNOWN_FUEL = of(Double.NaN, Double.NaN);

    /** A fuel; idling is under 1 km/h with the engine above 300 rpm. */
    public static FuelSettings of(double densityKgPerM3, double heatingValueMjPerKg) {
        return new FuelSettings(densityKgPerM3, heatingValueMjPerKg, 1, 300);
    }

    /** The fuel that the run sheet names. */
    public static FuelSettings of(RunSheetRow sheet) {
        return of(sheet.fuelDensityKgPerM3(), sheet.fuelLhvMjPerKg());
    }
}
