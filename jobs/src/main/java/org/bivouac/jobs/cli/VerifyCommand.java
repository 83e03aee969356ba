package org.bivouac.jobs.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.lake.VerifyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bivouac verify}. */
@Command(
        name = "verify",
        description = "Hashes every raw dump, table, manifest and report of the lake again and names all damage.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  bivouac verify --lake /data/lake")
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private LakeOption lake;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        VerifyReport report = lake.openExisting().verify();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%d snapshots, %d runs, %d files, %d dumps, %.1f MB hashed: %s%n",
                report.snapshots(),
                report.runs(),
                report.files(),
                report.dumps(),
                report.bytes() / 1e6,
                report.isSound() ? "all as published" : report.findings().size() + " findings");
        report.leftovers()
                .forEach(path -> out.println("unfinished, swept by the next run: " + Fault.escape(path.toString())));
        report.findings().forEach(fault -> spec.commandLine().getErr().println(fault.message()));
        return (report.isSound() ? ExitCode.OK : ExitCode.INTEGRITY).status();
    }
}
