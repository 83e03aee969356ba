package org.bivouac.jobs.report;

/**
 * The fuel of one car on one segment, type of segment or the whole stage.
 *
 * @param car the car
 * @param segment the segment, its type in lower case, or stage
 * @param basis flow or counter: what the litres come from; empty when there are none
 * @param distanceKm driven distance of the segment
 * @param litresL fuel
 * @param consumptionLPer100km ratio of litres to the distance that they were measured over
 * @param energyKwhPerKm fuel energy
 * @param coverage share of the segment's time that the litres rest on
 * @param reason why there are none; empty otherwise
 */
record FuelRow(
        String car,
        String segment,
        String basis,
        double distanceKm,
        double litresL,
        double consumptionLPer100km,
        double energyKwhPerKm,
        double coverage,
        String reason) {}
