package org.bivouac.jobs.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.rainflow.RainflowOfCsv;
import org.bivouac.jobs.signal.ResidueMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bivouac rainflow}. */
@Command(
        name = "rainflow",
        description = "Counts the load cycles of one column of a plain CSV (commas, one header line) by the four-point"
                + " rule, and sums count × range^k over cycles and residue.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  bivouac rainflow damper.csv --column position_mm",
            "  bivouac rainflow damper.csv --column position_mm --residue repeated --k 3 --json"
        })
final class RainflowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.csv", description = "The CSV.")
    private Path file;

    @Option(names = "--column", paramLabel = "NAME", required = true, description = "The column to count.")
    private String column;

    @Option(
            names = "--residue",
            paramLabel = "MODE",
            defaultValue = "half",
            description =
                    "How what closes no cycle counts: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, as ASTM E1049).")
    private ResidueMode residue;

    @Option(
            names = "--k",
            paramLabel = "K",
            defaultValue = "5",
            description = "Exponent of the range, positive (default: ${DEFAULT-VALUE}).")
    private double k;

    @Option(
            names = "--cycles",
            paramLabel = "N",
            defaultValue = "1",
            description = "Cycles that the damage-equivalent range refers to (default: ${DEFAULT-VALUE}).")
    private double equivalentCycles;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RainflowOfCsv result = RainflowOfCsv.count(file, column, residue, k, equivalentCycles);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(result.toJson());
            return ExitCode.OK.status();
        }
        out.printf(
                Locale.ROOT, "samples                 %d, of which missing %d%n", result.samples(), result.missing());
        out.printf(Locale.ROOT, "turning points          %d%n", result.turningPoints());
        out.printf(Locale.ROOT, "closed cycles           %d%n", result.closed());
        out.printf(Locale.ROOT, "residue                 %s%n", Arrays.toString(result.residue()));
        out.printf(Locale.ROOT, "largest range           %s%n", result.maxRange());
        out.printf(Locale.ROOT, "sum of count x range^k  %s (k = %s, residue %s)%n", result.sumRangePowK(), k, residue);
        out.printf(Locale.ROOT, "equivalent range        %s (for %s cycles)%n", result.delRange(), equivalentCycles);
        return ExitCode.OK.status();
    }
}
