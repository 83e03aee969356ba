package org.bivouac.jobs.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;

/** What people call things: measures, channels, components, positions and stages. Unknown names stay readable. */
final class Labels {
    private static final Pattern POSITION = Pattern.compile(" (FL|FR|RL|RR|front|rear)$");

    private static final Map<String, String> MEASURES = Map.ofEntries(
            Map.entry("pseudo_damage_k3", "Pseudo-damage, slope 3"),
            Map.entry("pseudo_damage_k5", "Pseudo-damage, slope 5"),
            Map.entry("pseudo_damage_k7", "Pseudo-damage, slope 7"),
            Map.entry("pseudo_damage_k5_without_largest", "Slope 5 without the largest cycle"),
            Map.entry("sampling_loss_k5", "Slope 5 understated by the sampling rate, about"),
            Map.entry("damage", "Miner damage"),
            Map.entry("n_cycles", "Load cycles"),
            Map.entry("max_range", "Largest range"),
            Map.entry("del_range_k5", "Damage-equivalent range"),
            Map.entry("travel_km", "Travel"),
            Map.entry("airtime_seconds", "Time in the air"),
            Map.entry("longest_airtime", "Longest time in the air"),
            Map.entry("bump_stop_hits", "Hits in the bump stop"),
            Map.entry("bump_stop_deepest", "Deepest hit in the bump stop"),
            Map.entry("driver_markers", "Driver's markers"),
            Map.entry("terrain_km", "Way on this terrain"),
            Map.entry("terrain_seconds", "Time on this terrain"),
            Map.entry("terrain_moving_seconds", "Time in motion on this terrain"),
            Map.entry("terrain_speed_km_per_h", "Speed in motion on this terrain"),
            Map.entry("detour_km", "Way in vain"),
            Map.entry("detour_seconds", "Time on wrong ways"),
            Map.entry("mean_by_time", "Mean over time"),
            Map.entry("mean_by_distance", "Mean over distance"),
            Map.entry("min", "Smallest"),
            Map.entry("max", "Largest"));

    /** Fuel measures end with what they were measured by. */
    private static final Map<String, String> FUEL = Map.of(
            "fuel_litres_", "Fuel",
            "fuel_l_per_100km_", "Consumption",
            "fuel_kwh_per_km_", "Fuel energy",
            "terrain_litres_", "Fuel on this terrain",
            "terrain_l_per_100km_", "Consumption on this terrain");

    private static final List<String> POSITIONS = List.of("", "front", "fl", "fr", "rear", "rl", "rr");

    private Labels() {}

    static String measure(String name) {
        for (Map.Entry<String, String> fuel : FUEL.entrySet()) {
            if (name.startsWith(fuel.getKey())) {
                return fuel.getValue() + ", by " + name.substring(fuel.getKey().length());
            }
        }
        return MEASURES.getOrDefault(name, sentence(name));
    }

    /** The channel without its unit, e.g. "Damper position FL". */
    static String channel(String name) {
        if (name == null || name.isEmpty()) {
            return "";
        }
        Channel channel = Catalogue.builtIn().channel(name).orElse(null);
        if (channel == null) {
            return name;
        }
        String suffix = channel.unit().suffix();
        String bare = suffix.isEmpty() ? name : name.substring(0, name.length() - suffix.length() - 1);
        String position = channel.position();
        if (position.length() == 2 && bare.endsWith("_" + position)) {
            return sentence(bare.substring(0, bare.length() - 3)) + " " + position(position);
        }
        return sentence(bare);
    }

    /** The channel without unit and position, so that all corners have one name. */
    static String channelKind(String name) {
        return POSITION.matcher(channel(name)).replaceFirst("");
    }

    static String component(String name) {
        return name == null || name.isEmpty() ? "Car" : sentence(name);
    }

    static String position(String name) {
        return name == null ? "" : name.toUpperCase(Locale.ROOT);
    }

    /** Order of positions: front to rear, left to right. */
    static int positionRank(String position) {
        int rank = POSITIONS.indexOf(position == null ? "" : position);
        return rank < 0 ? POSITIONS.size() : rank;
    }

    /** "Stage 3", "Prologue" for P. */
    static String stage(String stage) {
        return stage.equals("P") ? "Prologue" : "Stage " + stage;
    }

    static String sentence(String name) {
        String text = name.replace('_', ' ').strip();
        if (text.startsWith("gps ")) {
            return "GPS" + text.substring(3);
        }
        return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
