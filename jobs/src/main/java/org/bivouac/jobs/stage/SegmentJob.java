package org.bivouac.jobs.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.Scope;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.parquet.Written;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.jobs.scan.DistanceTrack;
import org.bivouac.jobs.scan.Fingerprint;
import org.bivouac.jobs.scan.LogWalk;
import org.bivouac.jobs.scan.SensorHealth;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.ClockEventRow;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.GroundRow;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.RoadBookRow;
import org.bivouac.schemas.RunSheetRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.Tables;

/**
 * Writes tables {@code segments}: cuts each car's log by plan, distance and clock; and {@code ground}: lays the road book over
 * it. What it finds of the clocks of the car's loggers goes to {@code clock_events}.
 */
public final class SegmentJob {
    private static final String JOB = "segment";

    /** Counted up when the same telemetry and plan give other segments. */
    private static final int VERSION = 6;

    /**
     * What to cut.
     *
     * @param run where to read and stage
     * @param cars the cars; those without telemetry are passed over
     * @param catalogue gap limits of the channels
     */
    public record Inputs(Run run, SortedSet<CarKey> cars, Catalogue catalogue) {}

    /**
     * What was cut.
     *
     * @param segments how many segments each changed car has
     * @param changed cars whose segments were made anew
     * @param skipped cars whose segments stand already
     */
    public record Outputs(SortedMap<CarKey, Integer> segments, SortedSet<CarKey> changed, SortedSet<CarKey> skipped) {}

    /** Cuts each car's log whose telemetry or plan changed. */
    public Outputs run(Inputs in) throws IOException {
        Outputs out = new Outputs(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
        Snapshot view = in.run().view();
        List<PlanRow> plan = read(view, "plan", PlanRow.class);
        List<RoadBookRow> roadBook = read(view, "road_book", RoadBookRow.class);
        List<RunSheetRow> runSheets = read(view, "run_sheets", RunSheetRow.class);
        List<DumpRow> dumps = read(view, "dumps", DumpRow.class);
        for (CarKey car : in.cars()) {
            List<TableFile> telemetry = CarLog.files(view, car);
            if (telemetry.isEmpty()) {
                continue;
            }
            String carClass = carClass(car, runSheets);
            List<PlanRow> own = planOf(car, plan, carClass);
            List<RoadBookRow> book = roadBookOf(car, roadBook, carClass);
            String fingerprint = fingerprint(telemetry, own, book, in.catalogue());
            if (view.scope(JOB, car.toString())
                    .filter(scope -> scope.fingerprint().equals(fingerprint))
                    .isPresent()) {
                out.skipped().add(car);
                continue;
            }
            CarLog log = believed(CarLog.open(telemetry), in.catalogue());
            List<SegmentRow> segments = segments(car, log, own, in.catalogue());
            List<GroundRow> ground = ground(car, log, segments, own, book, in.catalogue());
            List<ClockEventRow> clocks = clocks(car, log, dumps, in.catalogue());
            List<TableFile> files = new ArrayList<>();
            files.add(write(in.run(), car, SegmentRow.class, segments));
            if (!ground.isEmpty()) {
                files.add(write(in.run(), car, GroundRow.class, ground));
            }
            if (!clocks.isEmpty()) {
                files.add(write(in.run(), car, ClockEventRow.class, clocks));
            }
            in.run().stage(new Scope(JOB, car.toString(), fingerprint, files));
            out.segments().put(car, segments.size());
            out.changed().add(car);
        }
        return out;
    }

    private static <R extends Record> List<R> read(Snapshot view, String table, Class<R> type) throws IOException {
        List<R> rows = new ArrayList<>();
        for (TableFile file : view.files(table)) {
            rows.addAll(RecordTables.read(file.path(), type));
        }
        return rows;
    }

    private static String carClass(CarKey car, List<RunSheetRow> runSheets) {
        return runSheets.stream()
                .filter(sheet -> sheet.year() == car.stage().year()
                        && sheet.event().equals(car.stage().event())
                        && sheet.stage().equals(car.stage().stage())
                        && sheet.car().equals(car.car()))
                .map(RunSheetRow::carClass)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<PlanRow> planOf(CarKey car, List<PlanRow> plan, String carClass) {
        return PlannedSections.choose(
                plan.stream()
                        .filter(row -> row.year() == car.stage().year()
                                && row.event().equals(car.stage().event())
                                && row.stage().equals(car.stage().stage()))
                        .toList(),
                carClass);
    }

    private static List<RoadBookRow> roadBookOf(CarKey car, List<RoadBookRow> roadBook, String carClass) {
        List<RoadBookRow> ofStage = roadBook.stream()
                .filter(row -> row.year() == car.stage().year()
                        && row.event().equals(car.stage().event())
                        && row.stage().equals(car.stage().stage()))
                .toList();
        return PlannedSections.choose(ofStage, RoadBookRow::carClass, RoadBookRow::version, carClass);
    }

    private static String fingerprint(
            List<TableFile> telemetry, List<PlanRow> plan, List<RoadBookRow> roadBook, Catalogue catalogue) {
        Fingerprint fingerprint =
                new Fingerprint(JOB, VERSION).telemetry(telemetry).catalogue(catalogue);
        plan.forEach(fingerprint::line);
        roadBook.forEach(fingerprint::line);
        return fingerprint.hex();
    }

    /** The log without what cannot be believed of its speeds and positions. */
    static CarLog believed(CarLog recorded, Catalogue catalogue) throws IOException {
        if (recorded.isEmpty()) {
            return recorded;
        }
        List<String> channels = new ArrayList<>(DistanceTrack.channels(recorded));
        channels.addAll(WrongWays.channels(recorded));
        return SensorHealth.of(recorded, catalogue, channels).masked(recorded);
    }

    /** The ground of one log; none without rows or without a plan. */
    static List<GroundRow> ground(
            CarKey car,
            CarLog log,
            List<SegmentRow> segments,
            List<PlanRow> plan,
            List<RoadBookRow> roadBook,
            Catalogue catalogue)
            throws IOException {
        if (log.isEmpty() || plan.isEmpty()) {
            return List.of();
        }
        DistanceTrack distance = DistanceTrack.of(log, catalogue);
        boolean races = segments.stream().anyMatch(row -> row.type().equals("SPECIAL"));
        WrongWays wrong = races ? WrongWays.of(log, distance, catalogue) : null;
        return Grounds.of(car, log.firstMicros(), distance, segments, plan, roadBook, wrong);
    }

    private static List<ClockEventRow> clocks(CarKey car, CarLog log, List<DumpRow> dumps, Catalogue catalogue)
            throws IOException {
        if (log.isEmpty()) {
            return List.of();
        }
        List<DumpRow> own = dumps.stream()
                .filter(row -> row.status().equals("used")
                        && row.year() == car.stage().year()
                        && row.event().equals(car.stage().event())
                        && row.stage().equals(car.stage().stage())
                        && row.car().equals(car.car()))
                .toList();
        return ClockRows.of(car, log, own, CarClocks.of(log, ClockRows.makes(own), catalogue));
    }

    /** The segments of one log; none when it has no rows. */
    static List<SegmentRow> segments(CarKey car, CarLog log, List<PlanRow> plan, Catalogue catalogue)
            throws IOException {
        if (log.isEmpty()) {
            return List.of();
        }
        long origin = log.firstMicros();
        DistanceTrack distance = DistanceTrack.of(log, catalogue);
        List<Stops.Stop> stops = stops(log, catalogue);
        List<PlannedSections.Section> sections = PlannedSections.of(
                plan, distance, stops, Instant.EPOCH.plus(origin, ChronoUnit.MICROS), lengthSeconds(log));
        return Segmentation.of(car, origin, log.lastMicros(), distance, sections, stops);
    }

    /** To behind the last instant, s. */
    private static double lengthSeconds(CarLog log) {
        return (log.lastMicros() + 1 - log.firstMicros()) / 1e6;
    }

    /** Stops by the best speed that has any samples. */
    private static List<Stops.Stop> stops(CarLog log, Catalogue catalogue) throws IOException {
        for (List<String> speed : DistanceTrack.speeds(log)) {
            Stops stops = new Stops(catalogue.require(speed.get(0)).maxGapSeconds());
            LogWalk.walk(log, catalogue, speed, stops);
            if (stops.hasSamples()) {
                return stops.finish(lengthSeconds(log));
            }
        }
        return List.of();
    }

    private static <R extends Record> TableFile write(Run run, CarKey car, Class<R> table, List<R> rows)
            throws IOException {
        String name = Tables.name(table);
        Path folder = run.directory(JOB).resolve(name).resolve(car.partition());
        Files.createDirectories(folder);
        Path file = folder.resolve(table == ClockEventRow.class ? "compared.parquet" : name + ".parquet");
        // What an earlier attempt of this run made: the lake has changed since.
        Files.deleteIfExists(file);
        Written written = RecordTables.write(file, table, rows);
        return new TableFile(name, car.partition(), file, written.rows(), written.contentHash());
    }
}
