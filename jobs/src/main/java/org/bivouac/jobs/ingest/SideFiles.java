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
import org.bivouac.jobs.team.TeamRow;
import org.bivouac.jobs.team.TeamTable;
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
        Set<List<Object>> places = new HashSet<>();
        return TeamTable.read(file, PlanRow.class, (plan, row) -> {
            stage(row, "stage");
            row.oneOf("type", List.of("LIAISON", "SPECIAL"));
            if (!places.add(Arrays.asList(
                    plan.year(), plan.event(), plan.stage(), plan.carClass(), plan.version(), plan.ordinal()))) {
                throw row.error("ordinal", plan.ordinal() + " stands twice for stage " + plan.stage());
            }
            if (!(plan.lengthKm() >= 0)) {
                throw row.error("length_km", "must be a length, found " + plan.lengthKm());
            }
        });
    }

    private static List<RoadBookRow> roadBook(Path file) {
        Map<List<Object>, TreeMap<Double, Double>> books = new HashMap<>();
        return TeamTable.read(file, RoadBookRow.class, (stretch, row) -> {
            stage(row, "stage");
            row.present("car_class");
            if (!(stretch.fromKm() >= 0)) {
                throw row.error("from_km", "must be a distance from the section's start, found " + stretch.fromKm());
            }
            if (!(stretch.toKm() >= stretch.fromKm())) {
                throw row.error("to_km", stretch.toKm() + " lies before from_km (" + stretch.fromKm() + ")");
            }
            if ((stretch.terrain() == null) == (stretch.halt() == null)) {
                throw row.error("terrain", "a row names a terrain or a halt, one of the two");
            }
            if (stretch.halt() != null) {
                row.oneOf("halt", HALTS);
            } else if (stretch.fromKm() < stretch.toKm()) {
                overlaps(books, stretch, row);
            }
        });
    }

    /** A place has one terrain in one road book. */
    private static void overlaps(Map<List<Object>, TreeMap<Double, Double>> books, RoadBookRow stretch, TeamRow row) {
        TreeMap<Double, Double> book = books.computeIfAbsent(
                Arrays.asList(
                        stretch.year(),
                        stretch.event(),
                        stretch.stage(),
                        stretch.carClass(),
                        stretch.version(),
                        stretch.ordinal()),
                key -> new TreeMap<>());
        Map.Entry<Double, Double> before = book.lowerEntry(stretch.toKm());
        if (before != null && before.getValue() > stretch.fromKm()) {
            throw row.error("from_km", stretch.fromKm() + " km has a terrain already");
        }
        book.put(stretch.fromKm(), stretch.toKm());
    }

    private static List<RunSheetRow> runSheets(Path file) {
        return TeamTable.read(file, RunSheetRow.class, (sheet, row) -> {
            stage(row, "stage");
            row.present("car");
        });
    }

    private static List<PartRow> parts(Path file, Catalogue catalogue) {
        List<String> components = catalogue.channels().stream()
                .map(Channel::component)
                .filter(component -> !component.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return TeamTable.read(file, PartRow.class, (part, row) -> {
            stage(row, "from_stage");
            row.present("car");
            row.present("serial");
            row.oneOf("component", components);
        });
    }

    private static List<LimitRow> limits(Path file, Catalogue catalogue) {
        return TeamTable.read(file, LimitRow.class, (limit, row) -> {
            Channel channel = channel(row, "channel", catalogue);
            if (limit.whenChannel() != null) {
                channel(row, "when_channel", catalogue);
            }
            row.oneOf("side", List.of("above", "below"));
            row.oneOf("severity", List.of("watch", "alarm"));
            unit(row, channel);
            if (Double.isNaN(limit.limitValue())) {
                throw row.error("limit_value", "is blank, expected a number");
            }
        });
    }

    private static void unit(TeamRow row, Channel channel) {
        String spelling = row.cell("unit");
        Unit unit = Unit.of(spelling)
                .orElseThrow(() -> row.error(
                        "unit",
                        "'" + spelling + "' is no unit, try " + channel.unit().symbol()));
        if (unit.quantity() != channel.unit().quantity()) {
            throw row.error(
                    "unit",
                    "'" + spelling + "' does not fit " + channel.name() + ", try "
                            + channel.unit().symbol());
        }
    }

    private static Channel channel(TeamRow row, String column, Catalogue catalogue) {
        return catalogue
                .channel(row.cell(column))
                .orElseThrow(() -> row.error(
                        column,
                        "no channel '" + row.cell(column) + "', known are "
                                + catalogue.channels().stream()
                                        .map(Channel::name)
                                        .collect(Collectors.joining(", "))));
    }

    private static List<Alias> aliases(Path file, Catalogue catalogue) {
        List<Alias> aliases = new ArrayList<>();
        for (TeamRow row : TeamTable.read(file, ALIAS_COLUMNS, ALIAS_COLUMNS)) {
            Channel known = channel(row, "channel", catalogue);
            if (!row.cell("unit").isEmpty()) {
                unit(row, known);
            }
            aliases.add(new Alias(
                    row.present("logger"),
                    row.whole("from_year"),
                    row.whole("to_year"),
                    row.present("name"),
                    row.cell("unit"),
                    known.name()));
        }
        return aliases;
    }

    private static Map<String, Said> said(Path file) {
        Map<String, Said> said = new HashMap<>();
        for (TeamRow row : TeamTable.read(file, DUMP_COLUMNS, List.of("file"))) {
            Identity identity = new Identity(
                    row.cell("year").isEmpty() ? null : Integer.valueOf(row.whole("year")),
                    row.orNull("event"),
                    row.orNull("stage"),
                    row.orNull("car"));
            String name = row.cell("file").replace('\\', '/');
            if (said.put(name, new Said(identity, row.orNull("logger"), ClockRules.ofDump(row))) != null) {
                throw row.error("file", "'" + name + "' stands twice");
            }
        }
        return said;
    }

    private static void stage(TeamRow row, String column) {
        row.present("event");
        row.present(column);
        try {
            new StageKey(row.whole("year"), row.cell("event"), row.cell(column));
        } catch (IllegalArgumentException e) {
            throw row.error(column, e.getMessage());
        }
    }
}
