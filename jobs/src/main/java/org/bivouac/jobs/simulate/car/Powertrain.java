package org.bivouac.jobs.simulate.car;

import java.util.stream.IntStream;

/**
 * Engine and automatic gearbox, by steps of 10 ms. Fuel follows a Willans line: flow is brake power plus friction power
 * over efficiency and heating value (Guzzella, Onder: Introduction to Modeling and Control of Internal Combustion Engine
 * Systems, 2.5); the efficiency falls away from the best speed, and above nine tenths of the load the mixture is enriched.
 * Below the speed at which a gear can be locked the converter slips. Every watt is booked in a {@link Ledger}.
 */
final class Powertrain {
    static final double STEP = 0.01;

    private static final double SHIFT_SECONDS = 0.18;

    private final double[] ratios;
    private final double wheelRadius;
    private final double efficiency;
    private final double lhvJoulePerKg;
    private final double displacement;
    private final double torque;
    private final double restrictor;
    private final double idle;
    private final double limit;
    private final double rich;
    private final double auxiliary;
    private final double gearEfficiency;
    private int gear = 1;
    private double sinceShift = 9;
    private double heldSeconds;
    private double spin;
    private double shiftPedal;

    double rpm;
    double torqueNm;
    double loadPct;
    double kgPerSecond;
    double lambda = 1;
    double brakeWatts;
    boolean running = true;

    Powertrain(Parameters car) {
        ratios = IntStream.rangeClosed(1, 8)
                .mapToDouble(number -> car.of("gear_" + number) * car.of("final_drive"))
                .takeWhile(ratio -> ratio > 0)
                .toArray();
        wheelRadius = car.of("wheel_radius_m");
        efficiency = car.of("indicated_efficiency");
        lhvJoulePerKg = car.of("fuel_lhv_mj_per_kg") * 1e6;
        displacement = car.of("displacement_m3");
        torque = car.of("torque_n_m");
        restrictor = car.of("restrictor_w");
        idle = car.of("idle_rpm");
        limit = car.of("limit_rpm");
        rich = car.of("rich_share");
        auxiliary = car.of("auxiliary_w");
        gearEfficiency = car.of("driveline_efficiency");
        rpm = idle;
    }

    int gear() {
        return gear;
    }

    /** Share of the converter's input speed that is lost. */
    double slip(double wheelSpeed) {
        return Math.max(0, 1 - locked(wheelSpeed) / rpm);
    }

    /** Force at the wheels with the foot down, N. */
    double fullForce() {
        double shifting = sinceShift < SHIFT_SECONDS ? 0.45 : 1;
        return shifting
                * Math.max(0, fullTorque() - auxiliary / angular())
                * ratios[gear - 1]
                * gearEfficiency
                / wheelRadius;
    }

    /** Force at the wheels with the foot off, N; not positive. */
    double overrunForce(double wheelSpeed) {
        if (locked(wheelSpeed) < 1.15 * idle) {
            return 0;
        }
        return -frictionWatts() / angular() * ratios[gear - 1] / wheelRadius;
    }

    /** Goes down so far that the engine turns above its limit, and stays there for a time; the limit does not help. */
    boolean overRev(double wheelSpeed, double seconds) {
        for (int wanted = gear - 1; wanted >= 1; wanted--) {
            double turns = wheelSpeed / wheelRadius * 30 / StrictMath.PI * ratios[wanted - 1];
            if (turns > 1.05 * limit && turns < 1.22 * limit) {
                gear = wanted;
                heldSeconds = seconds;
                return true;
            }
        }
        return false;
    }

    /**
     * Moves on by a step.
     *
     * @param wheelSpeed of the tread, m/s: the car's own plus slip
     * @param force at the wheels, N; at most {@link #fullForce}, at least {@link #overrunForce}
     * @param pedal 0 to 1, for the choice of gear
     * @param freely whether the wheels are in the air and turn up
     */
    void step(double wheelSpeed, double force, double pedal, boolean freely, Ledger ledger) {
        if (!running) {
            rpm = torqueNm = loadPct = kgPerSecond = brakeWatts = 0;
            return;
        }
        shift(wheelSpeed, pedal);
        spin = freely ? Math.min(1400, spin + 4500 * pedal * STEP) : spin * 0.9;
        double stalled = idle + 1500 * pedal * Math.max(0, 1 - wheelSpeed / 6);
        double wanted = Math.max(locked(wheelSpeed), stalled) + spin;
        wanted = heldSeconds > 0 ? wanted : Math.min(wanted, limit + 120);
        rpm += (wanted - rpm) * Math.min(1, STEP / 0.06);
        double omega = angular();
        boolean cut = force < 0;
        double drive = cut ? 0 : force * wheelRadius / (ratios[gear - 1] * gearEfficiency);
        double wheelWatts = cut ? 0 : force * wheelSpeed;
        double friction = frictionWatts();
        if (cut) {
            // The wheels turn the engine; what they give is friction heat, no fuel burns.
            torqueNm = -friction / omega;
            brakeWatts = 0;
            kgPerSecond = 0;
            lambda += (1.6 - lambda) * 0.2;
            ledger.engineBrakingJoule += -force * wheelSpeed * STEP;
            ledger.auxiliaryJoule += auxiliary * STEP;
            ledger.overrunAuxiliaryJoule += auxiliary * STEP;
        } else {
            torqueNm = drive + auxiliary / omega;
            brakeWatts = torqueNm * omega;
            double load = Math.min(1, torqueNm / fullTorque());
            double off = (rpm - 2700) / 4200;
            double richness = 1 + rich * Math.max(0, load - 0.9) / 0.1;
            double effective = efficiency * (1 - 0.35 * off * off) / richness;
            double heat = (brakeWatts + friction) / effective;
            kgPerSecond = heat / lhvJoulePerKg;
            lambda += (1 / richness - lambda) * 0.2;
            ledger.fuelJoule += heat * STEP;
            ledger.heatJoule += ((brakeWatts + friction) * (1 / effective - 1) + friction) * STEP;
            ledger.auxiliaryJoule += auxiliary * STEP;
            // Converter and gears: what goes in less what the wheels get.
            double input = drive * omega;
            double through = drive * ratios[gear - 1] / wheelRadius * wheelSpeed;
            ledger.converterJoule += (input - through) * STEP;
            ledger.gearsJoule += through * (1 - gearEfficiency) * STEP;
            ledger.wheelJoule += wheelWatts * STEP;
        }
        loadPct += (100 * Math.max(0, Math.min(1, torqueNm / fullTorque())) - loadPct) * 0.2;
    }

    private void shift(double wheelSpeed, double pedal) {
        sinceShift += STEP;
        heldSeconds -= STEP;
        if (heldSeconds > 0) {
            return;
        }
        double perRatio = wheelSpeed / wheelRadius * 30 / StrictMath.PI;
        // The box follows a foot that goes down at once, and one that comes up after some seconds.
        shiftPedal += (pedal - shiftPedal) * (pedal > shiftPedal ? 0.03 : 0.006);
        double up = 2100 + 3600 * shiftPedal;
        if (gear < ratios.length && perRatio * ratios[gear - 1] > up && sinceShift > 0.6) {
            gear++;
            sinceShift = 0;
        } else if (gear > 1 && perRatio * ratios[gear - 2] < 0.64 * up && sinceShift > 0.6) {
            gear--;
            sinceShift = 0;
        }
    }

    private double locked(double wheelSpeed) {
        return wheelSpeed / wheelRadius * 30 / StrictMath.PI * ratios[gear - 1];
    }

    private double angular() {
        return rpm * StrictMath.PI / 30;
    }

    /** Friction mean effective pressure of 0.9 bar rising with speed, over half a turn a stroke. */
    private double frictionWatts() {
        return displacement * (0.85e5 + 0.45e5 * rpm / 3000) * rpm / 120;
    }

    private double fullTorque() {
        double rising = torque * Math.min(1, 0.42 + 0.58 * (rpm - 700) / 1500);
        double falling = rpm > limit ? Math.max(0.02, 1 - (rpm - limit) / 120) : 1;
        return Math.min(Math.max(0.2 * torque, rising), restrictor / angular()) * falling;
    }
}
