package org.bivouac.jobs.report;

/**
 * One figure of what a component went through.
 *
 * @param car the car
 * @param segment stage, or a type of segment in lower case
 * @param component the component
 * @param channel the channel
 * @param position where it sits; empty if there is only one
 * @param measure what is measured
 * @param unit unit of the value
 * @param value the value; NaN when there is none
 * @param perKm the value per km, for additive measures; NaN otherwise
 * @param coverage share of the segment's time that it rests on
 * @param reason why there is no value; null otherwise
 */
record StressRow(
        String car,
        String segment,
        String component,
        String channel,
        String position,
        String measure,
        String unit,
        double value,
        double perKm,
        double coverage,
        String reason) {}
