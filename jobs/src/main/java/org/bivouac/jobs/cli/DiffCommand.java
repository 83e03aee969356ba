package org.bivouac.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bivouac.jobs.diff.SnapshotDiff;
import org.bivouac.jobs.diff.SnapshotDiff.MeasureChange;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.schemas.MeasureRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bivouac diff}. */
@Command(
        name = "diff",
        description = "Says what differs between two snapshots of a lake: what was made anew, how many rows of which"
                + " table, and which measures changed, with their old and new value. Starts no Spark.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  bivouac diff 3 4",
            "  bivouac diff 3 4 --lake /data/lake --measures 0",
            "",
            "Exit codes: 0 compared, whether they differ or not; 2 no such snapshot; 74 read error;",
            "  76 a file of a snapshot is missing or changed."
        })
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "Number of the first snapshot; 0 is the empty lake.")
    private long before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "Number of the second snapshot.")
    private long after;

    @Option(
            names = "--measures",
            paramLabel = "N",
            defaultValue = "50",
            description = "Print at most so many changed measures (default: ${DEFAULT-VALUE}).")
    private int most;

    @Mixin
    private LakeOption lake;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Lake opened = lake.openExisting();
        SnapshotDiff diff = SnapshotDiff.of(opened.snapshot(before), opened.snapshot(after));
        PrintWriter out = spec.commandLine().getOut();
        if (diff.isEmpty()) {
            out.println("snapshots " + before + " and " + after + " hold the same");
            return ExitCode.OK.status();
        }
        diff.scopes()
                .forEach(scope -> out.printf("%-8s %-8s %s%n", scope.change(), scope.job(), Fault.escape(scope.key())));
        out.println();
        out.printf("%-14s %12s %12s %12s %12s%n", "table", "rows before", "rows after", "removed", "added");
        diff.tables()
                .forEach(table -> out.printf(
                        Locale.ROOT,
                        "%-14s %,12d %,12d %,12d %,12d%n",
                        table.table(),
                        table.rowsBefore(),
                        table.rowsAfter(),
                        table.removed(),
                        table.added()));
        measures(out, diff.measures());
        return ExitCode.OK.status();
    }

    private void measures(PrintWriter out, List<MeasureChange> measures) {
        if (measures.isEmpty()) {
            return;
        }
        out.println();
        out.println(measures.size() + " measures differ" + (measures.size() > most ? ", the first " + most : ""));
        measures.stream().limit(most).forEach(change -> {
            MeasureRow row = change.row();
            out.println(Fault.escape(row.year() + "/" + row.event() + "/" + row.stage() + "/" + row.car() + " "
                    + row.segment() + " " + row.channel() + " " + row.measure() + ": " + value(change.before()) + " -> "
                    + value(change.after()) + (row.unit().isEmpty() ? "" : " " + row.unit())));
        });
    }

    private static String value(MeasureRow row) {
        return row == null ? "none" : Double.isNaN(row.value()) ? row.reason() : Double.toString(row.value());
    }
}
