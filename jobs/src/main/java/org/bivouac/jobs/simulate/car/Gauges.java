package org.bivouac.jobs.simulate.car;

import org.bivouac.jobs.simulate.ground.Noise;

/** Writes the car's state into the channels of a {@link Block}: each sample is the state at its instant. */
final class Gauges {
    private static final double GRAVITY = Body.GRAVITY;
    private static final double DEGREES = 180 / StrictMath.PI;

    private final double[][] damper;
    private final double[][] hub;
    private final double[][] strut;
    private final double[] along;
    private final double[] across;
    private final double[] vertical;
    private final double[][] rates;
    private final double[] shaftFront;
    private final double[] shaftRear;
    private final double[] steeringTorque;
    private final double[][] wheelSpeed;
    private final double[][] tyreLoad;
    private final double[][] mid;
    private final double[] gear;
    private final double[][] slow;
    private final double[][] disc;
    private final double[][] second;
    private final double[][] corner;
    private final Noise noise;
    private final double halfTrack;
    private final double wheelbase;
    private final double steeringRatio;
    private final double cylinders;
    private double steering;
    private double turbo = 20_000;
    private double boost;
    private double current = 60;

    Gauges(Block block, Parameters car, Noise noise) {
        this.noise = noise;
        halfTrack = 0.5 * car.of("track_m");
        wheelbase = car.of("wheelbase_m");
        steeringRatio = car.of("steering_ratio");
        cylinders = car.of("cylinders");
        damper = block.corners("damper_position_%s_mm");
        hub = block.corners("hub_acceleration_%s_g");
        strut = block.corners("strut_acceleration_%s_g");
        along = block.values("body_acceleration_long_g");
        across = block.values("body_acceleration_lat_g");
        vertical = block.values("body_acceleration_vert_g");
        rates = arrays(block, "pitch_rate_deg_per_s", "roll_rate_deg_per_s", "yaw_rate_deg_per_s");
        shaftFront = block.values("driveshaft_torque_n_m");
        shaftRear = block.values("driveshaft_torque_rear_n_m");
        steeringTorque = block.values("steering_torque_n_m");
        wheelSpeed = block.corners("wheel_speed_%s_km_per_h");
        tyreLoad = block.corners("tyre_load_%s_n");
        mid = arrays(
                block,
                "steering_angle_deg",
                "brake_pressure_front_bar",
                "brake_pressure_rear_bar",
                "engine_speed_rpm",
                "engine_load_pct",
                "engine_torque_n_m",
                "throttle_position_pct",
                "accelerator_position_pct",
                "oil_pressure_bar",
                "fuel_flow_l_per_h",
                "fuel_pressure_bar",
                "manifold_pressure_bar",
                "boost_pressure_bar",
                "air_mass_flow_g_per_s",
                "lambda",
                "ignition_advance_deg",
                "injection_time_ms",
                "turbo_speed_rpm",
                "converter_slip_pct",
                "vehicle_speed_km_per_h");
        gear = block.values("gear");
        slow = arrays(
                block,
                "gps_latitude_deg",
                "gps_longitude_deg",
                "gps_speed_km_per_h",
                "gps_heading_deg",
                "gps_altitude_m",
                "gps_satellites",
                "gps_hdop",
                "distance_km",
                "fuel_used_l",
                "fuel_level_l",
                "battery_voltage_v",
                "alternator_current_a",
                "fan_duty_pct",
                "exhaust_temperature_left_deg_c",
                "exhaust_temperature_right_deg_c",
                "driver_marker");
        disc = block.corners("brake_disc_temperature_%s_deg_c");
        second = arrays(
                block,
                "coolant_temperature_deg_c",
                "radiator_out_temperature_deg_c",
                "oil_temperature_deg_c",
                "gearbox_temperature_deg_c",
                "transfer_case_temperature_deg_c",
                "differential_temperature_front_deg_c",
                "differential_temperature_rear_deg_c",
                "intake_temperature_deg_c",
                "fuel_temperature_deg_c",
                "fuel_level_pct",
                "power_steering_temperature_deg_c",
                "ambient_temperature_deg_c",
                "cabin_temperature_deg_c",
                "barometric_pressure_bar",
                "jack_pressure_bar");
        corner = new double[12][];
        System.arraycopy(block.corners("damper_temperature_%s_deg_c"), 0, corner, 0, 4);
        System.arraycopy(block.corners("tyre_pressure_%s_bar"), 0, corner, 4, 4);
        System.arraycopy(block.corners("tyre_temperature_%s_deg_c"), 0, corner, 8, 4);
    }

    private static double[][] arrays(Block block, String... names) {
        double[][] arrays = new double[names.length][];
        for (int i = 0; i < names.length; i++) {
            arrays[i] = block.values(names[i]);
        }
        return arrays;
    }

    /** 1000 Hz. */
    void fast(int at, Body body, double longG, double latG) {
        for (int i = 0; i < 4; i++) {
            damper[i][at] = 1000 * body.travel[i];
            hub[i][at] = 1 + body.hubAcceleration[i] / GRAVITY;
            strut[i][at] = 1 + body.cornerAcceleration[i] / GRAVITY;
        }
        along[at] = longG;
        across[at] = latG;
        vertical[at] = 1 + body.acceleration / GRAVITY;
    }

    /** 500 Hz. */
    void half(int at, Body body, double yawRate, double shaftNm, double latG) {
        rates[0][at] = body.pitchRate * DEGREES;
        rates[1][at] = body.rollRate * DEGREES;
        rates[2][at] = yawRate * DEGREES;
        double total = body.load[0] + body.load[1] + body.load[2] + body.load[3] + 1;
        double front = (body.load[0] + body.load[1]) / total;
        shaftFront[at] = shaftNm;
        shaftRear[at] = shaftNm * (1.6 - 0.6 * front);
        steeringTorque[at] = 7 * latG + 0.00028 * (body.load[0] - body.load[1]);
    }

    /** 100 Hz. */
    void mid(int at, Motion motion, Body body, double curvature, double oilBar) {
        Powertrain engine = motion.engine;
        double tread = motion.wheelSpeed * 3.6;
        for (int i = 0; i < 4; i++) {
            double side = i % 2 == 0 ? -halfTrack : halfTrack;
            wheelSpeed[i][at] = tread * (1 + side * curvature) + (body.load[i] == 0 ? engine.rpm * 0.0012 : 0);
            tyreLoad[i][at] = body.load[i];
        }
        double rough = (body.load[0] - body.load[1]) * 0.00018 * Math.min(1, motion.speed);
        double angle = curvature * wheelbase;
        // The arc tangent of a small angle.
        double wanted = angle * (1 - angle * angle / 3) * DEGREES * steeringRatio + rough;
        steering += (wanted - steering) * 0.12;
        double bar = motion.brakeForce / 330;
        boost += (Math.max(0, engine.loadPct - 35) * 0.0165 * Math.min(1, engine.rpm / 2600) - boost) * 0.04;
        turbo += (20_000 + 95_000 * Math.min(1, boost) - turbo) * 0.05;
        double manifold = engine.running ? 0.32 + 0.0068 * Math.min(100, engine.loadPct) + boost : 1;
        double[] values = {
            steering,
            bar * 0.62,
            bar * 0.38,
            engine.rpm,
            engine.loadPct,
            engine.torqueNm,
            engine.running ? Math.min(100, 3.5 + 96 * Math.sqrt(motion.pedal) * motion.pedal) : 0,
            100 * motion.pedal,
            oilBar,
            motion.litresPerHour(),
            engine.running ? 5 + 0.1 * boost + 0.02 * noise.quickNormal() : 0,
            manifold,
            boost,
            14.1 * engine.lambda * engine.kgPerSecond * 1000,
            engine.lambda,
            engine.running ? 34 - 0.17 * engine.loadPct + 0.0008 * engine.rpm : 0,
            engine.rpm < 100 ? 0 : engine.kgPerSecond * 1e6 * 120 / (engine.rpm * cylinders * 5.4),
            turbo,
            100 * engine.slip(motion.wheelSpeed),
            motion.speed * 3.6
        };
        for (int i = 0; i < values.length; i++) {
            mid[i][at] = values[i];
        }
    }

    /** 50 Hz. */
    void gear(int at, Motion motion) {
        gear[at] = motion.speed == 0 && motion.diggingSpeed == 0 ? 0 : motion.engine.gear();
    }

    /** 10 Hz. */
    void slow(int at, Motion motion, Heat heat, TruthBook book, double altitude, boolean marker, double longG) {
        double degrees = book.heading * DEGREES;
        boolean running = motion.engine.running;
        double load = running ? 58 + 0.45 * heat.fanDuty + (motion.speed > 3 ? 22 : 0) : 0;
        current += (load - current) * 0.08;
        double[] values = {
            book.latitude,
            book.longitude,
            motion.speed * 3.6,
            degrees - 360 * Math.floor(degrees / 360),
            altitude,
            12 + Math.round(1.5 * StrictMath.sin(book.latitude * 9000)),
            0.8,
            motion.metre / 1000,
            motion.burntLitres,
            motion.fuelLitres + 4 * longG,
            running ? 14.05 - 0.0022 * current - (motion.engine.rpm < 900 ? 0.25 : 0) : 12.6,
            current,
            heat.fanDuty,
            heat.exhaust,
            heat.exhaust + 9,
            marker ? 1 : 0
        };
        for (int i = 0; i < values.length; i++) {
            slow[i][at] = values[i];
        }
        for (int i = 0; i < 4; i++) {
            disc[i][at] = heat.disc[i];
        }
    }

    /** 1 Hz. */
    void second(int at, Motion motion, Heat heat, double ambient, double barometer, double tankLitres, boolean jacked) {
        double[] values = {
            heat.coolant,
            heat.radiatorOut,
            heat.oil,
            heat.gearbox,
            heat.transfer,
            heat.frontAxle,
            heat.rearAxle,
            heat.intake,
            heat.fuel,
            100 * motion.fuelLitres / tankLitres,
            heat.steering,
            ambient,
            heat.cabin,
            barometer,
            jacked ? 148 : 0.2
        };
        for (int i = 0; i < values.length; i++) {
            second[i][at] = values[i];
        }
        for (int i = 0; i < 4; i++) {
            corner[i][at] = heat.damper[i];
            corner[4 + i][at] = heat.tyreBar(i);
            corner[8 + i][at] = heat.tyre[i];
        }
    }
}
