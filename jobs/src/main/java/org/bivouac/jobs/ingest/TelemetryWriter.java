package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bivouac.jobs.dump.ByteLedger;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.dump.SplittableReader.Part;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.ingest.ChannelMapping.Target;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.ClockEventRow;

/** Takes in a dump as its reader decodes it: maps, converts, writes telemetry, and keeps the books. */
final class TelemetryWriter implements DumpSink, AutoCloseable {

    private static final long GPS_ROLLOVER_WEEKS = 1024;

    /**
     * Rows that are not yet in a file may take so much memory, in all groups together: twice the largest row group. A log
     * of hundreds of messages reaches it before any of them fills a row group.
     */
    static final long MOST_HELD_BYTES = 128L << 20;

    private static final Part WHOLE = new Part(0, 1, 0, 0);

    private final Part part;
    private final Path folder;
    private final DumpTask task;
    private final Catalogue catalogue;

    /** Per group how its times are put right; empty at the first reading. */
    private final List<ClockPlan> plans;

    private final ClockEvents clockEvents;
    private final ByteLedger bytes = new ByteLedger();
    private final List<GroupWriter> groups = new ArrayList<>();

    /** Per group the memory that its rows take, and of all together. */
    private long[] heldBytes = new long[0];

    private long allHeldBytes;

    private FaultBook faults = new FaultBook();
    private DumpHeader header;
    private Instant start;
    private long recordsRefused;

    /** Writes a whole dump below {@code folder}, times as recorded. */
    TelemetryWriter(Path folder, DumpTask task, Catalogue catalogue) {
        this(folder, task, catalogue, List.of(), WHOLE);
    }

    /**
     * Writes a whole dump below {@code folder}.
     *
     * @param plans what {@link #plans} gave after an earlier reading; empty at the first
     */
    TelemetryWriter(Path folder, DumpTask task, Catalogue catalogue, List<ClockPlan> plans) {
        this(folder, task, catalogue, plans, WHOLE);
    }

    /** Writes one part of a dump below {@code folder}, times as recorded. */
    TelemetryWriter(Path folder, DumpTask task, Catalogue catalogue, Part part) {
        this(folder, task, catalogue, List.of(), part);
    }

    private TelemetryWriter(Path folder, DumpTask task, Catalogue catalogue, List<ClockPlan> plans, Part part) {
        this.part = part;
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
        List<List<Target>> mapping = mapping(task, found, catalogue);
        long startMicros = start == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, start);
        for (int g = 0; g < found.groups().size(); g++) {
            groups.add(new GroupWriter(
                    folder,
                    fileName(g),
                    task.sha256(),
                    found,
                    g,
                    mapping.get(g),
                    startMicros,
                    new ClockBook(
                            task.key().stage().year(),
                            start != null,
                            found.groups().get(g).rateHz()),
                    plan(g)));
            for (Target target : mapping.get(g)) {
                if (target.status() == ChannelMapping.Status.BLOCKED) {
                    faults.add(Fault.ofFile(
                            task.name(),
                            "D5",
                            "channel '" + target.raw().name() + "': " + target.reason(),
                            "channel blocked, the others are used",
                            "set the unit in the logger's export or name it in aliases.csv"));
                }
            }
        }
        heldBytes = new long[groups.size()];
        tellHeaderOnce();
    }

    /** The first part has told already what is wrong with the header. */
    private void tellHeaderOnce() {
        if (part.number() > 0) {
            faults = new FaultBook();
        }
    }

    /** Name of a group's first file, without its ending. */
    private String fileName(int group) {
        String name = task.sha256().substring(0, 12) + "-" + group;
        return part.count() == 1 ? name : String.format(Locale.ROOT, "%s-part%05d", name, part.number() + 1);
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

    /** Where to say what happened to the dump's clock. */
    ClockEvents clock() {
        return clockEvents;
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
                faults.add(Fault.ofFile(
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
        faults.add(Fault.ofFile(
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

    /** What becomes of each channel, by group. */
    static List<List<Target>> mapping(DumpTask task, DumpHeader header, Catalogue catalogue) {
        String logger = task.logger() == null ? header.logger() : task.logger();
        return ChannelMapping.of(header, logger, task.key().stage().year(), catalogue);
    }

    @Override
    public void rows(Rows rows) {
        try {
            GroupWriter group = groups.get(rows.group());
            group.add(rows);
            hold(rows.group());
            if (group.files().count() >= GroupWriter.MAX_FILES) {
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

    /** Keeps the books of memory, and gives back that of the largest groups when all have too much. */
    private void hold(int grown) throws IOException {
        weigh(grown);
        while (allHeldBytes > MOST_HELD_BYTES) {
            int largest = 0;
            for (int g = 1; g < heldBytes.length; g++) {
                largest = heldBytes[g] > heldBytes[largest] ? g : largest;
            }
            groups.get(largest).files().spill();
            weigh(largest);
        }
    }

    private void weigh(int group) {
        long now = groups.get(group).files().heldBytes();
        allHeldBytes += now - heldBytes[group];
        heldBytes[group] = now;
    }

    @Override
    public void reject(Fault fault) {
        bytes.reject(fault);
        if (fault.byteLength() > 0) {
            recordsRefused += fault.count();
        }
        faults.add(fault);
    }

    @Override
    public void bytes(ByteUse use, long from, long to) {
        bytes.bytes(use, from, to);
    }

    @Override
    public void rejectAll(int kind, Fault fault) {
        faults.addOfAll(kind, fault);
    }

    /**
     * Ends the files and closes the books of a whole dump.
     *
     * @throws DumpException if the dump holds no row (A2)
     * @throws org.bivouac.jobs.fault.BadInputException with exit code 76 if a ledger does not close
     */
    DumpBooks.Ledger finish() throws IOException {
        return books().close(task);
    }

    /** Ends the files; the books stay open, to be merged with those of the other parts. */
    DumpBooks books() throws IOException {
        ArrayList<MadeFile> files = new ArrayList<>();
        ArrayList<GroupBook> books = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            GroupWriter group = groups.get(g);
            tellSteps(g);
            String partition = task.key().partition() + "/raster=" + group.raster();
            for (GroupFiles.GroupFile file : group.finish()) {
                files.add(MadeFile.of("telemetry", partition, file.path(), file.written()));
            }
            books.add(group.book());
        }
        return new DumpBooks(
                header,
                start == null ? null : start.plus(firstShift(), ChronoUnit.MICROS),
                books,
                bytes,
                faults,
                recordsRefused,
                files,
                new ArrayList<>(clockEvents.rows()));
    }

    /** Whether a part can stand by itself: every row has a time and the clock only ever went on. */
    boolean isSteady() {
        return groups.stream()
                .allMatch(
                        group -> group.clock().steps().isEmpty() && group.book().untimed() == 0);
    }

    private void tellSteps(int group) {
        ClockPlan plan = plan(group);
        List<ClockBook.Step> steps = plan == null ? groups.get(group).clock().steps() : plan.steps();
        clockEvents.group(header.groups().get(group).name(), steps, plan, start != null);
        // A reader that knows the places has told each of them already.
        if (plan != null && !faults.has("D1")) {
            faults.add(new Fault(
                    task.name(),
                    -1,
                    0,
                    0,
                    "D1",
                    "the clock was set while it recorded",
                    "records behind placed one tick after those before, each listed in clock_events",
                    "check the logger's clock and battery",
                    plan.sets()));
        }
    }

    List<GroupWriter> groups() {
        return groups;
    }

    @Override
    public void close() throws IOException {
        for (GroupWriter group : groups) {
            group.close();
        }
    }
}
