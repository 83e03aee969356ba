package org.bivouac.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.simulate.SampleRally;
import org.bivouac.jobs.simulate.car.Incident;
import org.bivouac.jobs.simulate.dumps.DumpFormat;
import org.bivouac.jobs.simulate.faults.FaultKind;
import org.bivouac.jobs.simulate.faults.FaultPlan;
import org.bivouac.jobs.simulate.faults.FaultyLoggers;
import org.bivouac.jobs.simulate.faults.WantedFault;
import org.bivouac.jobs.simulate.rally.Formats;
import org.bivouac.jobs.simulate.rally.PlanFolder;
import org.bivouac.jobs.simulate.rally.RallyPlan;
import org.bivouac.jobs.simulate.rally.SimulatedRally;
import org.bivouac.jobs.simulate.truth.TrueDrive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bivouac simulate}. */
@Command(
        name = "simulate",
        description = "Drives cars over a planned rally and writes their dumps, the team's tables and what is true.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  bivouac simulate stage --out /tmp/rally --seed 7 --faults all")
final class SimulateCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            description =
                    "A folder of plan tables, the organiser's stages as .json, or a plan that comes along: stage (one"
                            + " full stage), rally (a whole one). Without it: the small rally of sample-data.")
    private String plan;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to write to; made if missing.")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + SampleRally.SEED,
            description = "Same seed, same bytes (default: ${DEFAULT-VALUE}, that of sample-data).")
    private long seed;

    @Option(
            names = "--cars",
            split = ",",
            paramLabel = "CAR",
            description = "Start numbers, e.g. 501, or 501=t1+ for that driver in a car of that class (default: all).")
    private List<String> cars = new ArrayList<>();

    @Option(names = "--years", split = ",", paramLabel = "YEAR", description = "Editions (default: the plan's own).")
    private List<Integer> years = new ArrayList<>();

    @Option(names = "--stages", split = ",", paramLabel = "STAGE", description = "Stages (default: all).")
    private List<String> stages = new ArrayList<>();

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            defaultValue = "1000",
            description = "No logger keeps more samples a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--formats",
            split = ",",
            paramLabel = "FORMAT",
            description =
                    "What the loggers write: logger=format, or formats in turn for chassis, engine and gps, or none"
                            + " (default: as that year's loggers do).")
    private List<String> formats = new ArrayList<>();

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "KIND",
            description =
                    "What shall go wrong besides the plan: kinds, vehicle (every kind of the car, for each drive),"
                            + " logger (every kind of a logger, once), all, or none (default: ${DEFAULT-VALUE}).")
    private List<String> faults = new ArrayList<>(List.of("none"));

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "Lengths of the stages times this (default: ${DEFAULT-VALUE}).")
    private double scale;

    @Option(
            names = "--channels",
            description = "Write all channels as Parquet to truth/channels, without noise and at their full rates.")
    private boolean channels;

    @Mixin
    private EngineOptions engineOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new BadInputException(ExitCode.USAGE, out + ": is no folder: name one with --out");
        }
        if (plan == null) {
            SampleRally.write(out, seed);
        } else {
            simulate();
        }
        spec.commandLine().getOut().println("written to " + out);
        return ExitCode.OK.status();
    }

    private void simulate() throws IOException {
        if (!(scale > 0) || rate < 1) {
            throw new BadInputException(ExitCode.USAGE, "--scale and --rate must be above 0");
        }
        RallyPlan rally = PlanFolder.read(plan);
        SimulatedRally.Request request = new SimulatedRally.Request(
                seed,
                out,
                years,
                cars,
                stages,
                scale,
                vehicleFaults(),
                Formats.parse(
                        formats,
                        Arrays.stream(DumpFormat.values()).map(DumpFormat::text).toList()),
                rate,
                channels ? SimulatedRally.Channels.PARQUET : SimulatedRally.Channels.NONE);
        FaultPlan loggers = loggerFaults(rally, request);
        long began = System.nanoTime();
        try (Engine engine = engineOptions.start(Console.ofProcess())) {
            SimulatedRally.Summary summary = SimulatedRally.run(
                    rally,
                    request,
                    (outing, ignored) -> new FaultyLoggers(loggers),
                    engine.forDumps(Engine.Following.NOTHING));
            print(summary, (System.nanoTime() - began) / 1e9);
        }
    }

    private List<Incident.Kind> vehicleFaults() {
        List<Incident.Kind> kinds = new ArrayList<>();
        for (Incident.Kind kind : Incident.Kind.values()) {
            boolean ground = kind == Incident.Kind.JUMP;
            if (wanted(kind.name()) || (!ground && (faults.contains("all") || faults.contains("vehicle")))) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private FaultPlan loggerFaults(RallyPlan rally, SimulatedRally.Request request) throws IOException {
        for (String each : faults) {
            boolean known = List.of("none", "all", "vehicle", "logger").contains(each)
                    || Incident.Kind.of(each).isPresent()
                    || Arrays.stream(FaultKind.values()).anyMatch(kind -> same(kind.name(), each));
            if (!known) {
                throw new BadInputException(
                        ExitCode.USAGE,
                        "--faults " + each + ": known are none, all, vehicle, logger, " + names(Incident.Kind.values())
                                + ", " + names(FaultKind.values()));
            }
        }
        List<WantedFault> wanted = new ArrayList<>();
        Path planned = Path.of(plan).resolve("faults.csv");
        if (Files.isRegularFile(planned)) {
            try {
                wanted.addAll(FaultPlan.parse(seed, Files.readString(planned)).wanted());
            } catch (IllegalArgumentException e) {
                throw new BadInputException(ExitCode.USAGE, planned + ": " + e.getMessage());
            }
        }
        boolean every = faults.contains("all") || faults.contains("logger");
        List<FaultKind> kinds = Arrays.stream(FaultKind.values())
                .filter(kind -> every || wanted(kind.name()))
                .toList();
        wanted.addAll(FaultPlan.once(kinds, seed, SimulatedRally.places(rally, request))
                .wanted());
        return new FaultPlan(seed, wanted);
    }

    private boolean wanted(String kind) {
        return faults.stream().anyMatch(each -> same(kind, each));
    }

    private static boolean same(String kind, String said) {
        return kind.equalsIgnoreCase(said.replace('-', '_'));
    }

    private static String names(Enum<?>[] kinds) {
        return String.join(
                ", ",
                Arrays.stream(kinds)
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private void print(SimulatedRally.Summary summary, double seconds) {
        var out = spec.commandLine().getOut();
        for (TrueDrive drive : summary.drives()) {
            out.printf(
                    Locale.ROOT,
                    "%d stage %s car %s: %.1f km in %.2f h, special %.1f km/h, %.1f l/100 km%n",
                    drive.year(),
                    drive.stage(),
                    drive.car(),
                    drive.distanceKm(),
                    drive.seconds() / 3600,
                    3600 * drive.specialKm() / drive.specialS(),
                    100 * drive.burntLitres() / drive.distanceKm());
        }
        double driven =
                summary.drives().stream().mapToDouble(TrueDrive::seconds).sum();
        out.printf(Locale.ROOT, "%.0f s of driving in %.1f s", driven, seconds);
        if (summary.channelSamples() > 0) {
            double millions = summary.channelSamples() / 1e6;
            out.printf(Locale.ROOT, "; %.0f million samples, %.1f million a second", millions, millions / seconds);
        }
        out.println();
    }
}
