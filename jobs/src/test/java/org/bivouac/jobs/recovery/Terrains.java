package org.bivouac.jobs.recovery;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/** Way, speed and fuel by terrain beside the truth. */
final class Terrains {
    private Terrains() {}

    /** Writes the table: planned halts count nowhere, other stands on the ground where they were, in both. */
    static void write(Page page, Answers answers) throws SQLException {
        page.line("### By terrain").line("");
        page.line(
                "The road book (`road-book.csv`) says which terrain lies where; the pipeline lays it over the car's own kilometres.");
        page.line("Speed is that in motion. Litres are those of the whole stage, stands that nobody planned included.");
        page.line("");
        page.heads("terrain", "car", "km", "error", "km/h", "error", "litres", "by flow", "by counter");
        for (Map<String, Object> row :
                answers.rows("SELECT t.*, km.value found_km, v.value found_v, f.value found_flow,"
                        + " c.value found_counter FROM (SELECT year, event, stage, car, terrain, sum(distance_km) km,"
                        + " 3600 * sum(distance_km) / sum(moving_s) v, sum(litres) litres FROM true_terrain GROUP BY ALL) t"
                        + join("km", "terrain_km")
                        + join("v", "terrain_speed_km_per_h")
                        + join("f", "terrain_litres_flow")
                        + join("c", "terrain_litres_counter")
                        + " ORDER BY t.terrain, t.year, t.stage, t.car")) {
            page.row(
                    Answers.text(row, "terrain"),
                    Answers.text(row, "car"),
                    Page.number(Answers.number(row, "km"), 5),
                    error(row, "found_km", "km"),
                    Page.number(Answers.number(row, "v"), 4),
                    error(row, "found_v", "v"),
                    Page.number(Answers.number(row, "litres"), 5),
                    error(row, "found_flow", "litres"),
                    error(row, "found_counter", "litres"));
        }
        page.line("");
    }

    private static String join(String alias, String measure) {
        return String.format(
                Locale.ROOT,
                " LEFT JOIN measures %1$s ON %1$s.year = t.year AND %1$s.stage = t.stage AND %1$s.car = t.car AND"
                        + " %1$s.segment = 'stage' AND %1$s.position = t.terrain AND %1$s.measure = '%2$s'",
                alias,
                measure);
    }

    private static String error(Map<String, Object> row, String found, String truth) {
        double relative = Answers.number(row, found) / Answers.number(row, truth) - 1;
        return Double.isNaN(relative) ? "n/a" : String.format(Locale.ROOT, "%+.3f %%", 100 * relative);
    }
}
