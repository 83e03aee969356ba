package org.bivouac.jobs.report;

import java.time.Instant;

/**
 * One limit of one car on a stage, kept or not.
 *
 * @param car the car
 * @param channel the channel
 * @param side above or below
 * @param limitValue the limit, in {@code unit}
 * @param unit unit of limit, peak and margin
 * @param condition when the limit holds; empty for always
 * @param severity watch or alarm: what exceeding it means
 * @param state ok, watch, alarm or no data
 * @param exceedances how often it was exceeded
 * @param firstTime when first; null if never
 * @param firstKm where first, km from the log's start; NaN if never
 * @param durationS how long in all, s
 * @param peak the worst value: while exceeded, else of the whole stage; NaN where the limit holds only at times
 * @param margin from the peak to the limit; negative when exceeded
 * @param coverage share of the stage with valid samples
 * @param context other channels at the worst peak
 * @param source who set the limit
 */
record VitalRow(
        String car,
        String channel,
        String side,
        double limitValue,
        String unit,
        String condition,
        String severity,
        String state,
        int exceedances,
        Instant firstTime,
        double firstKm,
        double durationS,
        double peak,
        double margin,
        double coverage,
        String context,
        String source) {}
