package org.bivouac.jobs.report;

/**
 * What the tank says against what the engine control unit says.
 *
 * @param car the car
 * @param startL in the tank at the start
 * @param addedL added on the way
 * @param endL in the tank at the end
 * @param tankL start + added − end
 * @param ecuL litres of the whole stage by the log
 * @param closurePct {@code 100 (ecu − tank) / tank}, fuel-efficiency.md section 3
 * @param coverage of the log's litres
 * @param state ok, watch, or no data
 * @param reason why there is no closure; empty otherwise
 */
record BalanceRow(
        String car,
        double startL,
        double addedL,
        double endL,
        double tankL,
        double ecuL,
        double closurePct,
        double coverage,
        String state,
        String reason) {}
