package org.bivouac.jobs.simulate.truth;

import java.io.Serializable;
import java.time.Instant;

/**
 * Something that happened.
 *
 * @param year the edition
 * @param event the event
 * @param stage the stage
 * @param car the start number
 * @param kind {@code jump}, {@code bump_stop}, {@code puncture}, …
 * @param corner fl, fr, rl, rr; null for the whole car
 * @param fromTime its first instant
 * @param fromS the same from the drive's start
 * @param seconds how long; for a jump the time that no tyre touched the ground
 * @param fromKm on the car's own way
 * @param planKm on the plan
 * @param latitudeDeg where
 * @param longitudeDeg where
 * @param value how much; NaN for kinds without
 * @param unit of {@code value}; null for kinds without
 * @param second one more figure of the kind, told in {@code note}; NaN for kinds without
 * @param note what the figures are
 */
public record TrueEvent(
        int year,
        String event,
        String stage,
        String car,
        String kind,
        String corner,
        Instant fromTime,
        double fromS,
        double seconds,
        double fromKm,
        double planKm,
        double latitudeDeg,
        double longitudeDeg,
        double value,
        String unit,
        double second,
        String note)
        implements Serializable {}
