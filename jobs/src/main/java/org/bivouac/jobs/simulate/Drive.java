package org.bivouac.jobs.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.simulate.ground.Noise;

/**
 * One car on one stage, by steps of 10 ms: the driver follows the road's speed as far as brakes and engine allow, and
 * every signal follows from that. Road load is rolling, air, slope and inertia.
 */
final class Drive {
    private static final double STEP = 1.0 / Trace.RATE_HZ;
    private static final double GRAVITY = 9.80665;
    private static final double BRAKING = 3.2;
    private static final double AIR = 0.5 * 1.12 * 1.45;
    private static final double INERTIA = 1.06;
    private static final double METRES_PER_DEGREE = 111_320;
    private static final double STANDS_AT_START = 5;

    /** What one section of the drive really took. */
    record Section(String type, double km, double litres, double idleLitres, double seconds) {}

    /** Energy at the wheels over the whole drive, J, for the check that it balances. */
    record Energy(double tractionJoule, double resistanceJoule, double brakeJoule, double kineticJoule) {}

    final Trace trace = new Trace();
    final List<Section> sections = new ArrayList<>();

    private final Road road;
    private final Crew crew;
    private final List<Mishap> pending;
    private final Noise noise;
    private final Powertrain engine;
    private final Suspension suspension;
    private final double[] target;
    private final double[] tyreLeak = new double[4];
    private final double[] tyreLost = new double[4];
    private double tyreDegC = 28;
    private double metres;
    private double speed;
    private double litres;
    private double idleLitres;
    private double heading;
    private double latitude;
    private double longitude;
    private double altitude = 210;
    private int nextRut;
    private int nextRearRut;
    private boolean jumped;
    private double tractionJoule;
    private double resistanceJoule;
    private double brakeJoule;

    Drive(Road road, Crew crew, List<Mishap> mishaps, Noise noise) {
        this.road = road;
        this.crew = crew;
        this.pending = new ArrayList<>(mishaps);
        this.noise = noise.fork("sensors");
        engine = new Powertrain(crew.efficiency());
        suspension = new Suspension(crew.travel(), noise.fork("suspension"));
        latitude = 20.25;
        longitude = 50.75;
        heading = 1.1;
        target = speedProfile();
    }

    /** Drives the stage. */
    Drive run() {
        stand(STANDS_AT_START);
        for (Road.Section section : road.sections) {
            double litresBefore = litres;
            double idleBefore = idleLitres;
            double metresBefore = metres;
            int from = trace.samples();
            while (speed > 0.25 || section.toMetre() - metres > 0.6) {
                move(section.toMetre());
            }
            speed = 0;
            double burnt = litres - litresBefore;
            double seconds = (trace.samples() - from) * STEP;
            double km = (metres - metresBefore) / 1000;
            stand(section.stopSeconds());
            sections.add(new Section(section.type(), km, burnt, idleLitres - idleBefore, seconds));
        }
        return this;
    }

    double litres() {
        return litres;
    }

    double km() {
        return metres / 1000;
    }

    Energy energy() {
        return new Energy(tractionJoule, resistanceJoule, brakeJoule, 0.5 * INERTIA * mass() * speed * speed);
    }

    /** The road's speed with braking points: backwards, never faster than the brakes can lose. */
    private double[] speedProfile() {
        double[] profile = new double[road.metres() + 2];
        for (int i = 0; i < road.metres(); i++) {
            profile[i] = road.speedLimit[i] * (road.terrain[i] == Terrain.ASPHALT ? 1 : crew.pace());
        }
        for (Road.Section section : road.sections) {
            profile[section.toMetre()] = 0;
        }
        for (int i = road.metres(); i >= 0; i--) {
            profile[i] = Math.min(profile[i], Math.sqrt(profile[i + 1] * profile[i + 1] + 2 * BRAKING));
        }
        return profile;
    }

    private void stand(double seconds) {
        int steps = (int) Math.round(seconds * Trace.RATE_HZ);
        for (int i = 0; i < steps; i++) {
            Arrays.fill(tyreLeak, 0);
            if (i == steps / 2) {
                Arrays.fill(tyreLost, 0);
            }
            engine.step(0, 0, STEP, 0.3 * noise.normal());
            burn(true);
            record(0, 0, 0);
        }
    }

    private void move(int stopMetre) {
        int here = (int) metres;
        double remaining = stopMetre - metres - 0.2;
        double wanted = Math.max(1, target[Math.min(here + 1, road.metres())]);
        double acceleration = Math.max(-5, Math.min(crew.acceleration(), (wanted - speed) / 0.35));
        if (remaining < 30) {
            double toStop = speed * speed / (2 * Math.max(remaining, 0.05));
            if (remaining < 1 || toStop > 0.8 * BRAKING) {
                acceleration = Math.min(acceleration, -Math.min(toStop, 8));
            }
        }
        double mass = mass();
        double slope = road.slope[here];
        double cosine = 1 / Math.sqrt(1 + slope * slope);
        double resistance = suspension.airborne()
                ? AIR * speed * speed
                : mass * GRAVITY * cosine * (road.terrain[here].rolling + slope) + AIR * speed * speed;
        double force = INERTIA * mass * acceleration + resistance;
        double greatest = suspension.airborne() ? 0 : engine.greatestForce(speed);
        if (force > greatest) {
            force = greatest;
            acceleration = (force - resistance) / (INERTIA * mass);
        }
        // The car creeps to its mark rather than stand short of it.
        double newSpeed = Math.max(Math.min(0.2, speed + 3 * STEP), speed + acceleration * STEP);
        acceleration = (newSpeed - speed) / STEP;
        force = INERTIA * mass * acceleration + resistance;
        double mean = (speed + newSpeed) / 2;
        if (force > 0) {
            tractionJoule += force * mean * STEP;
        } else {
            brakeJoule -= force * mean * STEP;
        }
        resistanceJoule += resistance * mean * STEP;
        engine.step(mean, force * mean, STEP, 0.4 * noise.normal());
        burn(false);
        speed = newSpeed;
        metres += mean * STEP;
        turn(here, mean, cosine);
        happen();
        record(acceleration, force, mean * mean * road.curvature[here]);
    }

    private void turn(int here, double mean, double cosine) {
        double ahead = mean * STEP * cosine;
        heading -= road.curvature[here] * mean * STEP;
        latitude += ahead * StrictMath.cos(heading) / METRES_PER_DEGREE;
        longitude +=
                ahead * StrictMath.sin(heading) / (METRES_PER_DEGREE * StrictMath.cos(latitude * StrictMath.PI / 180));
        altitude += ahead * road.slope[here];
    }

    private void happen() {
        while (nextRut < road.ruts.size() && metres >= road.ruts.get(nextRut).atMetre()) {
            suspension.rut(0, road.ruts.get(nextRut++).depthMm());
        }
        while (nextRearRut < nextRut && metres >= road.ruts.get(nextRearRut).atMetre() + Suspension.wheelbaseMetres()) {
            suspension.rut(1, road.ruts.get(nextRearRut++).depthMm());
        }
        if (!jumped && road.crestMetre >= 0 && metres >= road.crestMetre) {
            jumped = true;
            suspension.takeOff(speed);
        }
        pending.removeIf(this::begins);
    }

    private boolean begins(Mishap mishap) {
        if (metres < mishap.atMetre()) {
            return false;
        }
        switch (mishap.kind()) {
            case OIL_STARVATION -> {
                if (engine.rpm < 3600) {
                    return false;
                }
                engine.starvingSeconds = 0;
            }
            case FAN_FAILURE -> engine.fanOffSeconds = 70;
            case PUNCTURE -> tyreLeak[2] = 0.035;
        }
        return true;
    }

    private void burn(boolean standing) {
        double burnt = engine.gramsPerSecond * STEP / Powertrain.FUEL_DENSITY_KG_PER_M3;
        litres += burnt;
        if (standing) {
            idleLitres += burnt;
        }
    }

    private double mass() {
        double fuel = crew.fuelStartLitres() - litres;
        return crew.massKg() + fuel * Powertrain.FUEL_DENSITY_KG_PER_M3 / 1000;
    }

    private void record(double acceleration, double force, double lateral) {
        int here = Math.min((int) metres, road.metres() - 1);
        double longG = acceleration / GRAVITY + 0.01 * noise.normal();
        double lateralG = lateral / GRAVITY + 0.01 * noise.normal();
        suspension.step(road.terrain[here], speed, longG, lateralG, STEP);
        trace.put("vehicle_speed_km_per_h", speed * 3.6);
        trace.put("distance_km", metres / 1000);
        trace.put("gps_speed_km_per_h", Math.max(0, speed * 3.6 + 0.05 * noise.normal()));
        trace.put("gps_latitude_deg", latitude);
        trace.put("gps_longitude_deg", longitude);
        trace.put("gps_altitude_m", altitude);
        double compass = heading * 180 / StrictMath.PI;
        trace.put("gps_heading_deg", compass - 360 * Math.floor(compass / 360));
        trace.put("engine_speed_rpm", engine.rpm);
        trace.put("engine_load_pct", engine.loadPct);
        trace.put("throttle_position_pct", Math.max(0, engine.throttlePct));
        trace.put("gear", speed == 0 ? 0 : engine.gear());
        trace.put("oil_pressure_bar", engine.oilBar);
        trace.put("coolant_temperature_deg_c", engine.coolantDegC);
        trace.put("oil_temperature_deg_c", engine.oilDegC);
        trace.put("gearbox_temperature_deg_c", engine.gearboxDegC);
        trace.put("fuel_flow_l_per_h", engine.gramsPerSecond * 3600 / Powertrain.FUEL_DENSITY_KG_PER_M3);
        trace.put("fuel_used_l", litres);
        trace.put("fuel_level_l", crew.fuelStartLitres() - litres + 3 * longG + 0.4 * noise.normal());
        trace.put("battery_voltage_v", 13.9 - (engine.rpm < 900 ? 0.25 : 0) + 0.03 * noise.normal());
        trace.put("lambda", force < 0 && speed > 5 ? 1.4 : 0.95 - 0.001 * engine.loadPct);
        trace.put("body_acceleration_long_g", longG);
        trace.put("body_acceleration_lat_g", lateralG);
        trace.put("body_acceleration_vert_g", suspension.verticalG);
        trace.put("steering_angle_deg", road.curvature[here] * 3.0 * 15 * 180 / StrictMath.PI * Math.min(1, speed));
        double brakeBar = force < -800 ? -force / 330 : 0;
        trace.put("brake_pressure_front_bar", brakeBar * 0.62);
        trace.put("brake_pressure_rear_bar", brakeBar * 0.38);
        tyreDegC += (30 + 0.9 * speed - tyreDegC) * STEP / 180;
        for (int i = 0; i < 4; i++) {
            String position = Suspension.POSITIONS[i];
            tyreLost[i] = Math.min(1.5, tyreLost[i] + tyreLeak[i] * STEP);
            double warm = (2.0 + 1.013) * (tyreDegC + 273.15) / (28 + 273.15) - 1.013;
            trace.put("tyre_pressure_" + position + "_bar", warm - 0.03 * i - tyreLost[i]);
            trace.put("damper_position_" + position + "_mm", suspension.travelMm[i]);
            trace.put("damper_temperature_" + position + "_deg_c", suspension.damperDegC[i]);
        }
        trace.tick();
    }
}
