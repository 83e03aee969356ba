package org.bivouac.jobs.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bivouac.jobs.events.AirtimeFold;
import org.bivouac.jobs.events.BumpStopFold;
import org.bivouac.jobs.events.DamperPairFold;
import org.bivouac.jobs.events.DriverMarkerFold;
import org.bivouac.jobs.events.LimitFold;
import org.bivouac.jobs.events.StuckFold;
import org.bivouac.jobs.fuel.FuelFold;
import org.bivouac.jobs.fuel.FuelSettings;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.signal.Levels;
import org.bivouac.jobs.statistics.JointTimeAtLevelFold;
import org.bivouac.jobs.statistics.StatisticsFold;
import org.bivouac.jobs.statistics.TimeAtLevelFold;
import org.bivouac.jobs.stress.RainflowFold;
import org.bivouac.jobs.stress.RainflowSettings;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.RunSheetRow;

/** The folds that every car's stage is scanned with; adding an analysis is adding a line here. */
public final class StandardFolds {
    /** Positions, directions and counters, whose mean says nothing. */
    private static final Set<String> NO_STATISTICS =
            Set.of("gps_latitude_deg", "gps_longitude_deg", "gps_heading_deg", "distance_km", "fuel_used_l");

    /** What is said beside a limit's peak: the first three that the car has. */
    private static final List<String> CONTEXT = List.of(
            "vehicle_speed_km_per_h",
            "gps_speed_km_per_h",
            "engine_speed_rpm",
            "engine_load_pct",
            "throttle_position_pct",
            "ambient_temperature_deg_c",
            "gps_altitude_m");

    private static final RainflowSettings DAMPER = RainflowSettings.of(0.5, 10);
    private static final RainflowSettings TEMPERATURE = RainflowSettings.of(1, 5);
    private static final RainflowSettings DISC_TEMPERATURE = RainflowSettings.of(5, 25);
    private static final RainflowSettings BRAKE_PRESSURE = RainflowSettings.of(1, 5);

    /** Dead bands and classes by channel: the noise of usual sensors, and classes that a chart can show. */
    private static final Map<String, RainflowSettings> RAINFLOW = Map.ofEntries(
            Map.entry("damper_position_fl_mm", DAMPER),
            Map.entry("damper_position_fr_mm", DAMPER),
            Map.entry("damper_position_rl_mm", DAMPER),
            Map.entry("damper_position_rr_mm", DAMPER),
            Map.entry("body_acceleration_vert_g", RainflowSettings.of(0.05, 0.25)),
            Map.entry("driveshaft_torque_n_m", RainflowSettings.of(10, 200)),
            Map.entry("steering_torque_n_m", RainflowSettings.of(0.5, 5)),
            Map.entry("coolant_temperature_deg_c", TEMPERATURE),
            Map.entry("oil_temperature_deg_c", TEMPERATURE),
            Map.entry("gearbox_temperature_deg_c", TEMPERATURE),
            Map.entry("brake_disc_temperature_fl_deg_c", DISC_TEMPERATURE),
            Map.entry("brake_pressure_front_bar", BRAKE_PRESSURE),
            Map.entry("brake_pressure_rear_bar", BRAKE_PRESSURE));

    private static final Levels ENGINE_SPEED = Levels.equal(0, 500, 16);
    private static final Levels TEMPERATURES = Levels.equal(-20, 5, 36);
    private static final Levels SPEED = Levels.equal(0, 10, 22);
    private static final Levels LOAD = Levels.equal(0, 10, 11);
    private static final Levels DAMPER_POSITION = Levels.equal(-50, 10, 55);

    private static final Map<String, Levels> TIME_AT_LEVEL = Map.ofEntries(
            Map.entry("engine_speed_rpm", ENGINE_SPEED),
            Map.entry("vehicle_speed_km_per_h", SPEED),
            Map.entry("gps_speed_km_per_h", SPEED),
            Map.entry("gear", Levels.equal(-1.5, 1, 14)),
            Map.entry("coolant_temperature_deg_c", TEMPERATURES),
            Map.entry("oil_temperature_deg_c", TEMPERATURES),
            Map.entry("gearbox_temperature_deg_c", TEMPERATURES),
            Map.entry("damper_temperature_fl_deg_c", TEMPERATURES),
            Map.entry("damper_temperature_fr_deg_c", TEMPERATURES),
            Map.entry("damper_temperature_rl_deg_c", TEMPERATURES),
            Map.entry("damper_temperature_rr_deg_c", TEMPERATURES),
            Map.entry("damper_position_fl_mm", DAMPER_POSITION),
            Map.entry("damper_position_fr_mm", DAMPER_POSITION),
            Map.entry("damper_position_rl_mm", DAMPER_POSITION),
            Map.entry("damper_position_rr_mm", DAMPER_POSITION));

    private StandardFolds() {}

    /** The folds for a stage of which no plan says anything. */
    public static List<Fold<?>> of(
            Catalogue catalogue, Set<String> presentChannels, List<LimitRow> limits, List<RunSheetRow> runSheets) {
        return of(catalogue, presentChannels, limits, runSheets, GroundOfCar.UNKNOWN);
    }

    /**
     * The folds for one car's stage, in a fixed order.
     *
     * @param presentChannels canonical names of the channels in the car's log
     * @param limits the limits that hold for any class; those of other classes are left out
     * @param runSheets the car's run sheet of this stage; empty if there is none
     * @param ground what the car drove on; empty if no plan says it
     */
    public static List<Fold<?>> of(
            Catalogue catalogue,
            Set<String> presentChannels,
            List<LimitRow> limits,
            List<RunSheetRow> runSheets,
            GroundOfCar ground) {
        List<Fold<?>> folds = new ArrayList<>();
        for (Channel channel : catalogue.channels()) {
            String name = channel.name();
            if (!presentChannels.contains(name)) {
                continue;
            }
            if (!NO_STATISTICS.contains(name)) {
                folds.add(new StatisticsFold(channel));
            }
            if (TIME_AT_LEVEL.containsKey(name)) {
                folds.add(new TimeAtLevelFold(channel, TIME_AT_LEVEL.get(name)));
            }
            if (RAINFLOW.containsKey(name)) {
                folds.add(new RainflowFold(channel, RAINFLOW.get(name)));
            }
        }
        engineMap(folds, catalogue, presentChannels);
        List<String> context =
                CONTEXT.stream().filter(presentChannels::contains).toList();
        List<LimitRow> holding =
                limits.stream().filter(limit -> holdsFor(limit, runSheets)).toList();
        holding.forEach(limit -> folds.add(new LimitFold(catalogue, limit, context)));
        happenings(folds, catalogue, presentChannels, holding, context);
        folds.add(new FuelFold(runSheets.isEmpty() ? FuelSettings.UNKNOWN_FUEL : FuelSettings.of(runSheets.get(0))));
        folds.addAll(ground.folds(catalogue, presentChannels));
        return List.copyOf(folds);
    }

    /** Folds that look for what happened; each where the car has a channel that it cannot do without. */
    private static void happenings(
            List<Fold<?>> folds,
            Catalogue catalogue,
            Set<String> presentChannels,
            List<LimitRow> limits,
            List<String> context) {
        List<Channel> dampers = catalogue.channels().stream()
                .filter(channel ->
                        channel.name().startsWith("damper_position_") && presentChannels.contains(channel.name()))
                .toList();
        if (!dampers.isEmpty() || presentChannels.contains("body_acceleration_vert_g")) {
            folds.add(new AirtimeFold(catalogue));
        }
        dampers.forEach(channel -> folds.add(new BumpStopFold(catalogue, channel, limits)));
        for (String axle : List.of("f", "r")) {
            String left = "damper_position_" + axle + "l_mm";
            String right = "damper_position_" + axle + "r_mm";
            if (presentChannels.contains(left) && presentChannels.contains(right)) {
                folds.add(new DamperPairFold(catalogue, catalogue.require(left), catalogue.require(right)));
            }
        }
        stuck(folds, catalogue, presentChannels);
        if (presentChannels.contains("driver_marker")) {
            folds.add(new DriverMarkerFold(catalogue, context));
        }
    }

    /** Whether the car moves is told by GPS, else by its own speed; how fast wheels turn by their sensors, else by that speed. */
    private static void stuck(List<Fold<?>> folds, Catalogue catalogue, Set<String> presentChannels) {
        String gps = "gps_speed_km_per_h";
        String own = "vehicle_speed_km_per_h";
        List<String> wheels = catalogue.channels().stream()
                .map(Channel::name)
                .filter(name -> name.startsWith("wheel_speed_") && presentChannels.contains(name))
                .toList();
        String speed = presentChannels.contains(gps) ? gps : own;
        if (wheels.isEmpty() && speed.equals(gps) && presentChannels.contains(own)) {
            wheels = List.of(own);
        }
        if (presentChannels.contains(speed) && !wheels.isEmpty()) {
            folds.add(new StuckFold(catalogue, speed, wheels));
        }
    }

    private static void engineMap(List<Fold<?>> folds, Catalogue catalogue, Set<String> presentChannels) {
        if (!presentChannels.contains("engine_speed_rpm")) {
            return;
        }
        for (String load : List.of("engine_load_pct", "throttle_position_pct")) {
            if (presentChannels.contains(load)) {
                folds.add(new JointTimeAtLevelFold(
                        catalogue.require("engine_speed_rpm"), catalogue.require(load), ENGINE_SPEED, LOAD));
                return;
            }
        }
    }

    private static boolean holdsFor(LimitRow limit, List<RunSheetRow> runSheets) {
        String carClass = limit.carClass();
        return carClass == null
                || carClass.isEmpty()
                || carClass.equals("*")
                || runSheets.stream().anyMatch(sheet -> carClass.equalsIgnoreCase(sheet.carClass()));
    }
}
