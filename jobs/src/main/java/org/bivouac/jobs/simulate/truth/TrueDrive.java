package org.bivouac.jobs.simulate.truth;

import java.io.Serializable;
import java.time.Instant;

/**
 * One car's stage in one row: way, fuel, tank, and where the energy went.
 *
 * @param year the edition
 * @param event the event
 * @param stage the stage
 * @param car the start number
 * @param driver who drove
 * @param marathon whether the next stage follows without service
 * @param fromTime when the loggers woke up
 * @param zone IANA name of the stage's time zone
 * @param seconds until they were switched off
 * @param distanceKm the car's own way
 * @param planKm the plan's length
 * @param detourKm driven in vain
 * @param gpsPathKm length of the path of all positions at 10 Hz, heights included
 * @param specialKm planned specials
 * @param specialS time for them, planned halts within them left out
 * @param startLitres in the tank at the start
 * @param filledLitres filled in on the way
 * @param burntLitres integral of the flow
 * @param endLitres in the tank at the end
 * @param fuelMj heat of the fuel
 * @param heatMj engine losses
 * @param auxiliaryMj fans, pumps, alternator
 * @param drivelineMj converter and gears
 * @param slipMj wheels turning faster than the car
 * @param rollingMj ground
 * @param airMj air
 * @param brakesMj brakes
 * @param engineBrakingMj wheels turning the engine
 * @param climbMj work against slopes, the sum of up and down
 * @param residualMj what is missing in the balance; a measure of the model's own error
 */
public record TrueDrive(
        int year,
        String event,
        String stage,
        String car,
        String driver,
        boolean marathon,
        Instant fromTime,
        String zone,
        double seconds,
        double distanceKm,
        double planKm,
        double detourKm,
        double gpsPathKm,
        double specialKm,
        double specialS,
        double startLitres,
        double filledLitres,
        double burntLitres,
        double endLitres,
        double fuelMj,
        double heatMj,
        double auxiliaryMj,
        double drivelineMj,
        double slipMj,
        double rollingMj,
        double airMj,
        double brakesMj,
        double engineBrakingMj,
        double climbMj,
        double residualMj)
        implements Serializable {}
