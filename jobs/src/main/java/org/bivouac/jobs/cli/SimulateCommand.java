package org.bivouac.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.simulate.SampleRally;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bivouac simulate}. */
@Command(
        name = "simulate",
        description =
                "Writes the small synthetic rally of sample-data: dumps, plan, run sheets, and what is true of it.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  bivouac simulate --out /tmp/rally --seed 7")
final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to write to; made if missing.")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + SampleRally.SEED,
            description = "Same seed, same bytes (default: ${DEFAULT-VALUE}, that of sample-data).")
    private long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new BadInputException(ExitCode.USAGE, out + ": is no folder: name one with --out");
        }
        SampleRally.write(out, seed);
        spec.commandLine().getOut().println("written to " + out);
        return ExitCode.OK.status();
    }
}
