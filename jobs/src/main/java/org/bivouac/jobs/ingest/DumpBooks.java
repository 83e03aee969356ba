package org.bivouac.jobs.ingest;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bivouac.jobs.dump.ByteLedger;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.schemas.ClockEventRow;

/**
 * The open books of a dump or of a part of it. Those of parts are merged in recorded order and closed once, so that they
 * say the same however the dump was cut.
 *
 * @param header what the dump says of itself
 * @param start its start, put right; null if it has no date
 * @param groups one for each group of the header
 * @param bytes what its bytes are
 * @param recordsRefused records refused with their bytes
 * @param files telemetry written, in recorded order
 * @param clockEvents what happened to its clock; a part tells what concerns the whole dump
 */
record DumpBooks(
        DumpHeader header,
        Instant start,
        ArrayList<GroupBook> groups,
        ByteLedger bytes,
        FaultBook faults,
        long recordsRefused,
        ArrayList<MadeFile> files,
        ArrayList<ClockEventRow> clockEvents)
        implements Serializable {

    /** The books of this and the next part together; both are used up. */
    DumpBooks merge(DumpBooks later) {
        bytes.merge(later.bytes);
        faults.merge(later.faults);
        files.addAll(later.files);
        for (int g = 0; g < groups.size(); g++) {
            groups.set(g, groups.get(g).merge(later.groups.get(g)));
        }
        return new DumpBooks(
                header, start, groups, bytes, faults, recordsRefused + later.recordsRefused, files, clockEvents);
    }

    /** With more separate refused ranges than this a dump may have to be refused. */
    private static final int FEW = 500;

    /** True when only reading the dump whole can tell whether it has to be refused. */
    boolean isDamaged() {
        return faults.ranges() > FEW;
    }

    /** Whether time goes on from these parts to the next, so that neither needs to know of the other. */
    boolean areFollowedBy(DumpBooks later) {
        for (int g = 0; g < groups.size(); g++) {
            if (!groups.get(g).isFollowedBy(later.groups.get(g))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Closes the books.
     *
     * @throws DumpException if the dump holds no row (A2)
     * @throws BadInputException with exit code 76 if a ledger does not close
     */
    Ledger close(DumpTask task) {
        long received = 0;
        long written = 0;
        long duplicates = 0;
        long untimed = 0;
        long skipped = 0;
        faults.settle();
        for (GroupBook group : groups) {
            summarise(task, group);
            received += group.received();
            written += group.written();
            duplicates += group.duplicates();
            untimed += group.untimed();
            skipped += group.skippedFromStart();
        }
        if (received == 0) {
            throw new DumpException(Fault.ofFile(
                    task.name(), "A2", "empty: a header without a row", "dump refused", "check the logger's export"));
        }
        Optional<String> discrepancy = bytes.discrepancy(task.bytes());
        requireClosed(task, discrepancy.isEmpty(), discrepancy.orElse(""));
        long rows = files.stream().mapToLong(MadeFile::rows).sum();
        requireClosed(task, rows == written, "files hold " + rows + " rows, " + written + " were written");
        requireClosed(
                task,
                received == written + duplicates + untimed,
                received + " rows decoded, but " + written + " written, " + duplicates + " duplicate, " + untimed
                        + " without time");
        requireClosed(
                task,
                skipped >= 0 && skipped <= recordsRefused,
                skipped + " records left out, but " + recordsRefused + " refused");
        return new Ledger(
                header,
                start,
                List.copyOf(groups),
                bytes.of(ByteUse.HEADER),
                bytes.of(ByteUse.DECODED),
                bytes.of(ByteUse.PADDING),
                bytes.rejected(),
                written,
                recordsRefused + untimed,
                duplicates,
                files,
                faults.all(),
                List.copyOf(clockEvents));
    }

    private static void requireClosed(DumpTask task, boolean closed, String reason) {
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

    private void summarise(DumpTask task, GroupBook group) {
        // A reader that knows the places has told each of them already.
        if (group.stepsBack() > 0 && !faults.has("D1")) {
            add(
                    task,
                    "D1",
                    "time goes backwards",
                    "split into " + (group.stepsBack() + 1) + " files",
                    "check its clock",
                    group.stepsBack());
        }
        if (group.duplicates() > 0) {
            add(
                    task,
                    "A5",
                    "row equal to the one before it, time included",
                    "row used once",
                    "nothing, unless it is most of the dump",
                    group.duplicates());
        }
        if (group.untimed() > 0) {
            add(task, "D1", "row without a time", "row rejected", "check its time column", group.untimed());
        }
    }

    private void add(DumpTask task, String rule, String reason, String done, String advice, long count) {
        faults.add(new Fault(task.name(), -1, 0, 0, rule, reason, done, advice, count));
    }

    /** The closed books of a dump. */
    record Ledger(
            DumpHeader header,
            Instant start,
            List<GroupBook> groups,
            long headerBytes,
            long decodedBytes,
            long paddingBytes,
            long rejectedBytes,
            long rowsWritten,
            long rowsRejected,
            long rowsDuplicate,
            List<MadeFile> files,
            List<Fault> faults,
            List<ClockEventRow> clockEvents) {}
}
