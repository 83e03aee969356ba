package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.bivouac.schemas.ClockEventRow;

/** Takes in a dump as its reader decodes it: maps, converts, writes telemetry, and keeps the books. */
final class TelemetryWriter implements DumpSink, AutoCloseable {
    /** Beyond this, faults of one rule are only counted. */
    private static final int MAX_FAULTS_PER_RULE = 1000;

    private static final long GPS_ROLLOVER_WEEKS = 1024;

    private final Path folder;
    private final DumpTask task;
    private final Catalogue catalogue;

    /** Per group how its times are put right; empty at the first reading. */
    private final List<ClockPlan> plans;

    private final ClockEvents clockEvents;
    private final ByteLedger bytes = new ByteLedger();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> faultsByRule = new LinkedHashMap<>();
    private final Map<String, Fault> overflow = new LinkedHashMap<>();
    private final List<GroupWriter> groups = new ArrayList<>();

    private DumpHeader header;
    private Instant start;
    private List<List<Target>> mapping = List.of();
    private long recordsRefused;

    /** Writes below {@code folder}, times as recorded. */
    TelemetryWriter(Path folder, DumpTask task, Catalogue catalogue) {
        this(folder, task, catalogue, List.of());
    }

    /**
     * Writes below {@code folder}.
     *
     * @param plans what {@link #plans} gave after an earlier reading; empty at the first
     */
    TelemetryWriter(Path folder, DumpTask task, Catalogue catalogue, List<ClockPlan> plans) {
        this.plans = plans;
        this.clockEvents = new ClockEvents(task);
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
            groups.add(new GroupWriter(
                    folder,
                    task.sha256(),
                    g,
                    found,
                    mapping.get(g),
                    startMicros,
                    new ClockBook(
                            task.key().stage().year(),
                            start != null,
                            found.groups().get(g).rateHz()),
                    plan(g)));
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

    private ClockPlan plan(int group) {
        return plans.isEmpty() ? null : plans.get(group);
    }

    /**
     * How times must be put right, one for each group and null for those that stay as recorded; empty when all do. To be
     * asked after the last row: the dump is then read once more.
     */
    List<ClockPlan> plans() {
        List<ClockPlan> found = new ArrayList<>();
        for (GroupWriter group : groups) {
            found.add(group.clock().plan().orElse(null));
        }
        return found.stream().allMatch(Objects::isNull) ? List.of() : found;
    }

    /** What happened to the dump's clock. */
    List<ClockEventRow> clockEvents() {
        return clockEvents.rows();
    }

    /** The dump's start, put right where a GPS receiver's week counter has rolled over; null if it has no date. */
    private Instant checkedStart() {
        if (header.start() == null || header.clock() == DumpHeader.Clock.RELATIVE) {
            return null;
        }
        int edition = task.key().stage().year();
        if (ClockBook.fits(header.start(), edition) || isSetLater()) {
            return header.start();
        }
        for (long rollovers = -2; rollovers <= 2; rollovers++) {
            Instant moved = header.start().plus(rollovers * GPS_ROLLOVER_WEEKS * 7, ChronoUnit.DAYS);
            if (ClockBook.fits(moved, edition)) {
                clockEvents.whole("week_rollover", header.start(), moved, rollovers + " x 1024 weeks added");
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
        clockEvents.whole("wrong_year", header.start(), header.start(), "kept as recorded");
        add(Fault.ofFile(
                task.name(),
                "D1",
                "starts on " + header.start() + ", not near the edition of " + edition,
                "kept as recorded",
                "set the logger's clock, or check the year"));
        return header.start();
    }

    /** Whether the clock was put right while the dump was recorded. */
    private boolean isSetLater() {
        return firstShift() != 0;
    }

    /** What is added to the first times, µs. */
    private long firstShift() {
        return plans.stream()
                .filter(Objects::nonNull)
                .mapToLong(plan -> plan.shifts()[0])
                .findFirst()
                .orElse(0);
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
        for (int g = 0; g < groups.size(); g++) {
            GroupWriter group = groups.get(g);
            tellSteps(g);
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
                start == null ? null : start.plus(firstShift(), ChronoUnit.MICROS),
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

    private void tellSteps(int group) {
        ClockPlan plan = plan(group);
        List<ClockBook.Step> steps = plan == null ? groups.get(group).clock().steps() : plan.steps();
        clockEvents.group(header.groups().get(group).name(), steps, plan, start != null);
        if (plan != null) {
            add(counted(
                    "D1",
                    "the clock was set while it recorded",
                    "records behind placed one tick after those before, each listed in clock_events",
                    "check the logger's clock and battery",
                    plan.sets()));
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
