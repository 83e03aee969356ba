package org.bivouac.jobs.simulate.car;

import java.util.List;
import org.bivouac.jobs.simulate.ground.Ground;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.log.Outing;

/**
 * All that decides a drive.
 *
 * @param outing who, where, when
 * @param marathon whether the next stage follows without service
 * @param car what the car is made of
 * @param driver who drives it
 * @param ground the stage's ground, the same for all cars
 * @param pieces the stage's plan in driving order
 * @param incidents what shall happen to this car
 * @param startLitres in the tank at the start
 * @param latitudeDeg of the start
 * @param longitudeDeg of the start
 * @param altitudeMetres of the start
 * @param seed of all that differs from car to car
 */
public record DriveOrder(
        Outing outing,
        boolean marathon,
        Parameters car,
        DriverStyle driver,
        Ground ground,
        List<Piece> pieces,
        List<Incident> incidents,
        double startLitres,
        double latitudeDeg,
        double longitudeDeg,
        double altitudeMetres,
        long seed) {}
