package org.bivouac.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bivouac inspect}. */
@Command(
        name = "inspect",
        description = "Says what is in a dump, in the dump's own values: before any mapping or conversion.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  bivouac inspect engine.ld", "  bivouac inspect export.csv --profiles my-profiles --json"})
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DUMP", description = "One raw file as a logger wrote it.")
    private Path file;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--profiles", paramLabel = "DIR", description = "More profiles of tabular text.")
    private List<Path> profiles = new ArrayList<>();

    @Spec
    private CommandSpec spec;
}
