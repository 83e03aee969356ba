package org.bivouac.jobs.simulate.car;

import org.bivouac.jobs.simulate.ground.Ground;
import org.bivouac.jobs.simulate.ground.Noise;
import org.bivouac.jobs.simulate.ground.Terrain;

/**
 * The car along its way, by steps of 10 ms: the driver's foot, traction and its slip, rolling, air, slope and brakes, the
 * mass that burns away. What each force does is booked in the {@link Ledger}.
 */
final class Motion {
    static final double STEP = Powertrain.STEP;

    private static final double GRAVITY = Body.GRAVITY;
    private static final double CREEP = 0.5;

    /** So near to the place the car stands, m. */
    private static final double THERE = 1e-5;

    /** Brakes that hold a standing car, N. */
    private static final double HOLDING = 2500;

    /** Time constant of the pressure in the brakes, s. */
    private static final double BRAKE_SECONDS = 0.08;

    final Ledger ledger = new Ledger();
    final Powertrain engine;
    double metre;
    double speed;
    double acceleration;
    double pedal;
    double driveForce;
    double brakeForce;
    double wheelSpeed;
    double slope;
    double height;
    double fuelLitres;
    double burntLitres;

    /** Wheels that spin while the car is stuck, m/s. */
    double diggingSpeed;

    /** Share by which a flat tyre rolls harder. */
    double flat;

    private final DriverStyle driver;
    private final Noise noise;
    private final double baseMass;
    private final double density;
    private final double inertia;
    private final double drag;
    private final double gripShare;
    private double mood;
    private boolean stopping;

    Motion(Parameters car, DriverStyle driver, double startLitres, Noise noise) {
        this.driver = driver;
        this.noise = noise;
        engine = new Powertrain(car);
        baseMass = car.of("mass_kg");
        density = car.of("fuel_density_kg_per_m3") / 1000;
        inertia = car.of("inertia_factor");
        drag = 0.5 * car.of("drag_area_m2");
        gripShare = car.of("grip_share");
        fuelLitres = startLitres;
    }

    double mass() {
        return baseMass + fuelLitres * density;
    }

    double kgPerLitre() {
        return density;
    }

    /** Fuel flow, l/h. */
    double litresPerHour() {
        return engine.kgPerSecond * 3600 / density;
    }

    void fill(double litres) {
        fuelLitres += litres;
        ledger.filledPotentialJoule += litres * density * GRAVITY * height;
    }

    /** Stands still for a step. */
    void stand() {
        speed = acceleration = driveForce = 0;
        wheelSpeed = diggingSpeed;
        stopping = false;
        pedal += ((diggingSpeed > 0 ? 0.55 : 0) - pedal) * 0.1;
        brakeForce += ((diggingSpeed > 0 ? 0 : HOLDING) - brakeForce) * STEP / BRAKE_SECONDS;
        if (diggingSpeed > 0) {
            driveForce = Math.min(0.22 * mass() * GRAVITY, engine.fullForce());
            ledger.slipJoule += driveForce * diggingSpeed * STEP;
        }
        engine.step(wheelSpeed, driveForce, pedal, false, ledger);
        burn();
    }

    /**
     * Moves on by a step towards a stop.
     *
     * @param stop where the car must stand; it ends a hundredth of a millimetre before it unless brakes and ground cannot do it
     * @param flies whether the wheels have no ground
     */
    void move(Course course, Course.Halt stop, boolean flies, double airDensity) {
        Ground ground = course.ground;
        Terrain terrain = ground.terrain(metre);
        double mass = mass();
        double weight = mass * GRAVITY;
        slope = ground.slope(metre);
        double remaining = stop.atMetre() - metre;
        double stopDeceleration = Stopping.deceleration(speed, remaining);
        stopping = stopDeceleration >= (stopping ? 0.5 : 1) * Math.min(stop.slowing(), 0.5 * driver.braking())
                || (stopping && Stopping.eases(speed, remaining));
        double air = drag * airDensity * speed * speed;
        double roll = flies ? 0 : weight * terrain.rolling() * (1 + flat) * Math.min(1, speed + 0.3);
        double resistance = roll + air + weight * slope;
        double wish = wish(course);
        wish = stopping ? Math.min(wish, -stopDeceleration) : wish;
        double grip = terrain.grip() * gripShare * weight;
        double wanted = Math.max(inertia * mass * wish, -2 * weight) + resistance;
        double full = Math.min(engine.fullForce(), grip);
        double overrun = flies ? 0 : engine.overrunForce(speed);
        double foot = flies ? 1 - driver.sympathy() : Math.max(0, Math.min(1, wanted / Math.max(1, full)));
        pedal += (foot - pedal) * Math.min(1, STEP / driver.footSeconds());
        driveForce = flies ? 0 : pedal > 0.02 ? pedal * full : overrun;
        double needed = flies ? 0 : Math.max(0, Math.min(grip, -(wanted - overrun)));
        brakeForce += (needed - brakeForce) * Math.min(1, STEP / BRAKE_SECONDS);
        brakeForce = (brakeForce < 20 && needed == 0) || flies ? 0 : brakeForce;

        double next = Math.max(0, speed + (driveForce - brakeForce - resistance) / (inertia * mass) * STEP);
        if (stopping && !flies && Stopping.eases(speed, remaining)) {
            // The foot finds the place: feeling its way, it is faster than brakes and throttle answer.
            double hardest = (grip + resistance) / (inertia * mass);
            next = Math.max(0, speed - Math.min(stopDeceleration, hardest) * STEP);
            next = remaining - 0.5 * (speed + next) * STEP < THERE ? 0 : next;
        } else if (!stopping) {
            next = Math.max(next, Math.min(CREEP, speed + 1.5 * STEP));
        }
        acceleration = (next - speed) / STEP;
        // Where the car creeps or eases into its place, the forces are those that make it do so.
        double net = inertia * mass * acceleration + resistance;
        if (Math.abs(net - (driveForce - brakeForce)) > 1e-6 * weight) {
            driveForce = Math.max(0, net);
            brakeForce = Math.max(0, -net);
        }
        double mean = 0.5 * (speed + next);
        double slip = driveForce > 0 ? terrain.slipPerLoad() * driveForce / weight : 0;
        wheelSpeed = mean * (1 + slip);
        engine.step(wheelSpeed, driveForce, pedal, flies, ledger);
        ledger.slipJoule += Math.max(0, driveForce) * (wheelSpeed - mean) * STEP;
        ledger.rollingJoule += roll * mean * STEP;
        ledger.airJoule += air * mean * STEP;
        ledger.brakesJoule += brakeForce * mean * STEP;
        ledger.climbJoule += weight * slope * mean * STEP;
        metre += mean * STEP;
        height += mean * STEP * ground.slope(metre - 0.5 * mean * STEP);
        speed = next;
        burn();
    }

    /** Acceleration that the driver wants, stops aside. */
    private double wish(Course course) {
        mood += -mood * STEP / 8 + driver.unevenness() * noise.quickNormal() * Math.sqrt(2 * STEP / 8);
        int node = (int) Math.min(course.target.length - 3, metre + 1 + 0.2 * speed);
        double here = course.target[node] * (1 + mood);
        double soon = course.target[node + 2] * (1 + mood);
        double planned = (soon * soon - here * here) / 4;
        double wish = Math.min(0.8, planned) + (here - speed) / 0.7;
        return Math.max(-1.25 * driver.braking(), Math.min(driver.acceleration(), wish));
    }

    private void burn() {
        double kg = engine.kgPerSecond * STEP;
        double litres = kg / density;
        fuelLitres -= litres;
        burntLitres += litres;
        ledger.carriedJoule += 0.5 * inertia * kg * speed * speed;
        ledger.burntPotentialJoule += kg * GRAVITY * height;
    }

    /** Books what is left at the end. */
    void close() {
        ledger.kineticJoule = 0.5 * inertia * mass() * speed * speed;
        ledger.potentialJoule = mass() * GRAVITY * height;
    }
}
