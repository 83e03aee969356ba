package org.bivouac.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bivouac.jobs.dump.readers.Dumps;
import org.bivouac.jobs.dump.readers.FormatList;
import org.bivouac.jobs.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bivouac formats}. */
@Command(
        name = "formats",
        description = "Lists the formats that are read, and of each what is not.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  bivouac formats --profiles my-profiles")
final class FormatsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--profiles", paramLabel = "DIR", description = "More profiles of tabular text.")
    private List<Path> profiles = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        FormatList list = new FormatList(Dumps.standard(profiles));
        if (json) {
            list.json(out);
            out.println();
        } else {
            out.print(list.text());
        }
        out.flush();
        return ExitCode.OK.status();
    }
}
