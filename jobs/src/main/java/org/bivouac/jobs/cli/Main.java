package org.bivouac.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point: {@code bivouac COMMAND …}. */
@Command(
        name = "bivouac",
        description = "From a folder of raw telemetry dumps to tonight's engineering debrief.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DebriefCommand.class,
            IngestCommand.class,
            StepCommands.Segment.class,
            StepCommands.Analyse.class,
            StepCommands.Compare.class,
            StepCommands.Report.class,
            InspectCommand.class,
            FormatsCommand.class,
            ExportCommand.class,
            RainflowCommand.class,
            SqlCommand.class,
            VerifyCommand.class,
            DiffCommand.class,
            SimulateCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bivouac debrief sample-data",
            "  bivouac debrief /media/logger --event dakar --stage 3 --car 501 --year 2026",
            "  bivouac inspect engine.ld",
            "  bivouac export engine.ld --to csv",
            "  bivouac sql \"SELECT car, measure, value FROM measures WHERE segment = 'stage'\"",
            "",
            "Exit codes: 0 all inputs used; 2 usage or configuration error; 3 finished, some inputs refused and listed;",
            "  65 no usable input; 70 internal error; 74 disk full or read error; 75 busy, retry later;",
            "  76 a hash or ledger does not match; 130, 143 stopped."
        })
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command in this process. */
    static int run(String... args) {
        // Numbers and dates print the same on every machine, whatever its locale.
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((exception, command, parsed) -> explain(exception, command.getErr()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return args.length == 0 ? usage(line) : line.execute(args);
    }

    private static int usage(CommandLine line) {
        line.usage(line.getOut());
        return ExitCode.OK.status();
    }

    /** One line for what the user can fix; a stack trace for what only the developers can. */
    private static int explain(Throwable exception, PrintWriter err) {
        Throwable cause = exception;
        while (cause instanceof UncheckedIOException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof BadInputException bad) {
            err.println("bivouac: " + bad.getMessage());
            return bad.exitCode().status();
        }
        if (cause instanceof IOException) {
            err.println("bivouac: " + Fault.escape(cause.getClass().getSimpleName() + ": " + cause.getMessage()));
            return ExitCode.IO.status();
        }
        err.println("bivouac: internal error, please report it with this trace:");
        exception.printStackTrace(err);
        return ExitCode.BUG.status();
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"bivouac " + (version == null ? "(not packaged)" : version)};
        }
    }
}
