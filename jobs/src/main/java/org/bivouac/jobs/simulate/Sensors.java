package org.bivouac.jobs.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each logger of the sample rally records, under the names of its year. */
final class Sensors {
    private static final int FLOAT32 = Sensor.FLOAT32;

    private static final String[] POSITIONS = {"fl", "fr", "rl", "rr"};

    private Sensors() {}

    /** Dampers, body, steering, brakes, tyres: several rates, most as 16-bit numbers. */
    static List<Sensor> chassis(int year) {
        List<Sensor> sensors = new ArrayList<>();
        for (String position : POSITIONS) {
            // NaN needs a float: the rear left one of 2026 is the sensor that falls silent.
            int decimals = year == 2026 && position.equals("rl") ? FLOAT32 : 1;
            sensors.add(new Sensor(
                    "damper_position_" + position + "_mm", "Damper Pos " + upper(position), "mm", 100, decimals));
        }
        sensors.add(new Sensor("body_acceleration_vert_g", "Body Acc Vert", "G", 100, 3));
        sensors.add(new Sensor("body_acceleration_long_g", "Body Acc Long", "G", 50, 3));
        sensors.add(new Sensor("body_acceleration_lat_g", "Body Acc Lat", "G", 50, 3));
        sensors.add(new Sensor("steering_angle_deg", "Steering Angle", "deg", 20, 1));
        sensors.add(new Sensor("brake_pressure_front_bar", "Brake Press Front", "bar", 20, 1));
        sensors.add(new Sensor("brake_pressure_rear_bar", "Brake Press Rear", "bar", 20, 1));
        for (String position : POSITIONS) {
            sensors.add(new Sensor(
                    "tyre_pressure_" + position + "_bar", "Tyre Press " + upper(position), pressure(year), 1, FLOAT32));
            sensors.add(new Sensor(
                    "damper_temperature_" + position + "_deg_c", "Damper Temp " + upper(position), "C", 1, FLOAT32));
        }
        return sensors;
    }

    /** Engine, gearbox and fuel at 10 Hz, as text. */
    static List<Sensor> engineText(int year, String distanceUnit) {
        List<Sensor> sensors = new ArrayList<>();
        sensors.add(new Sensor("distance_km", "Distance", distanceUnit, 10, distanceUnit.equals("m") ? 1 : 4));
        sensors.add(new Sensor("vehicle_speed_km_per_h", "Vehicle Speed", "km/h", 10, 1));
        sensors.add(new Sensor("engine_speed_rpm", "Engine RPM", "rpm", 10, 0));
        sensors.add(new Sensor("throttle_position_pct", "Throttle Pos", "%", 10, 1));
        sensors.add(new Sensor("engine_load_pct", "Engine Load", "%", 10, 1));
        sensors.add(new Sensor("gear", "Gear", "", 10, 0));
        sensors.add(new Sensor("oil_pressure_bar", "Oil Press", pressure(year), 10, year == 2025 ? 1 : 2));
        sensors.add(new Sensor("coolant_temperature_deg_c", coolant(year), "C", 10, 1));
        sensors.add(new Sensor("oil_temperature_deg_c", "Oil Temp", "C", 10, 1));
        sensors.add(new Sensor("gearbox_temperature_deg_c", "Gearbox Temp", "C", 10, 1));
        sensors.add(new Sensor("fuel_flow_l_per_h", "Fuel Flow", "l/h", 10, 2));
        sensors.add(new Sensor("fuel_used_l", "Fuel Used", "l", 10, 3));
        sensors.add(new Sensor("fuel_level_l", "Fuel Level", "l", 10, 1));
        sensors.add(new Sensor("battery_voltage_v", "Battery Voltage", "V", 10, 2));
        return sensors;
    }

    /** Engine, gearbox and fuel of 2026, binary: 20 Hz, counters at 10 Hz, temperatures at 1 Hz, and a channel that nobody maps. */
    static List<Sensor> engineBinary() {
        return List.of(
                new Sensor("distance_km", "Distance", "km", 10, FLOAT32),
                new Sensor("vehicle_speed_km_per_h", "Vehicle Speed", "km/h", 20, 1),
                new Sensor("engine_speed_rpm", "Engine RPM", "rpm", 20, 0),
                new Sensor("throttle_position_pct", "Throttle Pos", "%", 20, 1),
                new Sensor("engine_load_pct", "Engine Load", "%", 20, 1),
                new Sensor("gear", "Gear", "", 20, 0),
                new Sensor("oil_pressure_bar", "Oil Press", pressure(2026), 20, 2),
                new Sensor("fuel_flow_l_per_h", "Fuel Flow", "l/h", 20, 2),
                new Sensor("fuel_used_l", "Fuel Used", "l", 10, FLOAT32),
                new Sensor("lambda", "Lambda", "LA", 20, 3),
                new Sensor("coolant_temperature_deg_c", coolant(2026), "C", 1, 1),
                new Sensor("oil_temperature_deg_c", "Oil Temp", "C", 1, 1),
                new Sensor("gearbox_temperature_deg_c", "Gearbox Temp", "C", 1, 1),
                new Sensor("fuel_level_l", "Fuel Level", "l", 1, 1),
                new Sensor("battery_voltage_v", "Battery Voltage", "V", 1, 2));
    }

    /** Position, speed, course and height at 10 Hz, in the order of a VBO row. */
    static List<Sensor> gps() {
        return List.of(
                new Sensor("gps_latitude_deg", "lat", "", 10, 6),
                new Sensor("gps_longitude_deg", "long", "", 10, 6),
                new Sensor("gps_speed_km_per_h", "velocity", "km/h", 10, 2),
                new Sensor("gps_heading_deg", "heading", "deg", 10, 2),
                new Sensor("gps_altitude_m", "height", "m", 10, 1));
    }

    private static String pressure(int year) {
        return year == 2025 ? "psi" : "bar";
    }

    private static String coolant(int year) {
        return year == 2025 ? "Water Temp" : "Coolant Temp";
    }

    private static String upper(String position) {
        return position.toUpperCase(Locale.ROOT);
    }
}
