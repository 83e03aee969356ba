package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bivouac.jobs.dump.ByteLedger;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.ingest.ChannelMapping.Target;
import org.bivouac.schemas.Catalogue;

/** Takes in a dump as its reader decodes it: maps, converts, writes telemetry, and keeps the books. */
final class TelemetryWriter implements DumpSink, AutoCloseable {
    /** Beyond this, faults of one rule are only counted. */
    private static final int MAX_FAULTS_PER_RULE = 1000;

    /** A dump dated this many years off its edition has a wrong clock. */
    private static final int CLOCK_TOLERANCE_YEARS = 1;

    private static final long GPS_ROLLOVER_WEEKS = 1024;

    private final Path folder;
    private final DumpTask task;
    private final Catalogue catalogue;
    private final ByteLedger bytes = new ByteLedger();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> faultsByRule = new LinkedHashMap<>();
    private final Map<String, Fault> overflow = new LinkedHashMap<>();
    private final List<GroupWriter> groups = new ArrayList<>();

    private DumpHeader header;
    private Instant start;
    private List<List<Target>> mapping = List.of();
    private long recordsRefused;

    /** Writes below {@code folder}. */
    TelemetryWriter(Path folder, DumpTask task, Catalogue catalogue) {
        this.folder = folder;
        this.task = task;
        this.catalogue = catalogue;
    }

    @Override
    public void begin(DumpHeader found) {
        header = found;
        IdentityCheck.require(task, found);
        start = checkedStart();
        mapping = ChannelMapping.of(found, logger(), task.key().stage().year(), catalogue);
        long startMicros = start == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, start);
        for (int g = 0; g < found.groups().size(); g++) {
            groups.add(new GroupWriter(folder, task.sha256(), g, found, mapping.get(g), startMicros));
            for (Target target : mapping.get(g)) {
                if (target.status() == ChannelMapping.Status.BLOCKED) {
                    add(Fault.ofFile(
                            task.name(),
                            "D5",
                            "channel '" + target.raw().name() + "': " + target.reason(),
                            "channel blocked, the others are used",
                            "set the unit in the logger's export or name it in aliases.csv"));
                }
            }
        }
    }

    /** The dump's start, put right where a GPS receiver's week counter has rolled over; null if it has no date. */
    private Instant checkedStart() {
        if (header.start() == null || header.clock() == DumpHeader.Clock.RELATIVE) {
            return null;
        }
        int edition = task.key().stage().year();
        if (fits(header.start(), edition)) {
            return header.start();
        }
        for (long rollovers = -2; rollovers <= 2; rollovers++) {
            Instant moved = header.start().plus(rollovers * GPS_ROLLOVER_WEEKS * 7, ChronoUnit.DAYS);
            if (fits(moved, edition)) {
                add(Fault.ofFile(
                        task.name(),
                        "D2",
                        "starts on " + header.start() + ", " + rollovers + " x 1024 GPS weeks off the edition of "
                                + edition,
                        "read as " + moved,
                        "update the receiver's firmware"));
                return moved;
            }
        }
        add(Fault.ofFile(
                task.name(),
                "D1",
                "starts on " + header.start() + ", not near the edition of " + edition,
                "kept as recorded",
                "set the logger's clock, or check the year"));
        return header.start();
    }

    private static boolean fits(Instant time, int edition) {
        return Math.abs(time.atZone(ZoneOffset.UTC).getYear() - edition) <= CLOCK_TOLERANCE_YEARS;
    }

    private String logger() {
        return task.logger() == null ? header.logger() : task.logger();
    }

    @Override
    public void rows(Rows rows) {
        try {
            GroupWriter group = groups.get(rows.group());
            group.add(rows);
            if (group.filesFinished() >= GroupWriter.MAX_FILES) {
                throw new DumpException(Fault.ofFile(
                        task.name(),
                        "D1",
                        "time goes backwards more than " + GroupWriter.MAX_FILES + " times",
                        "dump refused",
                        "check the time column of its profile"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void reject(Fault fault) {
        bytes.reject(fault);
        if (fault.byteLength() > 0) {
            recordsRefused += fault.count();
        }
        add(fault);
    }

    @Override
    public void bytes(ByteUse use, long from, long to) {
        bytes.bytes(use, from, to);
    }

    private void add(Fault fault) {
        if (faultsByRule.merge(fault.rule(), 1, Integer::sum) <= MAX_FAULTS_PER_RULE) {
            faults.add(fault);
        } else {
            overflow.merge(
                    fault.rule(),
                    new Fault(
                            task.name(),
                            -1,
                            0,
                            0,
                            fault.rule(),
                            "more of the same, the first being: " + fault.reason(),
                            fault.done(),
                            fault.advice(),
                            fault.count()),
                    (all, one) -> new Fault(
                            all.file(),
                            -1,
                            0,
                            0,
                            all.rule(),
                            all.reason(),
                            all.done(),
                            all.advice(),
                            all.count() + one.count()));
        }
    }

    /**
     * Ends the files and closes the books.
     *
     * @throws DumpException if the dump holds no row (A2)
     * @throws BadInputException with exit code 76 if a ledger does not close
     */
    Ledger finish() throws IOException {
        List<MadeFile> files = new ArrayList<>();
        long received = 0;
        long written = 0;
        long duplicates = 0;
        long untimed = 0;
        long skipped = 0;
        for (GroupWriter group : groups) {
            List<GroupWriter.GroupFile> made = group.finish();
            long rows = 0;
            for (GroupWriter.GroupFile file : made) {
                rows += file.written().rows();
                files.add(MadeFile.of(
                        "telemetry",
                        task.key().partition() + "/raster=" + group.raster(),
                        file.path(),
                        file.written()));
            }
            requireClosed(
                    rows == group.written(), "files hold " + rows + " rows, " + group.written() + " were written");
            summarise(group, made.size());
            received += group.received();
            written += rows;
            duplicates += group.duplicates();
            untimed += group.untimed();
            skipped += group.skippedOrdinals();
        }
        if (received == 0) {
            throw new DumpException(Fault.ofFile(
                    task.name(), "A2", "empty: a header without a row", "dump refused", "check the logger's export"));
        }
        Optional<String> discrepancy = bytes.discrepancy(task.bytes());
        requireClosed(discrepancy.isEmpty(), discrepancy.orElse(""));
        requireClosed(
                received == written + duplicates + untimed,
                received + " rows decoded, but " + written + " written, " + duplicates + " duplicate, " + untimed
                        + " without time");
        requireClosed(
                skipped >= 0 && skipped <= recordsRefused,
                skipped + " records left out, but " + recordsRefused + " refused");
        faults.addAll(overflow.values());
        return new Ledger(
                header,
                start,
                bytes.of(ByteUse.HEADER),
                bytes.of(ByteUse.DECODED),
                bytes.of(ByteUse.PADDING),
                bytes.rejected(),
                written,
                recordsRefused + untimed,
                duplicates,
                files,
                faults);
    }

    private void requireClosed(boolean closed, String reason) {
        if (!closed) {
            throw BadInputException.of(
                    ExitCode.INTEGRITY,
                    Fault.ofFile(
                            task.name(),
                            "ledger",
                            reason,
                            "nothing published",
                            "report it with the dump: its reader loses count"));
        }
    }

    private void summarise(GroupWriter group, int files) {
        // A reader that knows the places has told each of them already.
        if (files > 1 && !faultsByRule.containsKey("D1")) {
            add(counted("D1", "time goes backwards", "split into " + files + " files", "check its clock", files - 1L));
        }
        if (group.duplicates() > 0) {
            add(counted(
                    "A5",
                    "row equal to the one before it, time included",
                    "row used once",
                    "nothing, unless it is most of the dump",
                    group.duplicates()));
        }
        if (group.untimed() > 0) {
            add(counted("D1", "row without a time", "row rejected", "check its time column", group.untimed()));
        }
    }

    private Fault counted(String rule, String reason, String done, String advice, long count) {
        return new Fault(task.name(), -1, 0, 0, rule, reason, done, advice, count);
    }

    /** What became of each channel, with its group. */
    List<List<Target>> mapping() {
        return mapping;
    }

    List<GroupWriter> groups() {
        return groups;
    }

    DumpHeader header() {
        return header;
    }

    @Override
    public void close() throws IOException {
        for (GroupWriter group : groups) {
            group.close();
        }
    }

    /** The closed books of a dump. */
    record Ledger(
            DumpHeader header,
            Instant start,
            long headerBytes,
            long decodedBytes,
            long paddingBytes,
            long rejectedBytes,
            long rowsWritten,
            long rowsRejected,
            long rowsDuplicate,
            List<MadeFile> files,
            List<Fault> faults) {}
}
