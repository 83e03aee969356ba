package org.bivouac.jobs.simulate.ground;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.simulate.log.PlainTable;

/** The kinds of ground that plans may name, from a table that a plan may replace. */
public final class Terrains implements Serializable {
    private final List<Terrain> all;

    private Terrains(List<Terrain> all) {
        this.all = List.copyOf(all);
    }

    /** The table that comes with the program. */
    public static Terrains builtIn() {
        return of(PlainTable.resource("terrain.csv"));
    }

    /** Reads a table with the columns of the built-in {@code terrain.csv}. */
    public static Terrains of(PlainTable table) {
        List<Terrain> all = new ArrayList<>();
        for (PlainTable.Row row : table.rows()) {
            all.add(new Terrain(
                    row.text("terrain"),
                    (int) row.number("feed_code", -1),
                    row.number("roughness_e6_m3") * 1e-6,
                    row.number("rolling"),
                    row.number("grip"),
                    row.number("slip_per_load"),
                    row.number("cruise_km_per_h") / 3.6,
                    row.number("lateral_g"),
                    row.number("slope"),
                    row.number("hill_m"),
                    row.number("corner_m"),
                    row.number("corner_gap_m"),
                    row.number("washboard_mm") / 1000,
                    row.number("ruts_per_km"),
                    row.number("rocks_per_km"),
                    row.number("mounds_per_km"),
                    row.number("dunes_per_km"),
                    row.number("jumps_per_100km") / 100));
        }
        return new Terrains(all);
    }

    /** All, in the table's order. */
    public List<Terrain> all() {
        return all;
    }

    /** The terrain of this name. */
    public Terrain named(String name) {
        return all.stream()
                .filter(terrain -> terrain.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        ExitCode.USAGE,
                        "terrain '" + name + "' is unknown: known are "
                                + all.stream().map(Terrain::name).collect(Collectors.joining(", "))));
    }

    /** The terrain of the organiser's number. */
    public Terrain ofFeed(int code) {
        return all.stream()
                .filter(terrain -> terrain.feedCode() == code)
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        ExitCode.USAGE, "ground.name." + code + " is unknown in the table of terrains"));
    }
}
