package org.bivouac.jobs.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.schemas.Alias;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.PartRow;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.RoadBookRow;
import org.bivouac.schemas.RunSheetRow;
import org.bivouac.schemas.StageKey;
import org.bivouac.schemas.Unit;

/** What the team writes down in the inbox's root, read and checked; absent files are empty Optionals. */
record SideFiles(
        Optional<List<PlanRow>> plan,
        Optional<List<RoadBookRow>> roadBook,
        Optional<List<RunSheetRow>> runSheets,
        Optional<List<PartRow>> parts,
        Optional<List<LimitRow>> limits,
        Catalogue catalogue,
        List<ClockRule> clocks,
        Map<String, Said> said) {

    private static final List<String> ALIAS_COLUMNS =
            List.of("logger", "from_year", "to_year", "name", "unit", "channel");
    private static final List<String> HALTS = List.of("CONTROL", "REFUEL", "SERVICE", "NEUTRALISATION", "BIVOUAC");
    private static final List<String> DUMP_COLUMNS =
            List.of("file", "year", "event", "stage", "car", "logger", "zone", "time_scale");

    /**
     * What {@code dumps.csv} says of one file.
     *
     * @param logger null if it says nothing
     * @param clock null if it says nothing
     */
    record Said(Identity identity, String logger, ClockRule clock) {}

    /** Reads those that are there. */
    static SideFiles read(Map<String, Path> files, Catalogue catalogue) {
        Catalogue known = files.containsKey("aliases.csv")
                ? catalogue.withAliases(aliases(files.get("aliases.csv"), catalogue))
                : catalogue;
        return new SideFiles(
                Optional.ofNullable(files.get("plan.csv")).map(SideFiles::plan),
                Optional.ofNullable(files.get("road-book.csv")).map(SideFiles::roadBook),
                Optional.ofNullable(files.get("run-sheets.csv")).map(SideFiles::runSheets),
                Optional.ofNullable(files.get("parts.csv")).map(file -> parts(file, known)),
                Optional.ofNullable(files.get("limits.csv")).map(file -> limits(file, known)),
                known,
                Optional.ofNullable(files.get("clocks.csv"))
                        .map(ClockRules::read)
                        .orElse(List.of()),
                Optional.ofNullable(files.get("dumps.csv")).map(SideFiles::said).orElse(Map.of()));
    }

    private static List<PlanRow> plan(Path file) {
        List<PlanRow> rows = TextTable.read(file, PlanRow.class);
        Set<List<Object>> places = new HashSet<>();
        int line = 1;
        for (PlanRow row : rows) {
            line++;
            stage(file, line, row.year(), row.event(), row.stage());
            oneOf(file, line, "type", row.type(), List.of("LIAISON", "SPECIAL"));
            if (!places.add(Arrays.asList(
                    row.year(), row.event(), row.stage(), row.carClass(), row.version(), row.ordinal()))) {
                throw error(file, line, "ordinal", row.ordinal() + " stands twice for stage " + row.stage());
            }
            if (!(row.lengthKm() >= 0)) {
                throw error(file, line, "length_km", "must be a length, found " + row.lengthKm());
            }
        }
        return rows;
    }

    private static List<RoadBookRow> roadBook(Path file) {
        List<RoadBookRow> rows = TextTable.read(file, RoadBookRow.class);
        int line = 1;
        for (RoadBookRow row : rows) {
            line++;
            stage(file, line, row.year(), row.event(), row.stage());
            present(file, line, "car_class", row.carClass());
            if (!(row.fromKm() >= 0)) {
                throw error(
                        file, line, "from_km", "must be a distance from the section's start, found " + row.fromKm());
            }
            if (!(row.toKm() >= row.fromKm())) {
                throw error(file, line, "to_km", row.toKm() + " lies before from_km (" + row.fromKm() + ")");
            }
            if ((row.terrain() == null) == (row.halt() == null)) {
                throw error(file, line, "terrain", "a row names a terrain or a halt, one of the two");
            }
            if (row.halt() != null) {
                oneOf(file, line, "halt", row.halt(), HALTS);
            }
        }
        overlaps(file, rows);
        return rows;
    }

    /** A place has one terrain in one road book. */
    private static void overlaps(Path file, List<RoadBookRow> rows) {
        Map<List<Object>, TreeMap<Double, Double>> books = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            RoadBookRow row = rows.get(i);
            if (row.terrain() == null || row.fromKm() == row.toKm()) {
                continue;
            }
            TreeMap<Double, Double> book = books.computeIfAbsent(
                    Arrays.asList(row.year(), row.event(), row.stage(), row.carClass(), row.version(), row.ordinal()),
                    key -> new TreeMap<>());
            Map.Entry<Double, Double> before = book.lowerEntry(row.toKm());
            if (before != null && before.getValue() > row.fromKm()) {
                throw error(file, i + 2, "from_km", row.fromKm() + " km has a terrain already");
            }
            book.put(row.fromKm(), row.toKm());
        }
    }

    private static List<RunSheetRow> runSheets(Path file) {
        List<RunSheetRow> rows = TextTable.read(file, RunSheetRow.class);
        for (int i = 0; i < rows.size(); i++) {
            stage(
                    file,
                    i + 2,
                    rows.get(i).year(),
                    rows.get(i).event(),
                    rows.get(i).stage());
            present(file, i + 2, "car", rows.get(i).car());
        }
        return rows;
    }

    private static List<PartRow> parts(Path file, Catalogue catalogue) {
        List<PartRow> rows = TextTable.read(file, PartRow.class);
        List<String> components = catalogue.channels().stream()
                .map(Channel::component)
                .filter(component -> !component.isEmpty())
                .distinct()
                .sorted()
                .toList();
        for (int i = 0; i < rows.size(); i++) {
            stage(
                    file,
                    i + 2,
                    rows.get(i).year(),
                    rows.get(i).event(),
                    rows.get(i).fromStage());
            present(file, i + 2, "car", rows.get(i).car());
            present(file, i + 2, "serial", rows.get(i).serial());
            oneOf(file, i + 2, "component", rows.get(i).component(), components);
        }
        return rows;
    }

    private static List<LimitRow> limits(Path file, Catalogue catalogue) {
        List<LimitRow> rows = TextTable.read(file, LimitRow.class);
        for (int i = 0; i < rows.size(); i++) {
            LimitRow row = rows.get(i);
            Channel channel = channel(file, i + 2, "channel", row.channel(), catalogue);
            if (row.whenChannel() != null) {
                channel(file, i + 2, "when_channel", row.whenChannel(), catalogue);
            }
            oneOf(file, i + 2, "side", row.side(), List.of("above", "below"));
            oneOf(file, i + 2, "severity", row.severity(), List.of("watch", "alarm"));
            unit(file, i + 2, row.unit() == null ? "" : row.unit(), channel);
            if (Double.isNaN(row.limitValue())) {
                throw error(file, i + 2, "limit_value", "is blank, expected a number");
            }
        }
        return rows;
    }

    private static void unit(Path file, int line, String spelling, Channel channel) {
        Unit unit = Unit.of(spelling)
                .orElseThrow(() -> error(
                        file,
                        line,
                        "unit",
                        "'" + spelling + "' is no unit, try " + channel.unit().symbol()));
        if (unit.quantity() != channel.unit().quantity()) {
            throw error(
                    file,
                    line,
                    "unit",
                    "'" + spelling + "' does not fit " + channel.name() + ", try "
                            + channel.unit().symbol());
        }
    }

    private static Channel channel(Path file, int line, String column, String name, Catalogue catalogue) {
        return catalogue
                .channel(name == null ? "" : name)
                .orElseThrow(() -> error(
                        file,
                        line,
                        column,
                        "no channel '" + name + "', known are "
                                + catalogue.channels().stream()
                                        .map(Channel::name)
                                        .collect(Collectors.joining(", "))));
    }

    private static List<Alias> aliases(Path file, Catalogue catalogue) {
        TextTable table = TextTable.read(file, ALIAS_COLUMNS, ALIAS_COLUMNS);
        List<Alias> aliases = new ArrayList<>();
        for (CSVRecord row : table.rows()) {
            int line = (int) row.getRecordNumber();
            String channel = table.cell(row, "channel");
            Channel known = channel(file, line, "channel", channel, catalogue);
            String unit = table.cell(row, "unit");
            if (!unit.isEmpty()) {
                unit(file, line, unit, known);
            }
            String name = table.cell(row, "name");
            present(file, line, "name", orNull(name));
            present(file, line, "logger", orNull(table.cell(row, "logger")));
            aliases.add(new Alias(
                    table.cell(row, "logger"),
                    table.whole(row, "from_year", table.cell(row, "from_year")),
                    table.whole(row, "to_year", table.cell(row, "to_year")),
                    name,
                    unit,
                    channel));
        }
        return aliases;
    }

    private static Map<String, Said> said(Path file) {
        TextTable table = TextTable.read(file, DUMP_COLUMNS, List.of("file"));
        Map<String, Said> said = new HashMap<>();
        for (CSVRecord row : table.rows()) {
            String year = table.cell(row, "year");
            Identity identity = new Identity(
                    year.isEmpty() ? null : Integer.valueOf(table.whole(row, "year", year)),
                    orNull(table.cell(row, "event")),
                    orNull(table.cell(row, "stage")),
                    orNull(table.cell(row, "car")));
            String name = table.cell(row, "file").replace('\\', '/');
            if (said.put(name, new Said(identity, orNull(table.cell(row, "logger")), ClockRules.ofDump(table, row)))
                    != null) {
                throw table.error(row, "file", "'" + name + "' stands twice");
            }
        }
        return said;
    }

    private static String orNull(String cell) {
        return cell.isEmpty() ? null : cell;
    }

    private static void stage(Path file, int line, int year, String event, String stage) {
        present(file, line, "event", event);
        present(file, line, "stage", stage);
        try {
            new StageKey(year, event, stage);
        } catch (IllegalArgumentException e) {
            throw error(file, line, "stage", e.getMessage());
        }
    }

    private static void present(Path file, int line, String column, String cell) {
        if (cell == null) {
            throw error(file, line, column, "is blank");
        }
    }

    private static void oneOf(Path file, int line, String column, String cell, List<String> known) {
        if (!known.contains(cell)) {
            throw error(file, line, column, "'" + cell + "', known are " + String.join(", ", known));
        }
    }

    private static BadInputException error(Path file, int line, String column, String reason) {
        return new BadInputException(ExitCode.USAGE, file + ": line " + line + ": column " + column + ": " + reason);
    }
}
