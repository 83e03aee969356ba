package org.bivouac.jobs.analyse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.Scope;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.parquet.Written;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.jobs.scan.DistanceTrack;
import org.bivouac.jobs.scan.Fingerprint;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.SensorHealth;
import org.bivouac.jobs.scan.StageScan;
import org.bivouac.jobs.spark.Tasks;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.GroundRow;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.RejectRow;
import org.bivouac.schemas.RunSheetRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.SpectrumRow;

/** Writes tables {@code measures}, {@code spectra} and {@code events}: scans each car's stage with the standard folds. */
public final class AnalyseJob {
    private static final String JOB = "analyse";

    /** Counted up when the scan itself, not a fold, gives other results. */
    private static final int VERSION = 3;

    /** Cars are scanned together up to this many rows: small logs fill all cores, and partial results stay few. */
    private static final long ROWS_PER_BATCH = 3_000_000;

    /**
     * What to analyse.
     *
     * @param run where to read and stage
     * @param cars the cars; those without telemetry or segments are passed over
     * @param catalogue the channels
     */
    public record Inputs(Run run, SortedSet<CarKey> cars, Catalogue catalogue) {}

    /**
     * What was analysed.
     *
     * @param measures how many measures each changed car has
     * @param changed cars that were analysed anew
     * @param skipped cars whose results stand already
     * @param faults where dumps of the changed cars contradict each other
     */
    public record Outputs(
            SortedMap<CarKey, Integer> measures,
            SortedSet<CarKey> changed,
            SortedSet<CarKey> skipped,
            List<Fault> faults) {}

    /** A car that is to be scanned. */
    private record Open(CarKey car, CarLog log, List<SegmentRow> segments, List<Fold<?>> folds, String fingerprint) {}

    /** What the results of one car depend on, beside its log and the catalogue. */
    private record Circumstances(
            CarKey car,
            List<SegmentRow> segments,
            List<GroundRow> ground,
            List<LimitRow> limits,
            List<RunSheetRow> runSheets) {}

    /** Analyses each car whose telemetry, segments, ground, limits, run sheet or folds changed. */
    public Outputs run(Tasks tasks, Inputs in) throws IOException {
        Outputs out = new Outputs(new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new ArrayList<>());
        Snapshot view = in.run().view();
        List<LimitRow> limits = read(view, "limits", "", LimitRow.class);
        List<RunSheetRow> runSheets = read(view, "run_sheets", "", RunSheetRow.class);
        List<Open> batch = new ArrayList<>();
        long rows = 0;
        for (CarKey car : in.cars()) {
            List<TableFile> telemetry = CarLog.files(view, car);
            Circumstances circumstances = new Circumstances(
                    car,
                    read(view, "segments", car.partition(), SegmentRow.class).stream()
                            .sorted(Comparator.comparingInt(SegmentRow::ordinal))
                            .toList(),
                    read(view, "ground", car.partition(), GroundRow.class).stream()
                            .sorted(Comparator.comparingInt(GroundRow::ordinal))
                            .toList(),
                    limits,
                    runSheets.stream().filter(sheet -> isOf(sheet, car)).toList());
            if (telemetry.isEmpty() || circumstances.segments().isEmpty()) {
                continue;
            }
            CarLog log = CarLog.open(telemetry);
            List<Fold<?>> folds = StandardFolds.of(
                    in.catalogue(),
                    log.channels(),
                    circumstances.limits(),
                    circumstances.runSheets(),
                    GroundOfCar.of(circumstances.ground(), log.firstMicros()));
            String fingerprint = fingerprint(telemetry, circumstances, folds, in.catalogue());
            Optional<Scope> standing = view.scope(JOB, car.toString());
            if (standing.isPresent() && standing.get().fingerprint().equals(fingerprint)) {
                out.skipped().add(car);
                continue;
            }
            if (rows + log.rows() > ROWS_PER_BATCH) {
                finish(tasks, in, batch, out);
                rows = 0;
            }
            rows += log.rows();
            batch.add(new Open(car, log, circumstances.segments(), folds, fingerprint));
        }
        finish(tasks, in, batch, out);
        return out;
    }

    /** Scans a batch without what broken sensors say, stages its results and empties it. */
    private static void finish(Tasks tasks, Inputs in, List<Open> batch, Outputs out) throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        String cars = batch.size() == 1 ? batch.get(0).car().toString() : batch.size() + " cars";
        List<SensorHealth> health = SensorHealth.of(
                tasks, "sensors of " + cars, batch.stream().map(Open::log).toList(), in.catalogue());
        List<StageScan.Inputs> inputs = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Open open = batch.get(i);
            CarLog log = health.get(i).masked(open.log());
            DistanceTrack distance = DistanceTrack.of(log, in.catalogue());
            inputs.add(new StageScan.Inputs(open.car(), log, open.segments(), distance, in.catalogue(), open.folds()));
        }
        List<StageScan.Result> results = StageScan.scan(tasks, "analyse " + cars, inputs);
        for (int i = 0; i < batch.size(); i++) {
            CarKey car = batch.get(i).car();
            StageScan.Result result = results.get(i).plus(health.get(i).rows(inputs.get(i)));
            List<TableFile> files = new ArrayList<>(write(in.run(), car, result));
            List<Fault> faults = Contradictions.faults(in.run().view(), car, result.contradicted());
            if (!faults.isEmpty()) {
                List<RejectRow> rejects = Contradictions.rows(car, result.contradicted(), faults);
                files.add(write(in.run(), car, "rejects", RejectRow.class, rejects));
                out.faults().addAll(faults);
            }
            in.run().stage(new Scope(JOB, car.toString(), batch.get(i).fingerprint(), files));
            out.measures().put(car, result.measures().size());
            out.changed().add(car);
        }
        batch.clear();
    }

    private static boolean isOf(RunSheetRow sheet, CarKey car) {
        return sheet.year() == car.stage().year()
                && sheet.event().equals(car.stage().event())
                && sheet.stage().equals(car.stage().stage())
                && Objects.equals(sheet.car(), car.car());
    }

    private static <R extends Record> List<R> read(Snapshot view, String table, String partition, Class<R> type)
            throws IOException {
        List<R> rows = new ArrayList<>();
        for (TableFile file : view.files(table)) {
            if (partition.isEmpty() || file.partition().equals(partition)) {
                rows.addAll(RecordTables.read(file.path(), type));
            }
        }
        return rows;
    }

    private static String fingerprint(
            List<TableFile> telemetry, Circumstances circumstances, List<Fold<?>> folds, Catalogue catalogue) {
        Fingerprint fingerprint = new Fingerprint(JOB, VERSION)
                .telemetry(telemetry)
                .catalogue(catalogue)
                .line(circumstances);
        folds.forEach(fold -> fingerprint.line(fold.definition()).line(fold.channels()));
        return fingerprint.hex();
    }

    private static List<TableFile> write(Run run, CarKey car, StageScan.Result result) throws IOException {
        return List.of(
                write(run, car, "measures", MeasureRow.class, result.measures()),
                write(run, car, "spectra", SpectrumRow.class, result.spectra()),
                write(run, car, "events", EventRow.class, result.events()));
    }

    private static <R extends Record> TableFile write(Run run, CarKey car, String table, Class<R> type, List<R> rows)
            throws IOException {
        Path folder = run.directory(JOB).resolve(table).resolve(car.partition());
        Files.createDirectories(folder);
        Path file = folder.resolve(table + ".parquet");
        // What an earlier attempt of this run made: the lake has changed since.
        Files.deleteIfExists(file);
        Written written = RecordTables.write(file, type, rows);
        return new TableFile(table, car.partition(), file, written.rows(), written.contentHash());
    }
}
