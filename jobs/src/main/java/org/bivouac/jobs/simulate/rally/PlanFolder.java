package org.bivouac.jobs.simulate.rally;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.simulate.car.DriverStyle;
import org.bivouac.jobs.simulate.car.Incident;
import org.bivouac.jobs.simulate.car.Parameters;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.ground.Terrains;
import org.bivouac.jobs.simulate.log.PlainTable;

/**
 * Reads a rally's plan: a folder of tables, the name of a plan that comes with the program, or the organiser's feed of stages
 * as JSON. {@code docs/simulator.md} describes the tables; only {@code stages.csv} and {@code route.csv} must be there.
 */
public final class PlanFolder {
    private static final Set<String> GROUND = Set.of("LIAISON", "SPECIAL", "TRANSFER");
    private static final Set<String> HALTS = Set.of("CONTROL", "REFUEL", "SERVICE", "NEUTRALISATION", "BIVOUAC");

    /** The plans that come with the program. */
    static final List<String> BUILT_IN = List.of("stage", "rally", "sample");

    private final Path folder;
    private final String builtIn;

    private PlanFolder(Path folder, String builtIn) {
        this.folder = folder;
        this.builtIn = builtIn;
    }

    /** Reads the plan of this name: a built-in one, a folder, or a {@code .json} file. */
    public static RallyPlan read(String name) {
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            return new PlanFolder(path, null).rally(null);
        }
        if (Files.isRegularFile(path) && name.endsWith(".json")) {
            return new PlanFolder(path.toAbsolutePath().getParent(), null).rally(path);
        }
        if (BUILT_IN.contains(name)) {
            return new PlanFolder(null, name).rally(null);
        }
        throw new BadInputException(
                ExitCode.USAGE,
                name + ": is neither a folder of plan tables, a .json file of stages nor a plan that comes along ("
                        + String.join(", ", BUILT_IN) + ")");
    }

    private RallyPlan rally(Path feed) {
        Terrains terrains = exists("terrain.csv") ? Terrains.of(table("terrain.csv")) : Terrains.builtIn();
        List<StagePlan> stages =
                feed == null ? stages(terrains) : OrganiserFeed.read(text(feed), feed.toString(), terrains);
        int edition =
                stages.stream().mapToInt(stage -> stage.date().getYear()).max().orElseThrow();
        CarClasses classes = classes();
        List<Difference> differences = differences();
        return new RallyPlan(edition, stages, cars(classes), terrains, classes, differences, incidents(stages));
    }

    /** The built-in classes, then what the plan says of all cars, then what it says of a class. */
    private CarClasses classes() {
        Parameters car = Parameters.builtIn();
        CarClasses classes = CarClasses.of(PlainTable.resource("classes.csv"), car);
        if (exists("car.csv")) {
            Parameters forAll = Parameters.of(table("car.csv"));
            car = car.with(forAll);
            classes = classes.with(forAll);
        }
        return exists("classes.csv") ? classes.with(table("classes.csv"), car) : classes;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BadInputException(ExitCode.IO, file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private boolean exists(String file) {
        return folder == null
                ? PlanFolder.class.getResource("/org/bivouac/jobs/simulate/plans/" + builtIn + "/" + file) != null
                : Files.isRegularFile(folder.resolve(file));
    }

    private PlainTable table(String file) {
        return folder == null
                ? PlainTable.resource("plans/" + builtIn + "/" + file)
                : PlainTable.read(folder.resolve(file));
    }

    private List<StagePlan> stages(Terrains terrains) {
        for (String needed : new String[] {"stages.csv", "route.csv"}) {
            if (!exists(needed)) {
                throw new BadInputException(ExitCode.USAGE, folder.resolve(needed) + ": is missing in the plan");
            }
        }
        PlainTable route = table("route.csv");
        List<StagePlan> stages = new ArrayList<>();
        for (PlainTable.Row row : table("stages.csv").rows()) {
            String stage = row.text("stage");
            LocalDate date;
            LocalTime start;
            try {
                date = LocalDate.parse(row.text("date"));
                start = LocalTime.parse(row.text("start"));
                ZoneId.of(row.text("zone"));
            } catch (DateTimeException e) {
                throw row.bad("date, start or zone", "is wrong: " + e.getMessage());
            }
            stages.add(new StagePlan(
                    row.text("event"),
                    stage,
                    date,
                    start,
                    row.text("zone"),
                    row.number("latitude_deg"),
                    row.number("longitude_deg"),
                    row.number("altitude_m", 0),
                    row.text("marathon").equals("yes"),
                    pieces(route, stage, terrains)));
        }
        if (stages.isEmpty()) {
            throw new BadInputException(ExitCode.USAGE, "stages.csv: holds no stage");
        }
        return stages;
    }

    private static List<Piece> pieces(PlainTable route, String stage, Terrains terrains) {
        List<Piece> pieces = new ArrayList<>();
        double at = 0;
        for (PlainTable.Row row : route.rows()) {
            if (!row.text("stage").equals(stage)) {
                continue;
            }
            double from = row.number("from_km");
            double to = row.number("to_km");
            if (Math.abs(from - at) > 1e-6 || to < from) {
                throw row.bad("from_km", "is " + from + ", expected " + at + ": the rows of a stage follow each other");
            }
            at = to;
            String type = row.text("type");
            if (GROUND.contains(type) && to > from) {
                String terrain = terrains.named(row.text("terrain")).name();
                pieces.add(Piece.ground(type, terrain, (int) (Math.round(to * 1000) - Math.round(from * 1000))));
            } else if (HALTS.contains(type) && to == from) {
                boolean full = row.text("litres").equals("full");
                double litres = full ? Double.NaN : row.number("litres", 0);
                pieces.add(Piece.halt(type, (int) row.number("seconds"), litres));
            } else {
                throw row.bad(
                        "type",
                        "is " + type + " over " + (to - from) + " km: " + GROUND + " have a length, " + HALTS
                                + " have none");
            }
        }
        if (pieces.isEmpty()) {
            throw new BadInputException(ExitCode.USAGE, "route.csv: holds no row of stage " + stage);
        }
        return List.copyOf(pieces);
    }

    private List<CarEntry> cars(CarClasses classes) {
        List<DriverStyle> drivers = DriverStyle.of(PlainTable.resource("drivers.csv"));
        if (exists("drivers.csv")) {
            drivers = DriverStyle.of(table("drivers.csv"));
        }
        List<CarEntry> cars = new ArrayList<>();
        if (!exists("cars.csv")) {
            for (DriverStyle driver : drivers) {
                cars.add(new CarEntry("" + (501 + cars.size()), "stock", driver));
            }
            return cars;
        }
        for (PlainTable.Row row : table("cars.csv").rows()) {
            DriverStyle driver = drivers.stream()
                    .filter(each -> each.name().equals(row.text("driver")))
                    .findFirst()
                    .orElseThrow(() -> row.bad("driver", "is '" + row.text("driver") + "', who is not in drivers.csv"));
            String carClass = row.text("car_class");
            if (!classes.has(carClass)) {
                throw row.bad("car_class", "is '" + carClass + "', known are " + classes.names());
            }
            cars.add(new CarEntry(row.text("car"), carClass, driver));
        }
        return cars;
    }

    private List<Difference> differences() {
        Parameters car = Parameters.builtIn();
        PlainTable table =
                exists("differences.csv") ? table("differences.csv") : PlainTable.resource("differences.csv");
        List<Difference> differences = new ArrayList<>();
        for (PlainTable.Row row : table.rows()) {
            int year = row.text("year").equals("*") ? 0 : (int) row.number("year");
            car.of(row.text("parameter"));
            differences.add(new Difference(year, row.text("car"), row.text("parameter"), row.number("percent")));
        }
        return differences;
    }

    private List<PlannedIncident> incidents(List<StagePlan> stages) {
        List<PlannedIncident> incidents = new ArrayList<>();
        if (!exists("incidents.csv")) {
            return incidents;
        }
        for (PlainTable.Row row : table("incidents.csv").rows()) {
            Incident.Kind kind = Incident.Kind.of(row.text("kind"))
                    .orElseThrow(() -> row.bad(
                            "kind", "is '" + row.text("kind") + "', known are " + List.of(Incident.Kind.values())));
            if (stages.stream().noneMatch(stage -> stage.stage().equals(row.text("stage")))) {
                throw row.bad("stage", "is '" + row.text("stage") + "', which is not in stages.csv");
            }
            int year = row.text("year").equals("*") ? 0 : (int) row.number("year");
            int corner =
                    List.of("fl", "fr", "rl", "rr").indexOf(row.text("corner").toLowerCase(Locale.ROOT));
            double at = Math.round(row.number("km") * 1000);
            incidents.add(new PlannedIncident(
                    year,
                    row.text("stage"),
                    row.text("car"),
                    new Incident(kind, at, row.number("value", Double.NaN), Math.max(0, corner))));
        }
        return incidents;
    }
}
