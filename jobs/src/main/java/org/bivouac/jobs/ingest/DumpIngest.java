package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.SplittableReader;
import org.bivouac.jobs.dump.SplittableReader.Part;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.ingest.ChannelMapping.Target;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.schemas.Alias;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.ClockEventRow;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.RejectRow;
import org.bivouac.schemas.Tables;

/** Ingests one dump, on whatever thread or executor it is given to. */
final class DumpIngest {
    private DumpIngest() {}

    /** Reads the dump and writes its files; a dump that must be refused as a whole leaves only its rows in the books. */
    static DumpOutcome run(DumpTask task, Readers readers) throws IOException {
        Path folder = Path.of(task.directory());
        delete(folder);
        Files.createDirectories(folder);
        Catalogue catalogue = catalogue(task.aliases());
        DumpFile file = new DumpFile(Path.of(task.rawPath()), task.name(), task.bytes());
        Path telemetry = folder.resolve("telemetry");
        String format = null;
        try {
            DumpReader reader = readers.of(file, profileFolders(task), task.databases());
            format = reader.format();
            List<ClockPlan> plans = List.of();
            while (true) {
                try (TelemetryWriter writer = new TelemetryWriter(telemetry, task, catalogue, plans)) {
                    ClockSink sink = new ClockSink(writer, task, writer.clock());
                    reader.read(file, sink);
                    sink.close();
                    if (plans.isEmpty() && !writer.plans().isEmpty()) {
                        // Only now is it known how the clock was set: read again to put the times right.
                        plans = writer.plans();
                        delete(telemetry);
                        continue;
                    }
                    return used(task, catalogue, writer.finish(), folder);
                }
            }
        } catch (DumpException e) {
            delete(telemetry);
            return refused(task, format, List.of(e.fault()), folder);
        }
    }

    /** The parts in which a dump is best read: less than two if it is to be read whole. */
    static List<Part> parts(DumpTask task, Readers readers, long wantedBytes) throws IOException {
        DumpFile file = new DumpFile(Path.of(task.rawPath()), task.name(), task.bytes());
        try {
            if (readers.of(file, profileFolders(task), task.databases()) instanceof SplittableReader reader) {
                return reader.parts(file, wantedBytes);
            }
        } catch (DumpException refused) {
            // Reading it whole will say so, too.
            return List.of();
        }
        return List.of();
    }

    /** Reads one of several parts of a dump and writes its telemetry; null if it cannot be read apart from the others. */
    static DumpBooks run(DumpTask task, Part part, Readers readers) throws IOException {
        Path folder = Path.of(task.directory()).resolve("part" + part.number());
        delete(folder);
        Files.createDirectories(folder);
        DumpFile file = new DumpFile(Path.of(task.rawPath()), task.name(), task.bytes());
        SplittableReader reader = (SplittableReader) readers.of(file, profileFolders(task), task.databases());
        try (TelemetryWriter writer = new TelemetryWriter(folder, task, catalogue(task.aliases()), part)) {
            reader.read(file, part, new ClockSink(writer, task, writer.clock()));
            return writer.isSteady() ? writer.books() : null;
        } catch (DumpException e) {
            return null;
        }
    }

    /**
     * Puts the books of a dump's parts together.
     *
     * @param parts in recorded order; null for one that could not be read apart
     * @return empty if the dump must be read whole
     */
    static Optional<DumpOutcome> join(DumpTask task, List<DumpBooks> parts) throws IOException {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) == null || (i > 0 && !parts.get(i - 1).areFollowedBy(parts.get(i)))) {
                return Optional.empty();
            }
        }
        DumpBooks books = parts.stream().reduce(DumpBooks::merge).orElseThrow();
        if (books.isDamaged()) {
            return Optional.empty();
        }
        try {
            return Optional.of(used(task, catalogue(task.aliases()), books.close(task), Path.of(task.directory())));
        } catch (DumpException e) {
            return Optional.empty();
        }
    }

    private static List<Path> profileFolders(DumpTask task) {
        return task.profileFolders().stream().map(Path::of).toList();
    }

    /** The catalogue with the aliases that travelled. */
    static Catalogue catalogue(List<String[]> aliases) {
        return Catalogue.builtIn()
                .withAliases(aliases.stream()
                        .map(cell -> new Alias(
                                cell[0],
                                Integer.parseInt(cell[1]),
                                Integer.parseInt(cell[2]),
                                cell[3],
                                cell[4],
                                cell[5]))
                        .toList());
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static DumpOutcome used(DumpTask task, Catalogue catalogue, DumpBooks.Ledger ledger, Path folder)
            throws IOException {
        List<DumpRow> dumps = new ArrayList<>();
        for (String name : task.names()) {
            boolean first = dumps.isEmpty();
            dumps.add(row(
                    task,
                    name,
                    first ? "used" : "duplicate",
                    first ? null : "A4",
                    first ? null : "the same bytes as " + Fault.escape(task.name()),
                    ledger,
                    first ? duration(ledger) : Double.NaN));
        }
        ArrayList<MadeFile> files = new ArrayList<>(ledger.files());
        files.add(table(task, DumpRow.class, dumps, folder));
        files.add(table(task, ChannelRow.class, channels(task, catalogue, ledger), folder));
        files.add(table(task, RejectRow.class, rejects(task, ledger.faults()), folder));
        if (!ledger.clockEvents().isEmpty()) {
            files.add(table(task, ClockEventRow.class, ledger.clockEvents(), folder));
        }
        return new DumpOutcome(true, ledger.rowsWritten(), files, new ArrayList<>(ledger.faults()));
    }

    /** The books of a dump that is not used: its names and the reasons. */
    static DumpOutcome refused(DumpTask task, String format, List<Fault> faults, Path folder) throws IOException {
        Files.createDirectories(folder);
        Fault reason = faults.get(0);
        List<DumpRow> dumps = new ArrayList<>();
        for (String name : task.names()) {
            dumps.add(new DumpRow(
                    task.year(),
                    task.event(),
                    task.stage(),
                    task.car(),
                    task.sha256(),
                    Fault.escape(name),
                    format,
                    task.logger(),
                    "quarantined",
                    reason.rule(),
                    reason.reason(),
                    null,
                    null,
                    Double.NaN,
                    task.bytes(),
                    0,
                    0,
                    0,
                    task.bytes(),
                    0,
                    0,
                    0,
                    0));
        }
        Fault whole = new Fault(
                reason.file(),
                0,
                task.bytes(),
                reason.line(),
                reason.rule(),
                reason.reason(),
                reason.done(),
                reason.advice(),
                1);
        List<Fault> rejected = new ArrayList<>(List.of(whole));
        rejected.addAll(faults.subList(1, faults.size()));
        ArrayList<MadeFile> files = new ArrayList<>();
        files.add(table(task, DumpRow.class, dumps, folder));
        files.add(table(task, RejectRow.class, rejects(task, rejected), folder));
        return new DumpOutcome(false, 0, files, new ArrayList<>(rejected));
    }

    private static <R extends Record> MadeFile table(DumpTask task, Class<R> table, List<R> rows, Path folder)
            throws IOException {
        String name = Tables.name(table);
        Path file = folder.resolve(name).resolve(task.sha256().substring(0, 12) + ".parquet");
        Files.createDirectories(file.getParent());
        return MadeFile.of(name, task.partition(), file, RecordTables.write(file, table, rows));
    }

    private static DumpRow row(
            DumpTask task,
            String name,
            String status,
            String rule,
            String reason,
            DumpBooks.Ledger ledger,
            double durationS) {
        boolean used = status.equals("used");
        return new DumpRow(
                task.year(),
                task.event(),
                task.stage(),
                task.car(),
                task.sha256(),
                Fault.escape(name),
                ledger.header().format(),
                task.logger() == null ? ledger.header().logger() : task.logger(),
                status,
                rule,
                reason,
                ledger.start(),
                ledger.header().clock().name().toLowerCase(Locale.ROOT),
                durationS,
                task.bytes(),
                used ? ledger.headerBytes() : 0,
                used ? ledger.decodedBytes() : 0,
                used ? ledger.paddingBytes() : 0,
                used ? ledger.rejectedBytes() : 0,
                used ? ledger.rowsWritten() + ledger.rowsRejected() + ledger.rowsDuplicate() : 0,
                used ? ledger.rowsWritten() : 0,
                used ? ledger.rowsRejected() : 0,
                used ? ledger.rowsDuplicate() : 0);
    }

    private static double duration(DumpBooks.Ledger ledger) {
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (GroupBook group : ledger.groups()) {
            if (group.received() > 0) {
                first = Math.min(first, group.firstSeconds());
                last = Math.max(last, group.lastSeconds());
            }
        }
        return last - first;
    }

    private static List<ChannelRow> channels(DumpTask task, Catalogue catalogue, DumpBooks.Ledger ledger) {
        List<ChannelRow> rows = new ArrayList<>();
        List<DumpHeader.Group> groups = ledger.header().groups();
        List<List<Target>> mapping = TelemetryWriter.mapping(task, ledger.header(), catalogue);
        for (int g = 0; g < groups.size(); g++) {
            GroupBook group = ledger.groups().get(g);
            for (int c = 0; c < groups.get(g).channels().size(); c++) {
                Target target = mapping.get(g).get(c);
                ChannelStatistics statistics = group.statistics().get(c);
                rows.add(new ChannelRow(
                        task.year(),
                        task.event(),
                        task.stage(),
                        task.car(),
                        task.sha256(),
                        groups.get(g).name(),
                        groups.get(g).rateHz(),
                        target.raw().name(),
                        target.raw().unit(),
                        target.column(),
                        target.status().text(),
                        target.reason(),
                        statistics.samples(),
                        statistics.missing(),
                        statistics.implausible(),
                        group.firstSeconds(),
                        group.lastSeconds(),
                        statistics.first(),
                        statistics.last(),
                        statistics.min(),
                        statistics.max(),
                        statistics.mean()));
            }
        }
        return rows;
    }

    private static List<RejectRow> rejects(DumpTask task, List<Fault> faults) {
        return faults.stream()
                .map(fault -> rejectRow(task.year(), task.event(), task.stage(), task.car(), task.sha256(), fault))
                .toList();
    }

    /** A fault as a row of {@code rejects}; {@code dump} is null for what could not even be opened. */
    static RejectRow rejectRow(int year, String event, String stage, String car, String dump, Fault fault) {
        return new RejectRow(
                year,
                event,
                stage,
                car,
                dump,
                Fault.escape(fault.file()),
                fault.byteOffset(),
                fault.byteLength(),
                fault.line(),
                fault.rule(),
                fault.reason(),
                fault.done(),
                fault.advice(),
                fault.count());
    }
}
