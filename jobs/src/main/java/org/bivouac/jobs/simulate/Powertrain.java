package org.bivouac.jobs.simulate;

/**
 * Engine and automatic gearbox: a 4.4 l engine limited to 291 kW and 750 Nm with eight gears. Fuel follows a Willans
 * line: flow is brake power plus friction power over efficiency and heating value (Guzzella, Onder: Introduction to
 * Modeling and Control of Internal Combustion Engine Systems, 2.5).
 */
final class Powertrain {
    static final double FUEL_DENSITY_KG_PER_M3 = 745;
    static final double FUEL_LHV_MJ_PER_KG = 42.7;
    static final double DRIVELINE_EFFICIENCY = 0.86;

    private static final double[] RATIOS = {4.70, 3.13, 2.10, 1.67, 1.29, 1.00, 0.84, 0.67};
    private static final double FINAL_DRIVE = 3.9;
    private static final double WHEEL_RADIUS = 0.43;
    private static final double IDLE_RPM = 760;
    private static final double AUXILIARY_WATTS = 5000;
    private static final double MAX_WATTS = 291_000;
    private static final double MAX_TORQUE = 750;
    private static final double DISPLACEMENT = 4.4e-3;

    private final double efficiency;
    private int gear = 1;
    private double sinceShift = 1;

    double rpm = IDLE_RPM;
    double loadPct;
    double throttlePct;
    double brakeWatts;

    /** Fuel flow, g/s. */
    double gramsPerSecond;

    double coolantDegC = 78;
    double oilDegC = 82;
    double gearboxDegC = 70;
    double oilBar;

    /** Seconds that the fan still stands. */
    double fanOffSeconds;

    /** Seconds into a loss of oil pressure; NaN when there is none. */
    double starvingSeconds = Double.NaN;

    Powertrain(double efficiency) {
        this.efficiency = efficiency;
    }

    int gear() {
        return gear;
    }

    /** Greatest force at the wheels now, N. */
    double greatestForce(double metresPerSecond) {
        double watts = Math.min(MAX_WATTS, greatestTorque() * angular()) - AUXILIARY_WATTS;
        return Math.max(0, watts) * DRIVELINE_EFFICIENCY / Math.max(metresPerSecond, 2.5);
    }

    /** Moves on by {@code seconds} while the wheels take {@code wheelWatts}; negative when the car is slowed. */
    void step(double metresPerSecond, double wheelWatts, double seconds, double jitter) {
        shift(metresPerSecond, wheelWatts, seconds);
        double wheelRpm = metresPerSecond / WHEEL_RADIUS * 30 / StrictMath.PI;
        double locked = wheelRpm * RATIOS[gear - 1] * FINAL_DRIVE;
        double slipping = IDLE_RPM + 900 * Math.min(1, Math.max(0, wheelWatts) / 60_000);
        double wanted = Math.max(locked, slipping);
        rpm += (wanted - rpm) * Math.min(1, seconds / 0.08);
        boolean cut = wheelWatts < 0 && metresPerSecond > 5;
        brakeWatts = cut ? 0 : AUXILIARY_WATTS + Math.max(0, wheelWatts) / DRIVELINE_EFFICIENCY;
        double load = Math.min(1, brakeWatts / (greatestTorque() * angular()));
        loadPct += (100 * load - loadPct) * Math.min(1, seconds / 0.05);
        throttlePct = cut ? 0 : Math.min(100, 3 + 0.95 * loadPct + jitter);
        double frictionWatts = DISPLACEMENT * (0.9e5 + 0.35e5 * rpm / 3000) * rpm / 120;
        gramsPerSecond = cut ? 0 : (brakeWatts + frictionWatts) / (efficiency * FUEL_LHV_MJ_PER_KG * 1000);
        warm(metresPerSecond, seconds);
        oilBar = 0.8 + 0.00105 * rpm * (1 - 0.004 * (oilDegC - 95)) + 0.01 * jitter;
        starve(seconds);
    }

    private void shift(double metresPerSecond, double wheelWatts, double seconds) {
        sinceShift += seconds;
        double perRpm = metresPerSecond / WHEEL_RADIUS * 30 / StrictMath.PI * FINAL_DRIVE;
        double up = 2500 + 2700 * Math.min(1, Math.max(0, wheelWatts) / 160_000);
        if (sinceShift > 0.5 && gear < RATIOS.length && perRpm * RATIOS[gear - 1] > up) {
            gear++;
            sinceShift = 0;
        } else if (sinceShift > 0.5 && gear > 1 && perRpm * RATIOS[gear - 2] < 0.72 * up) {
            gear--;
            sinceShift = 0;
        }
    }

    private void warm(double metresPerSecond, double seconds) {
        double heat = brakeWatts / 1000;
        double air = 1.5 - 0.6 * Math.min(1, metresPerSecond / 25);
        double coolantTarget = 84 + 0.10 * heat * air + (fanOffSeconds > 0 ? 42 : 0);
        fanOffSeconds -= seconds;
        coolantDegC += (coolantTarget - coolantDegC) * seconds / 45;
        oilDegC += (88 + 0.22 * heat - oilDegC) * seconds / 110;
        gearboxDegC += (74 + 0.26 * heat - gearboxDegC) * seconds / 140;
    }

    private void starve(double seconds) {
        if (starvingSeconds >= 0 && starvingSeconds < 0.9) {
            double depth = StrictMath.sin(StrictMath.PI * starvingSeconds / 0.9);
            oilBar -= (oilBar - 0.6) * Math.sqrt(depth);
            starvingSeconds += seconds;
        }
    }

    private double angular() {
        return rpm * StrictMath.PI / 30;
    }

    private double greatestTorque() {
        double torque = MAX_TORQUE * Math.min(1, 0.45 + rpm / 3300);
        return Math.min(torque, MAX_WATTS / angular());
    }
}
