package org.bivouac.jobs.recovery;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Faults of loggers and sensors beside what the pipeline says of the dumps that have them. */
final class FailedLoggers {
    /**
     * One injected fault.
     *
     * @param told what the pipeline says that fits; empty for nothing
     */
    record Verdict(String kind, String dump, String channel, String truth, String told) {
        boolean found() {
            return !told.isEmpty();
        }
    }

    private final Answers answers;

    private FailedLoggers(Answers answers) {
        this.answers = answers;
    }

    static List<Verdict> of(Answers answers) throws SQLException {
        FailedLoggers all = new FailedLoggers(answers);
        List<Verdict> verdicts = new ArrayList<>();
        for (Map<String, Object> row : answers.rows("SELECT * FROM true_faults ORDER BY kind, dump")) {
            verdicts.add(new Verdict(
                    Answers.text(row, "kind"),
                    Answers.text(row, "dump"),
                    Answers.text(row, "channel"),
                    truth(row),
                    all.told(row)));
        }
        return verdicts;
    }

    private static String truth(Map<String, Object> row) {
        double value = Answers.number(row, "value");
        String size =
                Double.isNaN(value) ? "" : String.format(Locale.ROOT, ", %.6g %s", value, Answers.text(row, "unit"));
        String note = Answers.text(row, "note");
        return String.format(
                        Locale.ROOT,
                        "%.0f to %.0f s",
                        Answers.number(row, "from_seconds"),
                        Answers.number(row, "to_seconds"))
                + size
                + (note.isEmpty() ? "" : ", " + note);
    }

    private String told(Map<String, Object> fault) throws SQLException {
        String dump = Answers.text(fault, "dump").replace("truth/late/", "").replace("'", "''");
        String channel = Answers.text(fault, "channel");
        return switch (Answers.text(fault, "kind")) {
            case "truncated" ->
                first("SELECT rule || ': ' || reason told FROM rejects WHERE file = '" + dump
                        + "' AND rule IN ('A1', 'A2')");
            case "unfinalised" ->
                first("SELECT rule || ': ' || reason told FROM rejects WHERE file = '" + dump
                        + "' AND reason LIKE '%finali%' UNION ALL SELECT 'read to its end: ' || rows_written || ' rows'"
                        + " FROM dumps WHERE file = '" + dump + "' AND status = 'used'");
            case "lost_seconds" -> first(sensor(fault, gps(dump), "'%dropout'"));
            case "clock_reset" -> first(clock(dump, "kind LIKE 'step%' OR kind LIKE 'leap%' OR kind LIKE 'set%'"));
            case "clock_offset", "clock_drift" -> first(clock(dump, "kind LIKE 'offset%' OR kind LIKE 'drift%'"));
            case "gps_week_rollover" -> first(clock(dump, "kind = 'week_rollover'"));
            case "duplicate" ->
                first("SELECT 'duplicate of ' || file told FROM dumps WHERE status = 'duplicate' AND" + " file LIKE '"
                        + dump.replaceFirst("\\.[a-z0-9]+$", "") + "%'");
            case "overlapping" ->
                first("SELECT 'samples that stand twice count once: ' || CAST(max(value) AS INT) || ' of '"
                        + " || channel told FROM measures WHERE segment = 'stage' AND measure = 'duplicate_samples' AND value"
                        + " > 0 AND " + car(fault) + " GROUP BY channel ORDER BY channel");
            case "swapped_folders" ->
                first("SELECT rule || ': ' || reason told FROM dumps WHERE file = '" + dump
                        + "' AND status = 'quarantined'");
            case "late_download" ->
                first("SELECT 'used in the next debrief' told FROM dumps WHERE file = '" + dump
                        + "' AND status = 'used'");
            case "renamed" ->
                first("SELECT 'unmapped: ' || name told FROM channels JOIN dumps USING (dump) WHERE file" + " = '"
                        + dump + "' AND channels.status = 'unmapped' AND name LIKE 'Analog In%'");
            case "changed_unit" ->
                first("SELECT 'converted from ' || unit told FROM channels JOIN dumps USING (dump)" + " WHERE file = '"
                        + dump + "' AND column_name = '" + channel + "' AND channels.status = 'mapped'");
            case "counter_reset" ->
                first("SELECT 'resets counted: ' || CAST(value AS INT) told FROM measures WHERE"
                        + " segment = 'stage' AND measure LIKE '%counter_resets' AND value > 0 AND " + car(fault));
            case "dropped", "nan_runs" ->
                first("SELECT 'missing samples: ' || missing told FROM channels JOIN dumps"
                        + " USING (dump) WHERE file = '" + dump + "' AND column_name = '" + channel
                        + "' AND missing > 0 UNION ALL " + sensor(fault, channel, "'%'"));
            case "stuck" -> first(sensor(fault, channel, "'%stuck'"));
            case "saturated" -> first(sensor(fault, channel, "'%saturated'"));
            case "spiking" ->
                first(sensor(fault, channel, "'%spike'") + " UNION ALL " + sensor(fault, channel, "'%implausible'"));
            default -> "";
        };
    }

    private static String clock(String dump, String kinds) {
        return "SELECT kind || coalesce(', step ' || printf('%.3f', step_s) || ' s', '') || coalesce(', shift ' ||"
                + " printf('%.3f', shift_s) || ' s', '') || ', ' || done told FROM clock_events WHERE file = '" + dump
                + "' AND ("
                + kinds + ")";
    }

    /** A channel that a box or another logger surely keeps. */
    private static String gps(String dump) {
        return dump.endsWith(".vbo")
                ? "gps_speed_km_per_h"
                : dump.contains("engine") ? "engine_speed_rpm" : "damper_position_fl_mm";
    }

    private static String car(Map<String, Object> fault) {
        return "year = " + Answers.text(fault, "year") + " AND stage = '" + Answers.text(fault, "stage")
                + "' AND car = '" + Answers.text(fault, "car") + "'";
    }

    /** Findings about a sensor that overlap the fault's range. */
    private static String sensor(Map<String, Object> fault, String channel, String kind) {
        return "SELECT count(*) || ' × ' || kind || ', first at ' || printf('%.1f', min(epoch(e.time) -"
                + " epoch(d.from_time))) || ' s' told FROM events e JOIN true_drives d USING (year, event, stage, car)"
                + " WHERE e.segment = 'stage' AND e.kind LIKE 'sensor_%' AND e.kind LIKE " + kind + " AND e.channel = '"
                + channel + "' AND " + car(fault) + " AND epoch(e.time) - epoch(d.from_time) <= "
                + Answers.number(fault, "to_seconds") + " AND epoch(e.time) + e.duration_s - epoch(d.from_time) >= "
                + Answers.number(fault, "from_seconds") + " GROUP BY e.kind";
    }

    private String first(String query) throws SQLException {
        if ((query.contains(" clock_events ") && !answers.has("clock_events"))
                || (query.contains(" rejects ") && !answers.has("rejects"))) {
            return "";
        }
        List<Map<String, Object>> rows = answers.rows(query);
        return rows.isEmpty() ? "" : Answers.text(rows.get(0), "told");
    }
}
