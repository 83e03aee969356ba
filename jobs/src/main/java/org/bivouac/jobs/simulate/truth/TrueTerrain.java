package org.bivouac.jobs.simulate.truth;

import java.io.Serializable;

/**
 * What one kind of ground within a stage's liaisons, specials or transfers cost a car, halts left out.
 *
 * @param year the edition
 * @param event the event
 * @param stage the stage
 * @param car the start number
 * @param type LIAISON, SPECIAL or TRANSFER
 * @param terrain its name
 * @param distanceKm driven on it
 * @param movingS seconds in motion on it
 * @param standingS seconds standing on it, planned halts left out
 * @param litres burnt on it, standing included
 * @param meanSpeedKmPerH while in motion
 * @param climbM metres climbed
 * @param damperRmsMm root mean square of the front left damper's travel about its mean, mm
 */
public record TrueTerrain(
        int year,
        String event,
        String stage,
        String car,
        String type,
        String terrain,
        double distanceKm,
        double movingS,
        double standingS,
        double litres,
        double meanSpeedKmPerH,
        double climbM,
        double damperRmsMm)
        implements Serializable {}
