package org.bivouac.jobs.simulate;

import org.bivouac.jobs.simulate.ground.Noise;

/**
 * Four dampers and the body above them: resonant noise after the ground, ruts that reach the rear axle a wheelbase later,
 * and a jump with a landing.
 */
final class Suspension {
    static final String[] POSITIONS = {"fl", "fr", "rl", "rr"};

    private static final double WHEELBASE = 3.0;
    private static final double DROOP_MM = 4;
    private static final double STOP_MM = 268;
    private static final double RUT_SECONDS = 0.16;
    private static final double LANDING_SECONDS = 0.09;

    final double[] travelMm = new double[4];
    final double[] damperDegC = {38, 38, 38, 38};
    double verticalG = 1;

    private final double travel;
    private final Noise noise;
    private final Resonator[] body = new Resonator[4];
    private final Resonator[] hub = new Resonator[4];
    private final Resonator rattle = new Resonator(16, 12, Trace.RATE_HZ);
    private final double[] rutSeconds = {9, 9, 9, 9};
    private final double[] rutDepth = new double[4];
    private double roughness;
    private double airborneSeconds;
    private double landedSeconds = 9;
    private double landingG;

    Suspension(double travel, Noise noise) {
        this.travel = travel;
        this.noise = noise;
        for (int i = 0; i < 4; i++) {
            body[i] = new Resonator(1.7, 1.1, Trace.RATE_HZ);
            hub[i] = new Resonator(9, 4, Trace.RATE_HZ);
            travelMm[i] = 120;
        }
    }

    boolean airborne() {
        return airborneSeconds > 0;
    }

    /** A wheel of this axle drops into a rut. */
    void rut(int axle, double depthMm) {
        for (int wheel = 2 * axle; wheel < 2 * axle + 2; wheel++) {
            rutSeconds[wheel] = 0;
            rutDepth[wheel] = depthMm * noise.uniform(0.75, 1.1);
        }
    }

    /** The car leaves the ground. */
    void takeOff(double metresPerSecond) {
        airborneSeconds = 0.026 * metresPerSecond;
        landingG = 3.9 + 0.05 * metresPerSecond;
    }

    /** Metres that the rear axle is behind the front one. */
    static double wheelbaseMetres() {
        return WHEELBASE;
    }

    /** Moves on by {@code seconds}. */
    void step(Terrain ground, double metresPerSecond, double longG, double lateralG, double seconds) {
        double pace = Math.min(1.3, metresPerSecond * 3.6 / ground.cruiseKmPerHour);
        double wanted = 0.25 + ground.roughnessMm * travel * Math.sqrt(pace) * Math.min(1, metresPerSecond / 3);
        roughness += (wanted - roughness) * Math.min(1, seconds / 0.4);
        if (airborneSeconds > 0) {
            airborneSeconds -= seconds;
            if (airborneSeconds <= 0) {
                landedSeconds = 0;
            }
        }
        double heave = noise.normal();
        double meanDeviation = 0;
        for (int i = 0; i < 4; i++) {
            double pitch = (i < 2 ? -1 : 1) * 26 * longG;
            double roll = (i % 2 == 0 ? -1 : 1) * 22 * lateralG;
            double ride = 0.9 * body[i].next(0.7 * heave + 0.714 * noise.normal()) + 0.3 * hub[i].next(noise.normal());
            double position = 120 + pitch + roll + roughness * ride + rutAt(i, seconds) + landingAt(i);
            double old = travelMm[i];
            if (airborne()) {
                travelMm[i] += (DROOP_MM - travelMm[i]) * Math.min(1, seconds / 0.035);
            } else {
                travelMm[i] += (position - travelMm[i]) * Math.min(1, seconds / 0.014);
            }
            travelMm[i] = Math.max(0, Math.min(STOP_MM + 2, travelMm[i]));
            meanDeviation += (travelMm[i] - 120 - pitch - roll) / 4;
            double speed = Math.abs(travelMm[i] - old) / seconds / 1000;
            damperDegC[i] += (4.2 * speed * speed + (30 - damperDegC[i]) / 260) * seconds;
        }
        double shake = 0.011 * roughness * rattle.next(noise.normal());
        if (airborne()) {
            verticalG = 0.04 + 0.2 * shake;
        } else if (landedSeconds < LANDING_SECONDS) {
            double shape = StrictMath.sin(StrictMath.PI * landedSeconds / LANDING_SECONDS);
            verticalG = 1 + (landingG - 1) * shape;
        } else {
            verticalG = 1 + 0.0075 * meanDeviation + shake;
        }
        landedSeconds += seconds;
    }

    private double rutAt(int wheel, double seconds) {
        double since = rutSeconds[wheel];
        rutSeconds[wheel] += seconds;
        if (since < RUT_SECONDS) {
            return rutDepth[wheel] * StrictMath.sin(StrictMath.PI * since / RUT_SECONDS);
        }
        double after = since - RUT_SECONDS;
        return after < 1
                ? -0.45 * rutDepth[wheel] * StrictMath.exp(-4 * after) * StrictMath.sin(2 * StrictMath.PI * 1.7 * after)
                : 0;
    }

    private double landingAt(int wheel) {
        if (landedSeconds > 1.5) {
            return 0;
        }
        double depth = wheel < 2 ? 150 : 128;
        return depth * StrictMath.exp(-3.2 * landedSeconds) * StrictMath.cos(2 * StrictMath.PI * 1.6 * landedSeconds);
    }
}
