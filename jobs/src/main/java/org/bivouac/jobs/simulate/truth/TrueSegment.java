package org.bivouac.jobs.simulate.truth;

import java.io.Serializable;
import java.time.Instant;

/**
 * One planned stretch as a car really drove it, or one planned halt; every second between the loggers' start and end is in
 * exactly one.
 *
 * @param year the edition
 * @param event the event
 * @param stage the stage
 * @param car the start number
 * @param ordinal from 0 in driving order
 * @param type LIAISON, SPECIAL, TRANSFER; REFUEL, SERVICE, NEUTRALISATION, CONTROL, BIVOUAC for planned halts
 * @param fromTime first instant
 * @param toTime last instant, exclusive
 * @param fromS the same in seconds from the drive's start
 * @param toS the same in seconds from the drive's start
 * @param fromKm the car's own way at its start
 * @param distanceKm what the car drove, detours included
 * @param planKm what the plan says
 * @param standingS seconds without motion
 * @param litres fuel burnt
 * @param standingLitres fuel burnt while standing
 * @param filledLitres fuel filled in
 */
public record TrueSegment(
        int year,
        String event,
        String stage,
        String car,
        int ordinal,
        String type,
        Instant fromTime,
        Instant toTime,
        double fromS,
        double toS,
        double fromKm,
        double distanceKm,
        double planKm,
        double standingS,
        double litres,
        double standingLitres,
        double filledLitres)
        implements Serializable {}
