package org.bivouac.jobs.simulate;

import org.bivouac.schemas.LimitRow;

/** The limits of the sample rally: a row of the side file each. */
final class Limit {
    static final LimitRow[] ALL = {
        limit("coolant_temperature_deg_c", "above", 112, "degC", 2, null, Double.NaN, "watch"),
        limit("oil_pressure_bar", "below", 1.5, "bar", 0.3, "engine_speed_rpm", 2500, "alarm"),
        limit("oil_temperature_deg_c", "above", 130, "degC", 2, null, Double.NaN, "watch"),
        limit("gearbox_temperature_deg_c", "above", 130, "degC", 2, null, Double.NaN, "watch"),
        limit("engine_speed_rpm", "above", 6200, "rpm", 0.05, null, Double.NaN, "alarm"),
        limit("battery_voltage_v", "below", 11.5, "V", 2, null, Double.NaN, "watch"),
        limit("body_acceleration_vert_g", "above", 4, "g", 0, null, Double.NaN, "alarm"),
        limit("tyre_pressure_fl_bar", "below", 1.4, "bar", 3, null, Double.NaN, "alarm"),
        limit("tyre_pressure_fr_bar", "below", 1.4, "bar", 3, null, Double.NaN, "alarm"),
        limit("tyre_pressure_rl_bar", "below", 1.4, "bar", 3, null, Double.NaN, "alarm"),
        limit("tyre_pressure_rr_bar", "below", 1.4, "bar", 3, null, Double.NaN, "alarm"),
    };

    private Limit() {}

    private static LimitRow limit(
            String channel,
            String side,
            double value,
            String unit,
            double forSeconds,
            String whenChannel,
            double whenAbove,
            String severity) {
        return new LimitRow(
                "*", channel, side, value, unit, forSeconds, whenChannel, whenAbove, severity, "sample rally");
    }
}
