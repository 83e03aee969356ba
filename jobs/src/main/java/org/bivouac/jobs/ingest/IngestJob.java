package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.can.Databases;
import org.bivouac.jobs.dump.readers.Dumps;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.Raw;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.Scope;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.parquet.Written;
import org.bivouac.jobs.spark.Tasks;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.RejectRow;
import org.bivouac.schemas.StageKey;
import org.bivouac.schemas.Tables;

/**
 * Takes an inbox of raw dumps into the lake and writes their telemetry and the books: tables {@code telemetry},
 * {@code dumps}, {@code channels}, {@code rejects}, and the team's {@code plan}, {@code run_sheets}, {@code parts},
 * {@code limits}. Each dump is one scope, keyed by the hash of its bytes; a dump that was ingested before, under the
 * same rules, is not read again.
 */
public final class IngestJob {
    static final String JOB = "ingest";

    /** Scope of what could not even be opened, and so has no hash. */
    private static final String UNOPENED = "inbox";

    /** A larger dump is read in parts of about so many bytes, which fill a row group or two. */
    private static final long PART_BYTES = 64L << 20;

    private final Readers readers;
    private final long partBytes;

    /** Reads all formats that the project knows. */
    public IngestJob() {
        this(new StandardReaders());
    }

    IngestJob(Readers readers) {
        this(readers, PART_BYTES);
    }

    /** Reads large dumps in parts of about another size, which changes their files and no row. */
    IngestJob(long partBytes) {
        this(new StandardReaders(), partBytes);
    }

    private IngestJob(Readers readers, long partBytes) {
        this.readers = readers;
        this.partBytes = partBytes;
    }

    /**
     * What to ingest.
     *
     * @param lake where the dumps go
     * @param run where to stage
     * @param inbox a folder of dumps and side files, or a single dump
     * @param given what the command line says of all dumps
     * @param catalogue channels and aliases; the inbox's own aliases come before them
     * @param profileFolders the user's profiles of tabular formats; the inbox's folder {@code profiles} comes besides
     * @param databases what the frames of buses mean, the inbox's own {@code databases.csv} included
     */
    public record Inputs(
            Lake lake,
            Run run,
            Path inbox,
            Identity given,
            Catalogue catalogue,
            List<Path> profileFolders,
            Databases databases) {

        /** Without a database for the logs of buses. */
        public Inputs(Lake lake, Run run, Path inbox, Identity given, Catalogue catalogue, List<Path> profileFolders) {
            this(lake, run, inbox, given, catalogue, profileFolders, Databases.NONE);
        }

        /** All folders of profiles, the inbox's own included. */
        List<Path> profiles() {
            Set<Path> folders = new LinkedHashSet<>();
            profileFolders.forEach(folder -> folders.add(folder.toAbsolutePath().normalize()));
            Path own = inbox.resolve("profiles").toAbsolutePath().normalize();
            if (Files.isDirectory(own)) {
                folders.add(own);
            }
            return List.copyOf(folders);
        }
    }

    /**
     * What came of it.
     *
     * @param used dumps whose telemetry is in the lake
     * @param duplicates files that are another dump's bytes
     * @param quarantined files that are not used, each with a fault
     * @param skipped files known not to be dumps
     * @param unchanged dumps, used or quarantined, that were ingested before and not read again
     * @param rows rows of telemetry written now
     * @param faults all that was refused now; of unchanged dumps only why they are quarantined
     * @param changed cars whose telemetry changed
     * @param cars all cars that the lake has telemetry of
     * @param catalogue the catalogue with the inbox's aliases
     */
    public record Outputs(
            int used,
            int duplicates,
            int quarantined,
            int skipped,
            int unchanged,
            long rows,
            List<Fault> faults,
            SortedSet<CarKey> changed,
            SortedSet<CarKey> cars,
            Catalogue catalogue) {}

    /** A dump with all its names in the inbox. */
    private record Dump(Raw raw, List<String> names) {}

    /** Ingests. What it makes is staged, not yet published. */
    public Outputs run(Inputs in, Tasks tasks) throws IOException {
        Inbox inbox = Inbox.of(in.inbox(), in.lake().root());
        SideFiles sideFiles = SideFiles.read(inbox.sideFiles(), in.catalogue());
        List<Fault> unopened = new ArrayList<>(inbox.faults());
        List<Dump> dumps = intake(in, inbox, unopened);
        DumpPlanner planner = new DumpPlanner(in, sideFiles, readers);
        Tally tally = new Tally();
        tally.skipped = inbox.skipped() + inbox.sideFiles().size();
        tally.quarantined = unopened.size();
        tally.faults.addAll(unopened);
        stageUnopened(in, unopened);
        List<DumpPlanner.Planned> open = new ArrayList<>();
        for (Dump dump : dumps) {
            DumpPlanner.Planned planned = planner.plan(dump.raw(), dump.names());
            Optional<Scope> before = in.run().view().scope(JOB, dump.raw().sha256());
            if (before.isPresent() && before.get().fingerprint().equals(planned.fingerprint())) {
                unchanged(before.get(), dump, tally);
            } else {
                open.add(planned);
            }
        }
        planner.requireIdentities();
        ingest(in, tasks, open, tally);
        new TeamTables(in.run()).stage(sideFiles);
        return new Outputs(
                tally.used,
                tally.duplicates,
                tally.quarantined,
                tally.skipped,
                tally.unchanged,
                tally.rows,
                List.copyOf(tally.faults),
                tally.changed,
                cars(in.run()),
                sideFiles.catalogue());
    }

    private static final class Tally {
        private int used;
        private int duplicates;
        private int quarantined;
        private int skipped;
        private int unchanged;
        private long rows;
        private final List<Fault> faults = new ArrayList<>();
        private final SortedSet<CarKey> changed = new TreeSet<>();

        void count(boolean isUsed, int names) {
            used += isUsed ? 1 : 0;
            duplicates += isUsed ? names - 1 : 0;
            quarantined += isUsed ? 0 : names;
        }
    }

    private static List<Dump> intake(Inputs in, Inbox inbox, List<Fault> unopened) throws IOException {
        SortedMap<String, List<String>> names = new TreeMap<>();
        SortedMap<String, Raw> raws = new TreeMap<>();
        Consumer<Inbox.Found> take = found -> {
            try {
                Raw raw = in.lake().intake(found.path());
                raws.putIfAbsent(raw.sha256(), raw);
                names.computeIfAbsent(raw.sha256(), sha -> new ArrayList<>()).add(found.name());
            } catch (DumpException e) {
                unopened.add(e.fault().of(found.name()));
            }
        };
        for (Inbox.Found found : inbox.dumps()) {
            if (Archives.is(found.path())) {
                Path folder = in.run().directory(JOB);
                unopened.addAll(Archives.open(found, folder, ArchiveLimits.STANDARD, take));
            } else {
                take.accept(found);
            }
        }
        return raws.values().stream()
                .map(raw -> new Dump(raw, names.get(raw.sha256())))
                .sorted(java.util.Comparator.comparing(dump -> dump.names().get(0)))
                .toList();
    }

    private static void unchanged(Scope scope, Dump dump, Tally tally) throws IOException {
        tally.unchanged++;
        boolean used = false;
        for (TableFile file : scope.files()) {
            if (file.table().equals("dumps")) {
                used = RecordTables.read(file.path(), DumpRow.class).stream()
                        .anyMatch(row -> row.status().equals("used"));
            }
        }
        tally.count(used, dump.names().size());
        for (TableFile file : scope.files()) {
            if (!used && file.table().equals("rejects")) {
                RecordTables.read(file.path(), RejectRow.class).forEach(row -> tally.faults.add(fault(row)));
            }
        }
    }

    private static Fault fault(RejectRow row) {
        return new Fault(
                row.file(),
                row.byteOffset(),
                row.byteLength(),
                row.line(),
                row.rule(),
                row.reason(),
                row.done(),
                row.advice(),
                row.count());
    }

    private void ingest(Inputs in, Tasks tasks, List<DumpPlanner.Planned> open, Tally tally) throws IOException {
        if (open.isEmpty()) {
            return;
        }
        Map<String, DumpOutcome> outcomes = new DumpWork(readers, partBytes, tasks).run(open);
        for (DumpPlanner.Planned planned : open) {
            DumpTask task = planned.task();
            stage(in, task, planned.fingerprint(), outcomes.get(task.sha256()), tally);
        }
        tally.faults.sort(java.util.Comparator.comparing(Fault::file));
    }

    private static void stage(Inputs in, DumpTask task, String fingerprint, DumpOutcome outcome, Tally tally)
            throws IOException {
        in.run().view().scope(JOB, task.sha256()).ifPresent(before -> tally.changed.addAll(cars(before)));
        Scope scope = new Scope(
                JOB,
                task.sha256(),
                fingerprint,
                outcome.files().stream().map(MadeFile::tableFile).toList());
        in.run().stage(scope);
        tally.changed.addAll(cars(scope));
        tally.count(outcome.used(), task.names().size());
        tally.rows += outcome.rows();
        tally.faults.addAll(outcome.faults());
        if (!outcome.used()) {
            Quarantine.keep(in.lake().root(), task, outcome.faults());
        }
    }

    /** What could not be opened is on the books too: of the inbox that was looked through last. */
    private static void stageUnopened(Inputs in, List<Fault> faults) throws IOException {
        Optional<Scope> before = in.run().view().scope(JOB, UNOPENED);
        if (faults.isEmpty() && (before.isEmpty() || before.get().files().isEmpty())) {
            return;
        }
        String fingerprint = Fingerprint.of(faults.stream().map(Fault::message).toList());
        if (before.isPresent() && before.get().fingerprint().equals(fingerprint)) {
            return;
        }
        List<TableFile> files = new ArrayList<>();
        if (!faults.isEmpty()) {
            List<RejectRow> rows = faults.stream()
                    .map(fault -> fault.row(0, null, null, null, null))
                    .toList();
            Path folder = in.run().directory(JOB).resolve(UNOPENED);
            Files.createDirectories(folder);
            Path file = folder.resolve(UNOPENED + ".parquet");
            Files.deleteIfExists(file);
            Written written = RecordTables.write(file, RejectRow.class, rows);
            files.add(new TableFile(
                    Tables.name(RejectRow.class),
                    "year=0/event=unknown/stage=unknown/car=unknown",
                    file,
                    written.rows(),
                    written.contentHash()));
        }
        in.run().stage(new Scope(JOB, UNOPENED, fingerprint, files));
    }

    private static SortedSet<CarKey> cars(Run run) {
        SortedSet<CarKey> cars = new TreeSet<>();
        run.view().scopes(JOB).forEach(scope -> cars.addAll(cars(scope)));
        return cars;
    }

    /** The cars whose telemetry a scope holds: at most one. */
    private static Set<CarKey> cars(Scope scope) {
        Set<CarKey> cars = new LinkedHashSet<>();
        for (TableFile file : scope.files()) {
            if (file.table().equals("telemetry")) {
                String[] part = file.partition().split("[=/]");
                cars.add(new CarKey(new StageKey(Integer.parseInt(part[1]), part[3], part[5]), part[7]));
            }
        }
        return cars;
    }

    /** Which reader takes a dump; in its own class so that executors find it. */
    private static final class StandardReaders implements Readers {
        private static final long serialVersionUID = 1L;

        @Override
        public DumpReader of(DumpFile file, List<Path> profileFolders, Databases databases) throws IOException {
            return Dumps.standard(profileFolders, databases).recognise(file);
        }
    }
}
