package org.bivouac.jobs.simulate.ground;

import java.io.Serializable;

/**
 * One kind of ground.
 *
 * @param name as plans spell it
 * @param feedCode the organiser's number for it; −1 for none
 * @param roughness displacement PSD at 0.1 cycles/m, m³; ISO 8608:2016 calls it G<sub>d</sub>(n<sub>0</sub>)
 * @param rolling rolling resistance over weight
 * @param grip greatest traction over weight
 * @param slipPerLoad slip of the wheels for traction equal to the weight
 * @param cruiseMetresPerSecond speed on the straight of a driver with pace 1
 * @param lateralG acceleration across the road that a driver with pace 1 takes
 * @param slope amplitude of the hills' slope, as tangent
 * @param hillMetres length of the hills
 * @param cornerMetres radius of the tightest corners
 * @param cornerGapMetres mean way between corners
 * @param washboardMetres amplitude of corrugations
 * @param rutsPerKm ruts across the track
 * @param rocksPerKm stones under one wheel
 * @param moundsPerKm mounds of camel grass under one wheel
 * @param dunesPerKm dunes with a crest
 * @param jumpsPerKm ramps that the driver may not see
 */
public record Terrain(
        String name,
        int feedCode,
        double roughness,
        double rolling,
        double grip,
        double slipPerLoad,
        double cruiseMetresPerSecond,
        double lateralG,
        double slope,
        double hillMetres,
        double cornerMetres,
        double cornerGapMetres,
        double washboardMetres,
        double rutsPerKm,
        double rocksPerKm,
        double moundsPerKm,
        double dunesPerKm,
        double jumpsPerKm)
        implements Serializable {
    /** Mean of class A, m³; each class is four times the one before (ISO 8608:2016, table C.1). */
    private static final double CLASS_A = 16e-6;

    /** The class of ISO 8608, A (smooth) to H: their limits lie a factor of two around the means. */
    public char isoClass() {
        int steps = 0;
        while (steps < 7 && roughness > 2 * CLASS_A * (1 << (2 * steps))) {
            steps++;
        }
        return (char) ('A' + steps);
    }

    /** The mean roughness of a class, m³. */
    public static double ofClass(char isoClass) {
        return CLASS_A * (1 << (2 * (isoClass - 'A')));
    }
}
