package org.bivouac.jobs.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bivouac.jobs.compare.Comparison;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.PartRow;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.RejectRow;
import org.bivouac.schemas.RunSheetRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.SpectrumRow;
import org.bivouac.schemas.StageKey;

/**
 * A made-up stage of three cars with everything that a page can show: limits kept and exceeded, a quarantined dump, a
 * missing run sheet, an absent channel, low coverage, earlier stages and an earlier year. The same at every call.
 */
final class RallyFixture {
    static final StageKey STAGE = new StageKey(2026, "dakar", "3");
    static final Instant START = Instant.parse("2026-01-06T04:30:00Z");
    private static final List<String> CARS = List.of("501", "502", "507");
    private static final List<String> CORNERS = List.of("fl", "fr", "rl", "rr");

    private final Random random = new Random(7);
    private final String driver;
    private final String channel;
    private final String file;
    private final String note;

    private final List<DumpRow> dumps = new ArrayList<>();
    private final List<ChannelRow> channels = new ArrayList<>();
    private final List<RejectRow> rejects = new ArrayList<>();
    private final List<SegmentRow> segments = new ArrayList<>();
    private final List<MeasureRow> measures = new ArrayList<>();
    private final List<SpectrumRow> spectra = new ArrayList<>();
    private final List<EventRow> events = new ArrayList<>();
    private final List<RunSheetRow> runSheets = new ArrayList<>();
    private final SortedMap<String, List<Trace>> traces = new TreeMap<>();

    private RallyFixture(String driver, String channel, String file, String note) {
        this.driver = driver;
        this.channel = channel;
        this.file = file;
        this.note = note;
    }

    static StageData stage() {
        return new RallyFixture(
                        "A. Kessler / M. Duarte", "Lambda_Bank2", "501/SS3_run1.ld", "New front dampers, spec C")
                .build();
    }

    /** The same stage with someone else's words wherever a person or a logger can put text. */
    static StageData written(String driver, String channel, String file, String note) {
        return new RallyFixture(driver, channel, file, note).build();
    }

    private StageData build() {
        List<StageKey> all = List.of(
                STAGE,
                new StageKey(2026, "dakar", "1"),
                new StageKey(2026, "dakar", "2"),
                new StageKey(2025, "dakar", "3"));
        for (StageKey stage : all) {
            for (String car : CARS) {
                car(stage, car);
            }
        }
        List<MeasureRow> own =
                measures.stream().filter(row -> here(row.year(), row.stage())).toList();
        List<SegmentRow> ownSegments =
                segments.stream().filter(row -> here(row.year(), row.stage())).toList();
        return new StageData(
                STAGE,
                dumps,
                channels,
                rejects,
                ownSegments,
                own,
                spectra,
                events,
                Comparison.of(STAGE, measures, segments),
                plan(),
                runSheets,
                List.of(new PartRow(2026, "dakar", "501", "damper", "fl", "007", "D-4411", "1")),
                limits(),
                traces);
    }

    private static boolean here(int year, String stage) {
        return year == STAGE.year() && stage.equals(STAGE.stage());
    }

    private void car(StageKey stage, String car) {
        boolean here = stage.equals(STAGE);
        double hardness = (car.equals("507") ? 1.9 : car.equals("502") ? 1.1 : 1)
                * (stage.stage().equals("1") ? 0.6 : stage.year() == 2025 ? 0.85 : 1);
        double specialKm = 402 + random.nextDouble() * 4;
        double liaisonKm = 318 + random.nextDouble() * 3;
        segments(stage, car, specialKm, liaisonKm);
        for (String level : List.of("stage", "special", "liaison")) {
            double km = level.equals("stage") ? specialKm + liaisonKm : level.equals("special") ? specialKm : liaisonKm;
            double share = level.equals("stage") ? 1 : level.equals("special") ? 0.94 : 0.06;
            for (String corner : CORNERS) {
                double corners = hardness * (corner.startsWith("f") ? 1 : 0.72) * (0.9 + 0.2 * random.nextDouble());
                double coverage = car.equals("502") && corner.equals("rr") ? 0.41 : corner.equals("fr") ? 0.968 : 1;
                damper(stage, car, level, corner, km, share * corners, coverage);
            }
            brake(stage, car, level, km, share * hardness * (0.9 + 0.2 * random.nextDouble()));
            fuel(stage, car, level, km, (level.equals("liaison") ? 21 : 46) * (0.95 + 0.1 * random.nextDouble()));
            statistics(stage, car, level, km);
        }
        if (here) {
            books(car);
            spectraOf(car, hardness);
            eventsOf(car);
            tracesOf(car);
        }
    }

    private void segments(StageKey stage, String car, double specialKm, double liaisonKm) {
        Object[][] parts = {
            {"liaison-1", "LIAISON", 7_200.0, liaisonKm * 0.6},
            {"stop-1", "STOP", 1_260.0, 0.0},
            {"special-1", "SPECIAL", 15_840.0 + 120 * random.nextInt(9), specialKm},
            {"stop-2", "STOP", 900.0, 0.0},
            {"liaison-2", "LIAISON", 5_100.0, liaisonKm * 0.4}
        };
        Instant time = START;
        double km = 0;
        for (int i = 0; i < parts.length; i++) {
            double seconds = (double) parts[i][2];
            double length = (double) parts[i][3];
            Instant end = time.plusSeconds((long) seconds);
            segments.add(new SegmentRow(
                    stage.year(),
                    stage.event(),
                    stage.stage(),
                    car,
                    i,
                    (String) parts[i][0],
                    (String) parts[i][1],
                    time,
                    end,
                    seconds,
                    km,
                    km + length,
                    length,
                    Double.NaN,
                    "distance_km",
                    "plan-distance",
                    0.9));
            time = end;
            km += length;
        }
    }

    private void damper(
            StageKey stage, String car, String level, String corner, double km, double load, double coverage) {
        String name = "damper_position_" + corner + "_mm";
        String settings = "5f1c22aa901b";
        measure(
                stage,
                car,
                level,
                "damper",
                corner,
                name,
                "pseudo_damage_k3",
                "mm^3",
                4.1e9 * load,
                true,
                coverage,
                km,
                "rainflow",
                settings);
        measure(
                stage,
                car,
                level,
                "damper",
                corner,
                name,
                "pseudo_damage_k5",
                "mm^5",
                2.3e14 * load,
                true,
                coverage,
                km,
                "rainflow",
                settings);
        measure(
                stage,
                car,
                level,
                "damper",
                corner,
                name,
                "pseudo_damage_k5_without_largest",
                "mm^5",
                2.1e14 * load,
                true,
                coverage,
                km,
                "rainflow",
                settings);
        measure(
                stage,
                car,
                level,
                "damper",
                corner,
                name,
                "n_cycles",
                "",
                Math.rint(61_500 * load),
                true,
                coverage,
                km,
                "rainflow",
                settings);
        measure(
                stage,
                car,
                level,
                "damper",
                corner,
                name,
                "max_range",
                "mm",
                268 + 30 * random.nextDouble(),
                false,
                coverage,
                km,
                "rainflow",
                settings);
        measure(
                stage,
                car,
                level,
                "damper",
                corner,
                name,
                "del_range_k5",
                "mm",
                91 * Math.pow(load, 0.2),
                false,
                coverage,
                km,
                "rainflow",
                settings);
        measure(
                stage,
                car,
                level,
                "damper",
                corner,
                name,
                "travel_km",
                "km",
                9.4 * load,
                true,
                coverage,
                km,
                "rainflow",
                settings);
        measure(
                stage,
                car,
                level,
                "damper",
                corner,
                name,
                "gaps_joined",
                "",
                0,
                true,
                coverage,
                km,
                "rainflow",
                settings);
    }

    private void brake(StageKey stage, String car, String level, double km, double load) {
        String settings = stage.year() == 2025 ? "d02e00aa901b" : "d02e71bb0c4f";
        for (String axle : List.of("front", "rear")) {
            double axles = load * (axle.equals("front") ? 1 : 0.35);
            String name = "brake_pressure_" + axle + "_bar";
            measure(
                    stage,
                    car,
                    level,
                    "brake",
                    axle,
                    name,
                    "pseudo_damage_k5",
                    "bar^5",
                    6.2e11 * axles,
                    true,
                    1,
                    km,
                    "rainflow",
                    settings);
            measure(
                    stage,
                    car,
                    level,
                    "brake",
                    axle,
                    name,
                    "n_cycles",
                    "",
                    Math.rint(2_900 * load),
                    true,
                    1,
                    km,
                    "rainflow",
                    settings);
            measure(
                    stage,
                    car,
                    level,
                    "brake",
                    axle,
                    name,
                    "max_range",
                    "bar",
                    118 * Math.pow(axles, 0.2),
                    false,
                    1,
                    km,
                    "rainflow",
                    settings);
        }
    }

    private void fuel(StageKey stage, String car, String level, double km, double per100) {
        String settings = "1b77e0";
        double coverage = car.equals("502") ? 0.953 : 1;
        boolean known = !car.equals("507");
        measure(
                stage,
                car,
                level,
                "fuel_system",
                "",
                "fuel_used_l",
                "fuel_litres_counter",
                "l",
                km * per100 / 100,
                true,
                coverage,
                km,
                "fuel",
                settings);
        measure(
                stage,
                car,
                level,
                "fuel_system",
                "",
                "fuel_used_l",
                "fuel_l_per_100km_counter",
                "l/100km",
                per100,
                false,
                coverage,
                km,
                "fuel",
                settings);
        measure(
                stage,
                car,
                level,
                "fuel_system",
                "",
                "fuel_used_l",
                "fuel_kwh_per_km_counter",
                "kWh/km",
                known ? per100 * 0.0884 : Double.NaN,
                false,
                coverage,
                km,
                "fuel",
                settings);
    }

    private void statistics(StageKey stage, String car, String level, double km) {
        boolean hot = car.equals("507");
        Object[][] channelsOf = {
            {"engine", "coolant_temperature_deg_c", "degC", 34.0, 93.0, hot ? 118.4 : 106.2},
            {"engine", "oil_temperature_deg_c", "degC", 29.0, 108.0, hot ? 133.0 : 124.0},
            {"engine", "oil_pressure_bar", "bar", car.equals("502") ? 1.31 : 1.9, 4.6, 6.4},
            {"engine", "engine_speed_rpm", "rpm", 0.0, 3_480.0, 5_890.0},
            {"", "vehicle_speed_km_per_h", "km/h", 0.0, 71.0, 169.8},
            {"electrics", "battery_voltage_v", "V", 11.9, 14.1, 14.6}
        };
        for (Object[] c : channelsOf) {
            if (car.equals("502") && c[1].equals("oil_temperature_deg_c")) {
                continue;
            }
            for (int i = 0; i < 3; i++) {
                measure(
                        stage,
                        car,
                        level,
                        (String) c[0],
                        "",
                        (String) c[1],
                        List.of("min", "mean_by_time", "max").get(i),
                        (String) c[2],
                        (double) c[3 + i] * (stage.equals(STAGE) ? 1 : 0.97),
                        false,
                        c[1].equals("battery_voltage_v") ? 0.83 : 0.999,
                        km,
                        "statistics",
                        "77ab01");
            }
        }
    }

    private void measure(
            StageKey stage,
            String car,
            String level,
            String component,
            String position,
            String channelName,
            String measure,
            String unit,
            double value,
            boolean additive,
            double coverage,
            double km,
            String definition,
            String settings) {
        boolean missing = Double.isNaN(value) || coverage < 0.5;
        String reason = missing
                ? coverage < 0.5
                        ? "only 41 % of the time has valid samples"
                        : "no density or heating value of the fuel in the run sheet"
                : null;
        measures.add(new MeasureRow(
                stage.year(),
                stage.event(),
                stage.stage(),
                car,
                level,
                component,
                position,
                channelName,
                measure,
                unit,
                missing ? Double.NaN : value,
                reason,
                additive,
                coverage,
                30_000 * coverage,
                30_000,
                km,
                definition,
                1,
                settings));
    }

    private void books(String car) {
        String sha = Integer.toHexString(car.hashCode()).repeat(20).substring(0, 64);
        String name = car.equals("501") ? file : car + "/stage3.vbo";
        dumps.add(dump(car, sha, name, "used", null, null));
        if (car.equals("502")) {
            dumps.add(dump(
                    car,
                    sha.replace('3', 'f'),
                    "502/stage3_b.ld",
                    "quarantined",
                    "C4",
                    "channel table at byte 13384 points beyond the end of the file (4194304 bytes)"));
        }
        if (car.equals("501")) {
            dumps.add(dump(car, sha, "501/copy of SS3_run1.ld", "duplicate", "A2", "same bytes as " + file));
        }
        for (String corner : CORNERS) {
            channels.add(channel(
                    car,
                    sha,
                    "Damper_" + corner.toUpperCase(java.util.Locale.ROOT),
                    "mm",
                    "damper_position_" + corner + "_mm",
                    "mapped",
                    null));
        }
        for (String mapped : List.of(
                "coolant_temperature_deg_c",
                "oil_temperature_deg_c",
                "oil_pressure_bar",
                "engine_speed_rpm",
                "vehicle_speed_km_per_h",
                "battery_voltage_v",
                "fuel_used_l")) {
            if (!(car.equals("502") && mapped.equals("oil_temperature_deg_c"))) {
                channels.add(channel(car, sha, mapped, "", mapped, "mapped", null));
            }
        }
        if (car.equals("501")) {
            channels.add(channel(car, sha, channel, "", "raw__lambda_bank2", "unmapped", "no alias for this name"));
            channels.add(channel(
                    car,
                    sha,
                    "BoostTgt",
                    "degC",
                    null,
                    "blocked",
                    "unit degC is a temperature, the channel boost_pressure_bar is a pressure"));
        }
        if (car.equals("502")) {
            rejects.add(new RejectRow(
                    2026,
                    "dakar",
                    "3",
                    car,
                    sha,
                    name,
                    88_213_004,
                    96,
                    412_880,
                    "B7",
                    "12 cells, expected 63",
                    "row rejected",
                    "see the logger's card; copy the file again",
                    1));
            rejects.add(new RejectRow(
                    2026,
                    "dakar",
                    "3",
                    car,
                    sha,
                    name,
                    -1,
                    0,
                    0,
                    "D8",
                    "damper_position_rr_mm stuck at 143.2 mm",
                    "interval flagged",
                    "check the plug at the rear right",
                    17));
        }
        if (!car.equals("507")) {
            double used = car.equals("501") ? 262.4 : 248;
            runSheets.add(new RunSheetRow(
                    2026,
                    "dakar",
                    "3",
                    car,
                    "T1+",
                    car.equals("501") ? driver : "P. Lindqvist / S. Roux",
                    2_180,
                    480,
                    0,
                    480 - used,
                    745,
                    42.7,
                    car.equals("501") ? note : null));
        }
    }

    private static DumpRow dump(String car, String sha, String name, String status, String rule, String reason) {
        boolean used = status.equals("used");
        return new DumpRow(
                2026,
                "dakar",
                "3",
                car,
                sha,
                name,
                name.endsWith("ld") ? "motec-ld" : "vbo",
                name.endsWith("ld") ? "ADL 420" : "VBOX 3i",
                status,
                rule,
                reason,
                START,
                "utc",
                30_300,
                412_884_992,
                13_384,
                used ? 412_870_912 : 0,
                600,
                used ? 96 : 412_871_608,
                used ? 3_030_000 : 0,
                used ? 3_029_999 : 0,
                used ? 1 : 0,
                0);
    }

    private static ChannelRow channel(
            String car, String sha, String name, String unit, String column, String status, String reason) {
        return new ChannelRow(
                2026,
                "dakar",
                "3",
                car,
                sha,
                "100hz",
                100,
                name,
                unit,
                column,
                status,
                reason,
                3_030_000,
                car.equals("502") ? 18_211 : 0,
                name.equals("Damper_RR") ? 42 : 0,
                0,
                30_300,
                1,
                2,
                0,
                3,
                2);
    }

    private void spectraOf(String car, double hardness) {
        for (String corner : CORNERS) {
            String name = "damper_position_" + corner + "_mm";
            for (int i = 0; i < 28; i++) {
                spectrum(
                        car,
                        "damper",
                        corner,
                        name,
                        "rainflow_range",
                        i,
                        10.0 * i,
                        10.0 * (i + 1),
                        "mm",
                        Double.NaN,
                        Double.NaN,
                        null,
                        Math.rint(42_000 * hardness * Math.exp(-i / 3.1)),
                        "cycles");
                spectrum(
                        car,
                        "damper",
                        corner,
                        name,
                        "time_at_level",
                        i,
                        -50 + 10.0 * i,
                        -40 + 10.0 * i,
                        "mm",
                        Double.NaN,
                        Double.NaN,
                        null,
                        9_000 * Math.exp(-Math.pow((i - 12 - hardness) / 3.4, 2)),
                        "s");
            }
        }
        for (int i = 0; i < 13; i++) {
            spectrum(
                    car,
                    "engine",
                    "",
                    "engine_speed_rpm",
                    "time_at_level",
                    i,
                    500.0 * i,
                    500.0 * (i + 1),
                    "rpm",
                    Double.NaN,
                    Double.NaN,
                    null,
                    6_000 * Math.exp(-Math.pow((i - 7.2) / 2.6, 2)) + (i == 1 ? 2_400 : 0),
                    "s");
            for (int j = 0; j < 10; j++) {
                double time = 1_200 * Math.exp(-Math.pow((i - 3 - j * 0.55) / 1.9, 2) - Math.pow((j - 5) / 3.5, 2));
                spectrum(
                        car,
                        "engine",
                        "",
                        "engine_speed_rpm x engine_load_pct",
                        "joint_time_at_level",
                        10 * i + j,
                        500.0 * i,
                        500.0 * (i + 1),
                        "rpm",
                        10.0 * j,
                        10.0 * (j + 1),
                        "%",
                        time < 2 ? 0 : time,
                        "s");
            }
        }
        for (int i = 0; i < 24; i++) {
            double middle = car.equals("507") ? 19.5 : 17.5;
            spectrum(
                    car,
                    "engine",
                    "",
                    "coolant_temperature_deg_c",
                    "time_at_level",
                    i,
                    5.0 * i,
                    5.0 * (i + 1),
                    "degC",
                    Double.NaN,
                    Double.NaN,
                    null,
                    11_000 * Math.exp(-Math.pow((i - middle) / 1.3, 2)),
                    "s");
        }
    }

    private void spectrum(
            String car,
            String component,
            String position,
            String name,
            String spectrum,
            int ordinal,
            double xLo,
            double xHi,
            String xUnit,
            double yLo,
            double yHi,
            String yUnit,
            double value,
            String unit) {
        spectra.add(new SpectrumRow(
                2026, "dakar", "3", car, "stage", component, position, name, spectrum, ordinal, xLo, xHi, xUnit, yLo,
                yHi, yUnit, value, unit, spectrum, 1, "ab12"));
    }

    private void eventsOf(String car) {
        if (car.equals("507")) {
            for (int i = 0; i < 4; i++) {
                event(
                        car,
                        "limit_exceeded",
                        "engine",
                        "",
                        "coolant_temperature_deg_c",
                        15_200 + 600 * i,
                        260.4 + 11 * i,
                        84 + 20 * i,
                        115.2 + 0.8 * i * 1.3333333,
                        115,
                        "degC",
                        "alarm",
                        "engine builder, sheet 4",
                        "vehicle_speed_km_per_h=38.25; engine_speed_rpm=4410; ambient_temperature_deg_c=33.5");
                event(
                        car,
                        "limit_exceeded",
                        "engine",
                        "",
                        "coolant_temperature_deg_c",
                        15_100 + 600 * i,
                        258.1 + 11 * i,
                        190 + 20 * i,
                        115.2 + 0.8 * i * 1.3333333,
                        110,
                        "degC",
                        "watch",
                        "engine builder, sheet 4",
                        "vehicle_speed_km_per_h=38.25; engine_speed_rpm=4410");
            }
            event(
                    car,
                    "limit_exceeded",
                    "engine",
                    "",
                    "oil_temperature_deg_c",
                    17_020,
                    297.7,
                    412,
                    133,
                    130,
                    "degC",
                    "watch",
                    "engine builder, sheet 4",
                    "vehicle_speed_km_per_h=41; engine_speed_rpm=4620");
        }
        if (car.equals("502")) {
            event(
                    car,
                    "limit_exceeded",
                    "engine",
                    "",
                    "oil_pressure_bar",
                    19_433,
                    341.9,
                    0.62,
                    1.31,
                    1.5,
                    "bar",
                    "alarm",
                    "engine builder, sheet 2",
                    "vehicle_speed_km_per_h=52.1; engine_speed_rpm=3120");
        }
        for (String corner : List.of("fl", "rl")) {
            event(
                    car,
                    "load_cycle",
                    "damper",
                    corner,
                    "damper_position_" + corner + "_mm",
                    12_811 + car.hashCode() % 97,
                    231.6,
                    0.41,
                    car.equals("507") ? 297.3 : 281.8,
                    Double.NaN,
                    "mm",
                    "info",
                    "rainflow",
                    corner.equals("fl") ? "share_k5=0.0830; count=1.0" : "share_k5=0.0410; count=0.5");
        }
    }

    private void event(
            String car,
            String kind,
            String component,
            String position,
            String name,
            double at,
            double km,
            double duration,
            double peak,
            double limit,
            String unit,
            String severity,
            String source,
            String context) {
        Instant time = START.plusMillis((long) (at * 1000));
        for (String segment : List.of("special", "special-1", "stage")) {
            events.add(new EventRow(
                    2026,
                    "dakar",
                    "3",
                    car,
                    segment,
                    component,
                    position,
                    name,
                    kind,
                    time,
                    km,
                    duration,
                    peak,
                    limit,
                    unit,
                    severity,
                    source,
                    context,
                    kind.equals("load_cycle") ? "rainflow" : "limit",
                    1,
                    "9a"));
        }
    }

    private void tracesOf(String car) {
        double from = START.getEpochSecond();
        List<Trace> list = new ArrayList<>();
        Object[][] kinds = {
            {"vehicle_speed_km_per_h", "km/h", 78.0, 70.0, 0.0},
            {"engine_speed_rpm", "rpm", 3_600.0, 2_000.0, 0.0},
            {"coolant_temperature_deg_c", "degC", car.equals("507") ? 99.0 : 92.0, 12.0, -40.0},
            {"damper_position_fl_mm", "mm", 120.0, 140.0, -20.0}
        };
        for (Object[] kind : kinds) {
            TraceThinner thinner = new TraceThinner((String) kind[0], (String) kind[1], from, from + 30_300, 2_000);
            double[] t = new double[60_000];
            double[] y = new double[t.length];
            double walk = 0;
            for (int i = 0; i < t.length; i++) {
                t[i] = from + i * 30_300.0 / t.length;
                walk = 0.999 * walk + 0.03 * random.nextGaussian();
                boolean stopped = t[i] - from > 7_200 && t[i] - from < 8_460;
                double noise = kind[0].equals("damper_position_fl_mm")
                        ? 0.35 * random.nextGaussian()
                        : 0.02 * random.nextGaussian();
                double swing = Math.max(-1, Math.min(1, walk * 0.8 + noise));
                double least = (double) kind[4];
                y[i] = stopped && least == 0 ? 0 : Math.max(least, (double) kind[2] + (double) kind[3] * swing);
                if (car.equals("502") && t[i] - from > 21_000 && t[i] - from < 22_400) {
                    y[i] = Double.NaN;
                }
            }
            thinner.add(t, y);
            list.add(thinner.trace());
        }
        traces.put(car, list);
    }

    private static List<PlanRow> plan() {
        return List.of(
                new PlanRow(2026, "dakar", "3", "*", 1, "LIAISON", 191, START, "plan", "road book"),
                new PlanRow(2026, "dakar", "3", "*", 2, "SPECIAL", 404, START.plusSeconds(8_460), "plan", "road book"),
                new PlanRow(2026, "dakar", "3", "*", 3, "LIAISON", 128, null, "plan", "road book"));
    }

    private static List<LimitRow> limits() {
        return List.of(
                new LimitRow(
                        "*",
                        "coolant_temperature_deg_c",
                        "above",
                        110,
                        "degC",
                        5,
                        null,
                        Double.NaN,
                        "watch",
                        "engine builder, sheet 4"),
                new LimitRow(
                        "*",
                        "coolant_temperature_deg_c",
                        "above",
                        115,
                        "degC",
                        2,
                        null,
                        Double.NaN,
                        "alarm",
                        "engine builder, sheet 4"),
                new LimitRow(
                        "*",
                        "oil_temperature_deg_c",
                        "above",
                        130,
                        "degC",
                        5,
                        null,
                        Double.NaN,
                        "watch",
                        "engine builder, sheet 4"),
                new LimitRow(
                        "*",
                        "oil_pressure_bar",
                        "below",
                        1.5,
                        "bar",
                        0.1,
                        "engine_speed_rpm",
                        2_500,
                        "alarm",
                        "engine builder, sheet 2"),
                new LimitRow("T1+", "battery_voltage_v", "below", 11.5, "V", 1, null, Double.NaN, "watch", "electrics"),
                new LimitRow(
                        "*",
                        "gearbox_temperature_deg_c",
                        "above",
                        130,
                        "degC",
                        5,
                        null,
                        Double.NaN,
                        "watch",
                        "gearbox supplier"));
    }
}
