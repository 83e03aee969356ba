package org.bivouac.jobs.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.RejectRow;
import org.bivouac.schemas.RunSheetRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.SpectrumRow;
import org.bivouac.schemas.StageKey;

/** One car's stage of the made-up rally: how hard it was on the car depends on car, stage and year. */
final class RallyCar {
    private static final List<String> CORNERS = List.of("fl", "fr", "rl", "rr");
    private static final String ABSENT = "502oil_temperature_deg_c";
    private static final StageKey STAGE = RallyFixture.STAGE;
    private static final Instant START = RallyFixture.START;

    private final RallyFixture rally;
    private final Random random;
    private final StageKey stage;
    private final String car;
    private final Made made;
    private final boolean hot;
    private final double hardness;
    private double km;
    private double share;

    RallyCar(RallyFixture rally, StageKey stage, String car) {
        this.rally = rally;
        this.random = rally.random;
        this.stage = stage;
        this.car = car;
        this.made = RallyFixture.made(stage, car);
        this.hot = car.equals("507");
        this.hardness = (hot ? 1.9 : car.equals("502") ? 1.1 : 1)
                * (stage.stage().equals("1") ? 0.6 : stage.year() == 2025 ? 0.85 : 1);
    }

    void drive() {
        double specialKm = 402 + random.nextDouble() * 4;
        double liaisonKm = 318 + random.nextDouble() * 3;
        segment(0, "liaison-1", 0, 7_200, liaisonKm * 0.6);
        segment(1, "stop-1", 7_200, 1_260, 0);
        segment(2, "special-1", 8_460, 15_840, specialKm);
        segment(3, "stop-2", 24_300, 900, 0);
        segment(4, "liaison-2", 25_200, 5_100, liaisonKm * 0.4);
        level("stage", specialKm + liaisonKm, 1, 34.9);
        level("special", specialKm, 0.94, 46);
        level("liaison", liaisonKm, 0.06, 21);
        if (stage.equals(STAGE)) {
            books();
            spectra();
            events();
            traces();
        }
    }

    private void segment(int ordinal, String name, long from, long seconds, double length) {
        rally.segments.add(made.row(
                SegmentRow.class,
                "ordinal",
                ordinal,
                "segment",
                name,
                "type",
                name.substring(0, name.length() - 2).toUpperCase(Locale.ROOT),
                "fromTime",
                START.plusSeconds(from),
                "toTime",
                START.plusSeconds(from + seconds),
                "seconds",
                seconds,
                "distanceKm",
                length,
                "distanceBasis",
                "distance_km",
                "evidence",
                "plan-distance",
                "confidence",
                0.9));
    }

    private void level(String level, double levelKm, double levelShare, double per100) {
        km = levelKm;
        share = levelShare;
        for (String corner : CORNERS) {
            double load = share * hardness * (corner.startsWith("f") ? 1 : 0.72) * about(0.1);
            double coverage = car.equals("502") && corner.equals("rr") ? 0.41 : corner.equals("fr") ? 0.968 : 1;
            Made damper = subject(level, "damper", corner, "damper_position_" + corner + "_mm", "rainflow", coverage);
            measure(damper, "pseudo_damage_k3", "mm^3", 4.1e9 * load, true);
            measure(damper, "pseudo_damage_k5", "mm^5", 2.3e14 * load, true);
            measure(damper, "n_cycles", "", Math.rint(61_500 * load), true);
            measure(damper, "max_range", "mm", 283 * about(0.05), false);
            measure(damper, "del_range_k5", "mm", 91 * Math.pow(load, 0.2), false);
            measure(damper, "travel_km", "km", 9.4 * load, true);
        }
        for (String axle : List.of("front", "rear")) {
            double load = share * hardness * (axle.equals("front") ? 1 : 0.35) * about(0.1);
            Made brake = subject(level, "brake", axle, "brake_pressure_" + axle + "_bar", "rainflow", 1);
            measure(brake, "pseudo_damage_k5", "bar^5", 6.2e11 * load, true);
            measure(brake, "max_range", "bar", 118 * Math.pow(load, 0.2), false);
        }
        happenings(level);
        double consumption = per100 * about(0.01);
        Made fuel = subject(level, "fuel_system", "", "fuel_used_l", "fuel", car.equals("502") ? 0.953 : 1);
        measure(fuel, "fuel_litres_counter", "l", km * consumption / 100, true);
        measure(fuel, "fuel_l_per_100km_counter", "l/100km", consumption, false);
        measure(
                hot ? fuel.and("reason", "no heating value of the fuel in the run sheet") : fuel,
                "fuel_kwh_per_km_counter",
                "kWh/km",
                hot ? Double.NaN : consumption * 0.0884,
                false);
        statistics(level, "coolant_temperature_deg_c", "degC", 34, 93, hot ? 118.4 : 106.2);
        statistics(level, "oil_temperature_deg_c", "degC", 29, 108, hot ? 133 : 124);
        statistics(level, "oil_pressure_bar", "bar", car.equals("502") ? 1.31 : 1.9, 4.6, 6.4);
        statistics(level, "engine_speed_rpm", "rpm", 0, 3_480, 5_890);
        statistics(level, "vehicle_speed_km_per_h", "km/h", 0, 71, 169.8);
        statistics(level, "battery_voltage_v", "V", 11.9, 14.1, 14.6);
    }

    private void happenings(String level) {
        boolean blind = car.equals("503");
        Made body = subject(level, "chassis", "", "body_acceleration_vert_g", "airtime", blind ? 0 : 0.97);
        Made told = blind ? body.and("reason", "fewer than three damper positions") : body;
        measure(told, "jumps", "", blind ? Double.NaN : 12, true);
        measure(told, "airtime_seconds", "s", blind ? Double.NaN : 6.214, true);
        measure(told, "longest_airtime", "s", blind ? Double.NaN : 0.873, false);
        measure(told, "longest_jump", "m", blind ? Double.NaN : 23.41, false);
        measure(told, "hardest_landing", "g", blind ? Double.NaN : 6.02, false);
        for (String corner : CORNERS) {
            Made stop = subject(level, "damper", corner, "damper_position_" + corner + "_mm", "bump_stop", 1);
            measure(stop, "bump_stop_hits", "", corner.equals("fl") ? 14 : 0, true);
            boolean none = !corner.equals("fl");
            Made deepest = none ? stop.and("reason", "no hit") : stop;
            measure(deepest, "bump_stop_deepest", "mm", none ? Double.NaN : 61.3, false);
        }
        measure(subject(level, "crew", "", "driver_marker", "driver_marker", 1), "driver_markers", "", 2, true);
    }

    private double about(double spread) {
        return 1 - spread + 2 * spread * random.nextDouble();
    }

    private Made subject(
            String level, String component, String position, String channel, String definition, double coverage) {
        boolean changed = component.equals("brake") && stage.year() == 2025;
        return made.and(
                "segment",
                level,
                "component",
                component,
                "position",
                position,
                "channel",
                channel,
                "definition",
                definition,
                "definitionVersion",
                1,
                "settingsHash",
                changed ? "d02e00aa901b" : "5f1c22aa901b",
                "coverage",
                coverage,
                "validS",
                30_300 * coverage,
                "totalS",
                30_300,
                "distanceKm",
                km,
                "reason",
                coverage < 0.5 ? "n/a (41 % valid)" : null);
    }

    private void measure(Made subject, String measure, String unit, double value, boolean additive) {
        MeasureRow row = subject.row(MeasureRow.class, "measure", measure, "unit", unit, "additive", additive);
        rally.measures.add(subject.row(
                MeasureRow.class,
                "measure",
                measure,
                "unit",
                unit,
                "additive",
                additive,
                "value",
                row.coverage() < 0.5 ? Double.NaN : value));
    }

    private void statistics(String level, String channel, String unit, double min, double mean, double max) {
        if (!(car + channel).equals(ABSENT)) {
            double scale = stage.equals(STAGE) ? 1 : 0.97;
            double coverage = channel.equals("battery_voltage_v") ? 0.83 : 0.999;
            Made subject = subject(level, "engine", "", channel, "statistics", coverage);
            measure(subject, "min", unit, min * scale, false);
            measure(subject, "mean_by_time", unit, mean * scale, false);
            measure(subject, "max", unit, max * scale, false);
        }
    }

    private void books() {
        String sha = car.repeat(22).substring(0, 64);
        String file = car + "/SS3_run1.ld";
        Made dump = made.and(
                "dump",
                sha,
                "file",
                file,
                "format",
                "motec-ld",
                "logger",
                "ADL 420",
                "startTime",
                START,
                "clock",
                "utc",
                "durationS",
                30_300,
                "bytes",
                412_884_992);
        rally.dumps.add(dump.row(
                DumpRow.class,
                "status",
                "used",
                "headerBytes",
                13_384,
                "decodedBytes",
                412_870_912,
                "paddingBytes",
                600,
                "rejectedBytes",
                96,
                "rowsDecoded",
                3_030_000,
                "rowsWritten",
                3_029_999,
                "rowsRejected",
                1));
        if (car.equals("501")) {
            rally.dumps.add(dump.row(
                    DumpRow.class,
                    "file",
                    "501/copy of SS3_run1.ld",
                    "status",
                    "duplicate",
                    "rule",
                    "A2",
                    "reason",
                    "same bytes as " + file));
            rally.channels.add(channel("Lambda_Bank2", "", "raw__lambda_bank2", "unmapped", "no alias for this name"));
            rally.channels.add(channel("BoostTgt", "degC", null, "blocked", "degC is a temperature, bar a pressure"));
        }
        if (car.equals("502")) {
            rally.dumps.add(dump.row(
                    DumpRow.class,
                    "dump",
                    "f" + sha.substring(1),
                    "file",
                    "502/stage3_b.ld",
                    "status",
                    "quarantined",
                    "rule",
                    "C4",
                    "reason",
                    "channel table at byte 13384 points beyond the end of the file",
                    "rejectedBytes",
                    412_884_992));
            rally.rejects.add(dump.row(
                    RejectRow.class,
                    "byteOffset",
                    88_213_004,
                    "byteLength",
                    96,
                    "line",
                    412_880,
                    "rule",
                    "B7",
                    "reason",
                    "12 cells, expected 63",
                    "done",
                    "row rejected",
                    "advice",
                    "copy the card again",
                    "count",
                    1));
        }
        for (String corner : CORNERS) {
            rally.channels.add(channel(
                    "Damper_" + corner.toUpperCase(Locale.ROOT),
                    "mm",
                    "damper_position_" + corner + "_mm",
                    "mapped",
                    null));
        }
        String names = "coolant_temperature_deg_c oil_temperature_deg_c oil_pressure_bar engine_speed_rpm"
                + " vehicle_speed_km_per_h battery_voltage_v fuel_used_l";
        for (String name : names.split(" ", -1)) {
            if (!(car + name).equals(ABSENT)) {
                rally.channels.add(channel(name, "", name, "mapped", null));
            }
        }
        if (!hot) {
            boolean first = car.equals("501");
            rally.runSheets.add(made.row(
                    RunSheetRow.class,
                    "carClass",
                    "T1+",
                    "driver",
                    first ? "A. Kessler / M. Duarte" : "P. Lindqvist / S. Roux",
                    "fuelStartL",
                    480,
                    "fuelAddedL",
                    0,
                    "fuelEndL",
                    first ? 229.5 : 232,
                    "note",
                    first ? "New front dampers, spec C" : null));
        }
    }

    private ChannelRow channel(String name, String unit, String column, String status, String reason) {
        return made.row(
                ChannelRow.class,
                "dump",
                car.repeat(22).substring(0, 64),
                "channelGroup",
                "100hz",
                "rateHz",
                100,
                "name",
                name,
                "unit",
                unit,
                "columnName",
                column,
                "status",
                status,
                "reason",
                reason,
                "samples",
                3_030_000,
                "missing",
                car.equals("502") ? 18_211 : 0,
                "implausible",
                name.equals("Damper_RR") ? 42 : 0);
    }

    private void spectra() {
        for (String corner : CORNERS) {
            for (int i = 0; i < 28; i++) {
                Made damper = made.and("position", corner, "xUnit", "mm");
                String channel = "damper_position_" + corner + "_mm";
                double cycles = Math.rint(42_000 * hardness * Math.exp(-i / 3.1));
                spectrum(damper, "damper", channel, "rainflow_range", i, 10 * i, 10, cycles, "cycles");
                double seconds = 9_000 * bell(i, 12 + hardness, 3.4);
                spectrum(damper, "damper", channel, "time_at_level", i, -50 + 10 * i, 10, seconds, "s");
            }
        }
        Made engine = made.and("position", "", "xUnit", "rpm");
        for (int i = 0; i < 13; i++) {
            double idle = i == 1 ? 2_400 : 0;
            spectrum(
                    engine,
                    "engine",
                    "engine_speed_rpm",
                    "time_at_level",
                    i,
                    500 * i,
                    500,
                    idle + 6_000 * bell(i, 7.2 + hardness / 5, 2.6),
                    "s");
            for (int j = 0; j < 10; j++) {
                double seconds = 1_200 * bell(i, 3 + j * 0.55, 1.9) * bell(j, 5, 3.5);
                spectrum(
                        engine.and("yLo", 10 * j, "yHi", 10 * j + 10, "yUnit", "%"),
                        "engine",
                        "engine_speed_rpm x engine_load_pct",
                        "joint_time_at_level",
                        10 * i + j,
                        500 * i,
                        500,
                        seconds < 2 ? 0 : seconds,
                        "s");
            }
        }
        for (int i = 0; i < 24; i++) {
            spectrum(
                    made.and("position", "", "xUnit", "degC"),
                    "engine",
                    "coolant_temperature_deg_c",
                    "time_at_level",
                    i,
                    5 * i,
                    5,
                    11_000 * bell(i, hot ? 19.5 : 17.5, 1.3),
                    "s");
        }
    }

    private static double bell(double x, double middle, double width) {
        return Math.exp(-Math.pow((x - middle) / width, 2));
    }

    private void spectrum(
            Made subject,
            String component,
            String channel,
            String spectrum,
            int ordinal,
            double from,
            double width,
            double value,
            String unit) {
        rally.spectra.add(subject.row(
                SpectrumRow.class,
                "segment",
                "stage",
                "component",
                component,
                "channel",
                channel,
                "spectrum",
                spectrum,
                "ordinal",
                ordinal,
                "xLo",
                from,
                "xHi",
                from + width,
                "value",
                value,
                "valueUnit",
                unit));
    }

    private void events() {
        String context = "vehicle_speed_km_per_h=38.25; engine_speed_rpm=4410; ambient_temperature_deg_c=33.5";
        Made limit = made.and("kind", "limit_exceeded", "component", "engine", "unit", "degC", "context", context);
        for (int i = 0; hot && i < 4; i++) {
            Made coolant = limit.and("channel", "coolant_temperature_deg_c", "peak", i == 3 ? 118.4 : 116.1);
            event(coolant.and("limitValue", 115, "severity", "alarm"), 15_200 + 600 * i, 260.4 + 11 * i, 84);
            event(coolant.and("limitValue", 110, "severity", "watch"), 15_100 + 600 * i, 258.1 + 11 * i, 190);
        }
        if (hot) {
            Made oil = limit.and("channel", "oil_temperature_deg_c", "peak", 133, "limitValue", 130);
            event(oil.and("severity", "watch"), 17_020, 297.7, 412);
        }
        if (car.equals("502")) {
            Made oil = limit.and("channel", "oil_pressure_bar", "peak", 1.31, "limitValue", 1.5, "unit", "bar");
            event(oil.and("severity", "alarm"), 19_433, 341.9, 0.62);
        }
        if (!car.equals("503")) {
            Made jump = made.and("kind", "jump", "component", "chassis", "unit", "g", "severity", "info");
            String flight = "speed_km_per_h=96.54; length_m=23.41; landing_m_per_s=4.211; first_axle=front";
            event(
                    jump.and("channel", "body_acceleration_vert_g", "peak", 6.02, "context", flight),
                    9_300,
                    171.2,
                    0.873);
            Made press = made.and("kind", "driver_marker", "component", "crew", "channel", "driver_marker", "peak", 1);
            event(press.and("severity", "info", "context", context), 11_200, 205.8, 0.5);
            Made damper = made.and("kind", "broken_damper", "component", "damper", "position", "rr", "peak", 2.1);
            event(damper.and("channel", "damper_position_rr_mm", "severity", "watch"), 15_900, 288.8, 3200);
        }
        for (String corner : List.of("fl", "rl")) {
            event(
                    made.and(
                            "kind",
                            "load_cycle",
                            "component",
                            "damper",
                            "position",
                            corner,
                            "channel",
                            "damper_position_" + corner + "_mm",
                            "peak",
                            hot ? 297.3 : 281.8,
                            "unit",
                            "mm",
                            "severity",
                            "info",
                            "context",
                            corner.equals("fl") ? "share_k5=0.0830; count=1.0" : "share_k5=0.041"),
                    12_811,
                    231.6,
                    0.41);
        }
    }

    /** As the scan writes it: under the segment, under its type and under the stage. */
    private void event(Made made, double at, double atKm, double duration) {
        Instant time = START.plusMillis((long) (1000 * at));
        for (String segment : List.of("special", "special-1", "stage")) {
            rally.events.add(
                    made.row(EventRow.class, "segment", segment, "time", time, "atKm", atKm, "durationS", duration));
        }
    }

    private void traces() {
        rally.traces.put(
                car,
                List.of(
                        trace("vehicle_speed_km_per_h", "km/h", 78, 70, 2, true),
                        trace("engine_speed_rpm", "rpm", 3_600, 2_000, 60, true),
                        trace("coolant_temperature_deg_c", "degC", hot ? 99 : 92, 14, 0.4, false),
                        trace("damper_position_fl_mm", "mm", 120, 40, 45, false)));
    }

    private Trace trace(String name, String unit, double middle, double swing, double noise, boolean stops) {
        double from = START.getEpochSecond();
        TraceThinner thinner = new TraceThinner(name, unit, from, from + 30_300, 1_500, 30);
        double[] seconds = new double[45_000];
        double[] values = new double[seconds.length];
        double walk = 0;
        for (int i = 0; i < seconds.length; i++) {
            double at = i * 30_300.0 / seconds.length;
            seconds[i] = from + at;
            walk = 0.999 * walk + 0.03 * random.nextGaussian();
            boolean gap = car.equals("502") && at > 21_000 && at < 22_400;
            boolean stopped = stops && at > 7_200 && at < 8_460;
            double value = middle + swing * Math.tanh(walk) + noise * random.nextGaussian();
            values[i] = gap ? Double.NaN : stopped ? 0 : value;
        }
        thinner.add(seconds, values);
        return thinner.trace();
    }
}
