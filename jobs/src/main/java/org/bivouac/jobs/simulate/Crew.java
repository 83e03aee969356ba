package org.bivouac.jobs.simulate;

/**
 * A car with its driver in one year: how it differs from the others, by known shares.
 *
 * @param year the edition
 * @param car the start number
 * @param driver an invented name
 * @param pace share of the road's speed that the driver takes
 * @param acceleration greatest acceleration asked for, m/s²
 * @param massKg with crew and spares, without fuel
 * @param efficiency indicated efficiency of the engine
 * @param travel damper travel relative to the terrain's own
 * @param fuelStartLitres in the tank at the start of each stage
 */
record Crew(
        int year,
        String car,
        String driver,
        double pace,
        double acceleration,
        double massKg,
        double efficiency,
        double travel,
        double fuelStartLitres) {}
