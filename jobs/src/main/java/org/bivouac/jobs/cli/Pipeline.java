package org.bivouac.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bivouac.jobs.analyse.AnalyseJob;
import org.bivouac.jobs.cli.Engine.Following;
import org.bivouac.jobs.compare.CompareJob;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.ingest.IngestJob;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.StageLock;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.report.ReportJob;
import org.bivouac.jobs.stage.SegmentJob;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.StageKey;

/**
 * The way of the data, in order: ingest, segment, analyse, compare, report. Every job looks at all cars and stages of the
 * lake and skips what has not changed, so a late dump of an earlier stage rebuilds just what depends on it. All that one
 * run makes becomes visible together.
 */
final class Pipeline {
    /** The steps, in the order in which they run. */
    enum Step {
        INGEST,
        SEGMENT,
        ANALYSE,
        COMPARE,
        REPORT
    }

    private static final int ATTEMPTS = 10;

    private final Lake lake;
    private final Engine engine;
    private final Console console;
    private final List<StageLock> locks = new ArrayList<>();

    Pipeline(Lake lake, Engine engine, Console console) {
        this.lake = lake;
        this.engine = engine;
        this.console = console;
    }

    /**
     * Runs some of the steps and publishes what they made.
     *
     * @param inbox what to ingest; null when {@link Step#INGEST} is not among the steps
     * @return how the command ends
     */
    ExitCode run(Set<Step> steps, InboxOptions inbox) throws IOException {
        try (Run run = lake.begin()) {
            ExitCode outcome = ExitCode.OK;
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                ExitCode again = once(run, steps, inbox);
                // What was refused at the first attempt is known, and so not told again, at the next.
                outcome = again == ExitCode.OK ? outcome : again;
                boolean isEmpty = run.isEmpty();
                long start = System.nanoTime();
                Optional<Snapshot> published = run.publish();
                if (published.isPresent()) {
                    console.closing("publish", secondsSince(start), 0, 0, "");
                    console.close();
                    console.say(
                            isEmpty
                                    ? "nothing new: the lake is as it was, snapshot "
                                            + published.get().number() + " in " + lake.root()
                                    : "published snapshot " + published.get().number() + " in " + lake.root());
                    return outcome;
                }
                console.say("another run published first: looking again at what that changes");
            }
        } finally {
            locks.forEach(StageLock::close);
        }
        throw new BadInputException(
                ExitCode.BUSY, lake.root() + ": other runs published first " + ATTEMPTS + " times: try again later");
    }

    private ExitCode once(Run run, Set<Step> steps, InboxOptions inbox) throws IOException {
        console.startClosing();
        ExitCode outcome = ExitCode.OK;
        Catalogue catalogue = Catalogue.builtIn();
        if (steps.contains(Step.INGEST)) {
            IngestJob.Outputs out = ingest(run, inbox, steps.size() > 1 ? Following.SCANS : Following.NOTHING);
            catalogue = out.catalogue();
            if (out.used() + out.duplicates() == 0) {
                console.noInput(inbox.inbox(), out.quarantined());
                return ExitCode.NO_INPUT;
            }
            outcome = out.quarantined() > 0 || !out.faults().isEmpty() ? ExitCode.QUARANTINED : ExitCode.OK;
        }
        SortedSet<CarKey> cars = cars(run.view());
        SortedSet<StageKey> stages = new TreeSet<>();
        cars.forEach(car -> stages.add(car.stage()));
        if (steps.contains(Step.SEGMENT)) {
            long start = System.nanoTime();
            SegmentJob.Outputs out = new SegmentJob().run(new SegmentJob.Inputs(run, cars, catalogue));
            int segments =
                    out.segments().values().stream().mapToInt(Integer::intValue).sum();
            done("segment", start, segments, out.changed().size(), out.skipped().size(), "cars");
        }
        if (steps.contains(Step.ANALYSE)) {
            long start = System.nanoTime();
            AnalyseJob.Outputs out =
                    new AnalyseJob().run(engine.forStages(), new AnalyseJob.Inputs(run, cars, catalogue));
            int measures =
                    out.measures().values().stream().mapToInt(Integer::intValue).sum();
            console.refused(out.faults());
            outcome = out.faults().isEmpty() ? outcome : ExitCode.QUARANTINED;
            done("analyse", start, measures, out.changed().size(), out.skipped().size(), "cars");
        }
        if (steps.contains(Step.COMPARE)) {
            long start = System.nanoTime();
            CompareJob.Outputs out = new CompareJob().run(new CompareJob.Inputs(run, stages));
            done(
                    "compare",
                    start,
                    out.rows(),
                    out.changed().size(),
                    out.skipped().size(),
                    "stages");
        }
        if (steps.contains(Step.REPORT)) {
            long start = System.nanoTime();
            ReportJob.Outputs out = new ReportJob().run(new ReportJob.Inputs(run, stages, catalogue));
            done("report", start, 0, out.changed().size(), out.skipped().size(), "stages");
        }
        return outcome;
    }

    private IngestJob.Outputs ingest(Run run, InboxOptions inbox, Following following) throws IOException {
        long start = System.nanoTime();
        IngestJob.Outputs out = new IngestJob()
                .run(
                        new IngestJob.Inputs(
                                lake,
                                run,
                                inbox.inbox(),
                                inbox.given(),
                                Catalogue.builtIn(),
                                inbox.profiles(),
                                inbox.databases()),
                        engine.forDumps(following));
        console.refused(out.faults());
        String note = out.used() + " dumps used, " + out.duplicates() + " duplicate, " + out.quarantined()
                + " quarantined; " + out.unchanged() + " of them known already";
        console.closing("ingest", secondsSince(start), out.rows(), out.faults().size(), note);
        SortedSet<StageKey> changed = new TreeSet<>();
        out.changed().forEach(car -> changed.add(car.stage()));
        if (locks.isEmpty()) {
            changed.forEach(stage -> locks.add(lake.lock(stage.toString())));
        }
        return out;
    }

    private void done(String step, long startNanos, long rows, int changed, int skipped, String what) {
        console.closing(
                step, secondsSince(startNanos), rows, 0, changed + " " + what + " done, " + skipped + " as they were");
    }

    private static SortedSet<CarKey> cars(Snapshot view) {
        SortedSet<CarKey> cars = new TreeSet<>();
        for (TableFile file : view.files("telemetry")) {
            cars.add(CarKey.ofPartition(file.partition()));
        }
        return cars;
    }

    private static double secondsSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
