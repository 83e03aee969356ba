package org.bivouac.jobs.simulate.rally;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.simulate.car.DriverStyle;
import org.bivouac.jobs.simulate.car.Incident;
import org.bivouac.jobs.simulate.car.ModelChannel;
import org.bivouac.jobs.simulate.car.Parameters;
import org.bivouac.jobs.simulate.dumps.SideNotes;
import org.bivouac.jobs.simulate.faults.FaultPlan;
import org.bivouac.jobs.simulate.log.DumpMakers;
import org.bivouac.jobs.simulate.log.InjectedFault;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.truth.TrueDamage;
import org.bivouac.jobs.simulate.truth.TrueDrive;
import org.bivouac.jobs.simulate.truth.TrueEvent;
import org.bivouac.jobs.simulate.truth.TrueParameter;
import org.bivouac.jobs.simulate.truth.TrueSegment;
import org.bivouac.jobs.simulate.truth.TrueTerrain;
import org.bivouac.jobs.simulate.truth.TruthFolder;
import org.bivouac.jobs.spark.Tasks;

/** Simulates a rally: drives as tasks, then the tables beside the dumps. Same plan and seed, same bytes. */
public final class SimulatedRally {
    /**
     * What is wanted.
     *
     * @param seed of everything drawn
     * @param out the rally's folder; made if absent
     * @param years editions; empty for the plan's own
     * @param cars start numbers, each with {@code =} and a class if it shall be of another; empty for all
     * @param stages names; empty for all
     * @param scale of all lengths, above 0
     * @param incidents kinds that shall happen to each car on each stage besides what the plan says
     * @param formats what each logger writes, by the logger's name; empty for no dumps, null for what the year's loggers write
     * @param greatestRateHz no logger keeps more samples a second
     * @param channels whether every channel is written beside the truth
     */
    public record Request(
            long seed,
            Path out,
            List<Integer> years,
            List<String> cars,
            List<String> stages,
            double scale,
            List<Incident.Kind> incidents,
            Map<String, String> formats,
            int greatestRateHz,
            Channels channels) {}

    /** Whether every channel is written beside the truth. */
    public enum Channels {
        /** No channel. */
        NONE,
        /** All channels as Parquet, at their full rates. */
        PARQUET
    }

    /**
     * What came of it.
     *
     * @param drives one row for each
     * @param channelSamples samples in the channel tables
     */
    public record Summary(List<TrueDrive> drives, long channelSamples) {}

    /** No drive is faster on the whole, m/s. */
    private static final double FASTEST_MEAN = 30;

    private SimulatedRally() {}

    /** Simulates and writes everything. */
    public static Summary run(RallyPlan given, Request request, DumpMakers makers, Tasks tasks) throws IOException {
        RallyPlan plan = chosen(given, request);
        List<Integer> years = request.years().isEmpty() ? List.of(plan.edition()) : request.years();
        plan = plan.happening(request.incidents(), years, request.seed());
        List<DriveTask.Item> items = new ArrayList<>();
        for (int year : years) {
            for (int stage = 0; stage < plan.stages().size(); stage++) {
                for (int car = 0; car < plan.cars().size(); car++) {
                    items.add(new DriveTask.Item(
                            plan,
                            request.seed(),
                            year,
                            stage,
                            car,
                            request.out().toAbsolutePath().toString(),
                            new TreeMap<>(request.formats() == null ? Formats.usual(year) : request.formats()),
                            request.greatestRateHz(),
                            request.channels() == Channels.PARQUET,
                            makers));
                }
            }
        }
        List<DriveTask.Outcome> outcomes = tasks.map("simulate drives", items, DriveTask::run);
        truth(plan, years, request.out(), outcomes);
        new TeamFiles(plan, years).write(request.out(), outcomes);
        SideNotes.indexBusLogs(request.out());
        return new Summary(
                outcomes.stream().map(outcome -> outcome.truth().drive()).toList(),
                outcomes.stream().mapToLong(DriveTask.Outcome::samples).sum());
    }

    /**
     * Where loggers can fail: every drive with its boxes, and how long it surely lasts.
     *
     * @throws BadInputException if the request names a stage or car that the plan has not
     */
    public static List<FaultPlan.Place> places(RallyPlan given, Request request) {
        RallyPlan plan = chosen(given, request);
        List<FaultPlan.Place> places = new ArrayList<>();
        for (int year : request.years().isEmpty() ? List.of(plan.edition()) : request.years()) {
            Map<String, String> formats = request.formats() == null ? Formats.usual(year) : request.formats();
            List<Logger> loggers = ModelChannel.loggers(year, formats, request.greatestRateHz());
            for (int stage = 0; stage < plan.stages().size(); stage++) {
                for (int car = 0; car < plan.cars().size(); car++) {
                    double seconds = plan.stages().get(stage).metres() / FASTEST_MEAN;
                    places.add(new FaultPlan.Place(Drives.outing(plan, year, stage, car), seconds, loggers));
                }
            }
        }
        return places;
    }

    private static RallyPlan chosen(RallyPlan plan, Request request) {
        List<StagePlan> stages = plan.stages().stream()
                .filter(stage -> request.stages().isEmpty() || request.stages().contains(stage.stage()))
                .toList();
        List<CarEntry> cars = CarEntry.chosen(plan.cars(), request.cars(), plan.classes());
        if (stages.isEmpty() || stages.size() < request.stages().size()) {
            throw new BadInputException(
                    ExitCode.USAGE,
                    "stages " + request.stages() + ": the plan has "
                            + plan.stages().stream().map(StagePlan::stage).toList());
        }
        if (cars.isEmpty() || cars.size() < request.cars().size()) {
            throw new BadInputException(
                    ExitCode.USAGE,
                    "cars " + request.cars() + ": the plan has "
                            + plan.cars().stream().map(CarEntry::car).toList());
        }
        RallyPlan fewer = plan.with(stages, cars);
        return request.scale() == 1 ? fewer : fewer.scaled(request.scale());
    }

    private static void truth(RallyPlan plan, List<Integer> years, Path out, List<DriveTask.Outcome> outcomes)
            throws IOException {
        TruthFolder folder = new TruthFolder(out.resolve("truth"));
        List<TrueDrive> drives = new ArrayList<>();
        List<TrueSegment> segments = new ArrayList<>();
        List<TrueTerrain> terrain = new ArrayList<>();
        List<TrueEvent> events = new ArrayList<>();
        List<TrueDamage> damage = new ArrayList<>();
        List<InjectedFault> faults = new ArrayList<>();
        for (DriveTask.Outcome outcome : outcomes) {
            drives.add(outcome.truth().drive());
            segments.addAll(outcome.truth().segments());
            terrain.addAll(outcome.truth().terrain());
            events.addAll(outcome.truth().events());
            damage.addAll(outcome.truth().damage());
            faults.addAll(outcome.faults());
        }
        folder.write("drives", TrueDrive.class, drives);
        folder.write("segments", TrueSegment.class, segments);
        folder.write("terrain", TrueTerrain.class, terrain);
        folder.write("events", TrueEvent.class, events);
        folder.write("damage", TrueDamage.class, damage);
        folder.write("faults", InjectedFault.class, faults);
        folder.write("parameters", TrueParameter.class, parameters(plan, years));
    }

    private static List<TrueParameter> parameters(RallyPlan plan, List<Integer> years) {
        List<TrueParameter> rows = new ArrayList<>();
        Parameters base = Parameters.builtIn();
        for (int year : years) {
            for (CarEntry entry : plan.cars()) {
                DriverStyle driver = entry.driver();
                plan.parameters(year, entry.car())
                        .all()
                        .forEach((name, value) -> rows.add(new TrueParameter(
                                year,
                                entry.car(),
                                driver.name(),
                                "car",
                                name,
                                value,
                                100 * (value / base.of(name) - 1))));
                Map<String, Double> style = new TreeMap<>(Map.of(
                        "pace", driver.pace(),
                        "boldness_g", driver.boldnessG(),
                        "acceleration_m_per_s2", driver.acceleration(),
                        "braking_m_per_s2", driver.braking(),
                        "foot_s", driver.footSeconds(),
                        "unevenness", driver.unevenness(),
                        "sympathy", driver.sympathy()));
                style.forEach((name, value) -> rows.add(
                        new TrueParameter(year, entry.car(), driver.name(), "driver", name, value, Double.NaN)));
            }
        }
        return rows;
    }
}
