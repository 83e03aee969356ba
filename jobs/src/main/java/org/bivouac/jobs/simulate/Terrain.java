package org.bivouac.jobs.simulate;

/**
 * Ground. Rolling coefficients lie in the usual ranges of off-road practice; speeds are those of a Stock-class car.
 */
enum Terrain {
    ASPHALT(95, 0.013, 4, 0.020, 700, 110),
    GRAVEL(92, 0.040, 13, 0.025, 600, 45),
    DIRT(84, 0.060, 17, 0.025, 500, 38),
    SAND(80, 0.110, 19, 0.030, 400, 60),
    DUNES(52, 0.190, 27, 0.110, 110, 32);

    /** Speed on the straight, km/h. */
    final double cruiseKmPerHour;

    /** Rolling resistance over weight. */
    final double rolling;

    /** Damper travel at cruising speed, root mean square, mm. */
    final double roughnessMm;

    /** Amplitude of the slope, as tangent. */
    final double slope;

    /** Length of the hills, m. */
    final double hillMetres;

    /** Radius of the tightest corners, m. */
    final double cornerMetres;

    Terrain(
            double cruiseKmPerHour,
            double rolling,
            double roughnessMm,
            double slope,
            double hillMetres,
            double cornerMetres) {
        this.cruiseKmPerHour = cruiseKmPerHour;
        this.rolling = rolling;
        this.roughnessMm = roughnessMm;
        this.slope = slope;
        this.hillMetres = hillMetres;
        this.cornerMetres = cornerMetres;
    }
}
