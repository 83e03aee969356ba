package org.bivouac.jobs.fuel;

/**
 * What it takes to move the car, by cause: {@code P = m g cos(theta) Crr v + rho/2 CdA (v + w)^2 v + m g sin(theta) v + mEff a
 * v}, kW each.
 *
 * @param rollingKw rolling resistance, kW
 * @param dragKw air, kW
 * @param gradeKw climbing, kW
 * @param inertiaKw speeding up, kW
 */
public record RoadLoad(double rollingKw, double dragKw, double gradeKw, double inertiaKw) {
    /** Standard gravity, m/s² (CGPM 1901). */
    private static final double GRAVITY = 9.80665;

    /**
     * A car.
     *
     * @param massKg with crew, spares and the fuel of the moment, kg
     * @param effectiveMassKg mass with rotating parts, kg
     * @param dragAreaM2 CdA, m²
     */
    public record Car(double massKg, double effectiveMassKg, double dragAreaM2) {
        /**
         * Its road load at one instant.
         *
         * @param rollingCoefficient Crr of the ground
         * @param airKgPerM3 density of the air, kg/m³
         * @param speed m/s
         * @param acceleration m/s²
         * @param grade rise over run
         * @param headwind m/s
         */
        public RoadLoad at(
                double rollingCoefficient,
                double airKgPerM3,
                double speed,
                double acceleration,
                double grade,
                double headwind) {
            double angle = Math.atan(grade);
            double wind = speed + headwind;
            return new RoadLoad(
                    massKg * GRAVITY * Math.cos(angle) * rollingCoefficient * speed / 1000,
                    0.5 * airKgPerM3 * dragAreaM2 * wind * wind * speed / 1000,
                    massKg * GRAVITY * Math.sin(angle) * speed / 1000,
                    effectiveMassKg * acceleration * speed / 1000);
        }
    }

    /** All of it, kW. */
    public double kilowatt() {
        return rollingKw + dragKw + gradeKw + inertiaKw;
    }

    /** Energy at the wheels, kWh/km, at a speed in m/s. */
    public double kilowattHourPerKm(double speed) {
        return kilowatt() / (speed * 3.6);
    }

    /**
     * Rolling coefficient of a tyre on a paved road; off-road lower pressure means less, so it does not hold there.
     *
     * @param pressureBar above ambient, bar
     * @param speedKmPerH km/h
     */
    public static double pavedRollingCoefficient(double pressureBar, double speedKmPerH) {
        double hundreds = speedKmPerH / 100;
        return 0.005 + 1 / pressureBar * (0.01 + 0.0095 * hundreds * hundreds);
    }
}
