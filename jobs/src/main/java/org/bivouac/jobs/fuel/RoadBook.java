package org.bivouac.jobs.fuel;

import java.util.Arrays;

/**
 * Turns a car's own distance into road-book distance: straight lines between waypoints that it surely passed.
 *
 * @param odometerKm the car's distance at each waypoint, strictly increasing, km
 * @param roadBookKm the road book's distance at each waypoint, km; same length
 */
public record RoadBook(double[] odometerKm, double[] roadBookKm) {
    /** Road-book distance, km; NaN before the first and behind the last waypoint. */
    public double km(double odometer) {
        int at = Arrays.binarySearch(odometerKm, odometer);
        if (at >= 0) {
            return roadBookKm[at];
        }
        int right = -at - 1;
        if (right == 0 || right == odometerKm.length || Double.isNaN(odometer)) {
            return Double.NaN;
        }
        double share = (odometer - odometerKm[right - 1]) / (odometerKm[right] - odometerKm[right - 1]);
        return roadBookKm[right - 1] + share * (roadBookKm[right] - roadBookKm[right - 1]);
    }
}
