package org.bivouac.jobs.ingest;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** Reads what the team knows of clocks. */
final class ClockRules {
    private static final List<String> COLUMNS = List.of("year", "event", "logger", "zone", "time_scale");

    private ClockRules() {}

    /** The lines of {@code clocks.csv}; the first that fits is the one. */
    static List<ClockRule> read(Path file) {
        TextTable table = TextTable.read(file, COLUMNS, List.of());
        List<ClockRule> rules = new ArrayList<>();
        for (CSVRecord row : table.rows()) {
            String year = table.cell(row, "year");
            ClockRule rule = new ClockRule(
                    isAny(year) ? 0 : table.whole(row, "year", year),
                    named(table.cell(row, "event")),
                    named(table.cell(row, "logger")),
                    zone(table, row),
                    scale(table, row));
            if (rule.zone() == null && rule.scale() == null) {
                throw table.error(row, "zone", "is blank, and so is time_scale: say one of them");
            }
            rules.add(rule);
        }
        return rules;
    }

    /** What a row of {@code dumps.csv} says of its dump's clock; null if nothing. */
    static ClockRule ofDump(TextTable table, CSVRecord row) {
        ClockRule rule = new ClockRule(0, null, null, zone(table, row), scale(table, row));
        return rule.zone() == null && rule.scale() == null ? null : rule;
    }

    private static boolean isAny(String cell) {
        return cell.isEmpty() || cell.equals("*");
    }

    private static String named(String cell) {
        return isAny(cell) ? null : cell;
    }

    private static ZoneId zone(TextTable table, CSVRecord row) {
        String cell = table.cell(row, "zone");
        try {
            return cell.isEmpty() ? null : ZoneId.of(cell);
        } catch (DateTimeException e) {
            throw table.error(
                    row, "zone", "'" + cell + "' is neither a zone such as Europe/Paris nor an offset such as +03:00");
        }
    }

    private static ClockRule.Scale scale(TextTable table, CSVRecord row) {
        String cell = table.cell(row, "time_scale");
        return switch (cell) {
            case "" -> null;
            case "utc" -> ClockRule.Scale.UTC;
            case "gps" -> ClockRule.Scale.GPS;
            default -> throw table.error(row, "time_scale", "'" + cell + "', known are utc, gps");
        };
    }
}
