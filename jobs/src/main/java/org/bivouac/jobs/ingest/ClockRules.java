package org.bivouac.jobs.ingest;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.team.TeamRow;
import org.bivouac.jobs.team.TeamTable;

/** Reads what the team knows of clocks. */
final class ClockRules {
    private static final List<String> COLUMNS = List.of("year", "event", "logger", "zone", "time_scale");

    private ClockRules() {}

    /** The lines of {@code clocks.csv}; the first that fits is the one. */
    static List<ClockRule> read(Path file) {
        List<ClockRule> rules = new ArrayList<>();
        for (TeamRow row : TeamTable.read(file, COLUMNS, List.of())) {
            ClockRule rule = new ClockRule(
                    isAny(row.cell("year")) ? 0 : row.whole("year"),
                    named(row.cell("event")),
                    named(row.cell("logger")),
                    zone(row),
                    scale(row));
            if (rule.zone() == null && rule.scale() == null) {
                throw row.error("zone", "is blank, and so is time_scale: say one of them");
            }
            rules.add(rule);
        }
        return rules;
    }

    /** What a row of {@code dumps.csv} says of its dump's clock; null if nothing. */
    static ClockRule ofDump(TeamRow row) {
        ClockRule rule = new ClockRule(0, null, null, zone(row), scale(row));
        return rule.zone() == null && rule.scale() == null ? null : rule;
    }

    private static boolean isAny(String cell) {
        return cell.isEmpty() || cell.equals("*");
    }

    private static String named(String cell) {
        return isAny(cell) ? null : cell;
    }

    private static ZoneId zone(TeamRow row) {
        String cell = row.cell("zone");
        try {
            return cell.isEmpty() ? null : ZoneId.of(cell);
        } catch (DateTimeException e) {
            throw row.error(
                    "zone", "'" + cell + "' is neither a zone such as Europe/Paris nor an offset such as +03:00");
        }
    }

    private static ClockRule.Scale scale(TeamRow row) {
        String cell = row.cell("time_scale");
        return switch (cell) {
            case "" -> null;
            case "utc" -> ClockRule.Scale.UTC;
            case "gps" -> ClockRule.Scale.GPS;
            default -> throw row.error("time_scale", "'" + cell + "', known are utc, gps");
        };
    }
}
