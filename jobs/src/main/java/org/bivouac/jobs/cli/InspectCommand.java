package org.bivouac.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.Inspection;
import org.bivouac.jobs.dump.InspectionJson;
import org.bivouac.jobs.dump.InspectionText;
import org.bivouac.jobs.dump.readers.Dumps;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        footer = {
            "  bivouac inspect engine.ld",
            "  bivouac inspect export.csv --profiles my-profiles --json",
            "  bivouac inspect candump.log --dbc car.dbc"
        })
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DUMP", description = "One raw file as a logger wrote it.")
    private Path file;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--profiles", paramLabel = "DIR", description = "More profiles of tabular text.")
    private List<Path> profiles = new ArrayList<>();

    @Mixin
    private DatabaseOption dbc;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(ExitCode.NO_INPUT, file + ": no such file");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            DumpFile dump = new DumpFile(file, file.toString(), Files.size(file));
            Inspection inspection = Inspection.of(
                    dump, Dumps.standard(profiles, dbc.databases(null)).recognise(dump));
            if (json) {
                InspectionJson.write(inspection, out);
                out.println();
            } else {
                out.print(InspectionText.of(inspection));
            }
            out.flush();
            return ExitCode.OK.status();
        } catch (DumpException e) {
            throw BadInputException.of(ExitCode.NO_INPUT, e.fault());
        }
    }
}
