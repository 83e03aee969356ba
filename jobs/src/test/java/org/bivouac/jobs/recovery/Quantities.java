package org.bivouac.jobs.recovery;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Distances, times, fuel and damage of each drive beside the truth. */
final class Quantities {
    private static final String KEY = "year, event, stage, car";

    /**
     * One comparison.
     *
     * @param truth NaN when there is none
     * @param found NaN when the pipeline has no such value
     */
    record Line(String quantity, String drive, String unit, double truth, double found) {
        double error() {
            return found - truth;
        }

        double relative() {
            return (found - truth) / truth;
        }
    }

    private final Answers answers;
    private final List<Line> lines = new ArrayList<>();

    private Quantities(Answers answers) {
        this.answers = answers;
    }

    static List<Line> of(Answers answers) throws SQLException {
        Quantities all = new Quantities(answers);
        all.distances();
        all.times();
        all.fuel();
        all.damage();
        all.airtime();
        return all.lines;
    }

    private void compare(String query) throws SQLException {
        for (Map<String, Object> row : answers.rows(query)) {
            lines.add(new Line(
                    Answers.text(row, "quantity"),
                    Answers.text(row, "year") + " " + Answers.text(row, "stage") + " " + Answers.text(row, "car"),
                    Answers.text(row, "unit"),
                    Answers.number(row, "truth"),
                    Answers.number(row, "found")));
        }
    }

    private void distances() throws SQLException {
        compare("SELECT 'distance, stage' quantity, 'km' unit, t.*, t.distance_km truth, f.found FROM true_drives t"
                + " LEFT JOIN (SELECT " + KEY + ", sum(distance_km) found FROM segments GROUP BY ALL) f USING ("
                + KEY + ") ORDER BY " + KEY);
        for (String type : List.of("SPECIAL", "LIAISON")) {
            compare(String.format(
                    Locale.ROOT,
                    "SELECT 'distance, %s' quantity, 'km' unit, t.*, f.found FROM (SELECT %s, sum(distance_km) truth"
                            + " FROM true_segments WHERE %s GROUP BY ALL) t LEFT JOIN (SELECT %s, sum(distance_km)"
                            + " found FROM segments WHERE type = '%s' GROUP BY ALL) f USING (%s) ORDER BY %s",
                    type.toLowerCase(Locale.ROOT),
                    KEY,
                    trueType(type),
                    KEY,
                    type,
                    KEY,
                    KEY));
        }
    }

    /** A transfer is an untimed road of the plan. */
    private static String trueType(String type) {
        return type.equals("LIAISON") ? "type IN ('LIAISON', 'TRANSFER')" : "type = '" + type + "'";
    }

    private void times() throws SQLException {
        String first = "SELECT 'clock: %1$s of the special' quantity, 's' unit, t.*, f.found FROM (SELECT " + KEY
                + ", epoch(%2$s) truth FROM true_segments WHERE type = 'SPECIAL' GROUP BY ALL) t LEFT JOIN (SELECT "
                + KEY + ", epoch(%2$s) found FROM segments WHERE type = 'SPECIAL' GROUP BY ALL) f USING (" + KEY
                + ") ORDER BY " + KEY;
        compare(String.format(Locale.ROOT, first, "first second", "min(from_time)"));
        compare(String.format(Locale.ROOT, first, "last second", "max(to_time)"));
        compare("SELECT 'time standing' quantity, 's' unit, t.*, f.found FROM (SELECT " + KEY
                + ", sum(standing_s) truth FROM true_segments GROUP BY ALL) t LEFT JOIN (SELECT " + KEY
                + ", sum(seconds) found FROM segments WHERE type = 'STOP' GROUP BY ALL) f USING (" + KEY
                + ") ORDER BY " + KEY);
    }

    private void fuel() throws SQLException {
        for (String by : List.of("flow", "counter")) {
            compare("SELECT 'fuel by " + by + ", stage' quantity, 'l' unit, t.*, t.burnt_litres truth, f.value found"
                    + " FROM true_drives t LEFT JOIN measures f ON " + same("f", "stage", "fuel_litres_" + by)
                    + " ORDER BY t.year, t.stage, t.car");
            for (String type : List.of("SPECIAL", "LIAISON")) {
                String name = type.toLowerCase(Locale.ROOT);
                compare("SELECT 'fuel by " + by + ", " + name + "' quantity, 'l' unit, t.*, f.value found FROM (SELECT "
                        + KEY + ", sum(litres - standing_litres) truth FROM true_segments WHERE " + trueType(type)
                        + " GROUP BY ALL) t LEFT JOIN measures f ON " + same("f", name, "fuel_litres_" + by)
                        + " ORDER BY t.year, t.stage, t.car");
            }
        }
    }

    private static String same(String alias, String segment, String measure) {
        return String.format(
                Locale.ROOT,
                "%1$s.year = t.year AND %1$s.event = t.event AND %1$s.stage = t.stage AND %1$s.car = t.car"
                        + " AND %1$s.segment = '%2$s' AND %1$s.measure = '%3$s'",
                alias,
                segment,
                measure);
    }

    private void damage() throws SQLException {
        compare("SELECT 'damage k = 5, ' || t.channel quantity, t.unit unit, t.*,"
                + " t.sum_half_residue truth, f.value found FROM true_damage t LEFT JOIN measures f ON "
                + same("f", "stage", "pseudo_damage_k5")
                + " AND f.channel = t.channel ORDER BY t.channel, t.year, t.car");
        compare("SELECT 'largest range, ' || t.channel quantity, t.unit unit, t.*, t.max_range truth, f.value found"
                + " FROM true_damage t LEFT JOIN measures f ON " + same("f", "stage", "max_range")
                + " AND f.channel = t.channel ORDER BY t.channel, t.year, t.car");
    }

    private void airtime() throws SQLException {
        jumps("jumps", "", "count(*)", "jumps", "");
        jumps("time in the air", "s", "coalesce(sum(seconds), 0)", "airtime_seconds", "");
        jumps("longest flight", "s", "max(seconds)", "longest_airtime", "");
        jumps("hardest landing", "g", "max(value)", "hardest_landing", "");
        for (String corner : List.of("fl", "fr", "rl", "rr")) {
            jumps("hits of the bump stop, " + corner, "", "count(*)", "bump_stop_hits", corner);
        }
    }

    /** Jumps, or hits of the bump stop at one corner. */
    private void jumps(String quantity, String unit, String truth, String measure, String corner) throws SQLException {
        String happened = corner.isEmpty() ? "kind = 'jump'" : "kind = 'bump_stop' AND corner = '" + corner + "'";
        compare("SELECT '" + quantity + "' quantity, '" + unit
                + "' unit, t.*, f.value found FROM (SELECT d.year, d.event,"
                + " d.stage, d.car, (SELECT " + truth
                + " FROM true_events e WHERE e.year = d.year AND e.stage = d.stage"
                + " AND e.car = d.car AND " + happened + ") truth FROM true_drives d) t LEFT JOIN measures f ON "
                + same("f", "stage", measure)
                + (corner.isEmpty() ? "" : " AND f.position = '" + corner + "'")
                + " ORDER BY t.year, t.stage, t.car");
    }
}
