package org.bivouac.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.readers.Dumps;
import org.bivouac.jobs.export.DumpExport;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bivouac export}. */
@Command(
        name = "export",
        description = "Writes a dump as plain tables, one file per group of channels, in the dump's own names, values"
                + " and units.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  bivouac export engine.ld --to csv", "  bivouac export track.gpx --to parquet --out tables"})
final class ExportCommand implements Callable<Integer> {
    private static final int SHOWN_PER_RULE = 20;
    private static final double MEGABYTE = 1e6;

    @Parameters(paramLabel = "DUMP", description = "One raw file as a logger wrote it.")
    private Path file;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            description = "What the tables are: csv or parquet.")
    private DumpExport.Format format;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the tables; else one named after the dump, with .tables behind, in this folder.")
    private Path out;

    @Option(names = "--profiles", paramLabel = "DIR", description = "More profiles of tabular text.")
    private List<Path> profiles = new ArrayList<>();

    @Mixin
    private DatabaseOption dbc;

    @Option(names = "--replace", description = "Replace tables that are there already.")
    private boolean replace;

    @Option(
            names = "--no-formula-guard",
            description = "CSV: leave text that a spreadsheet would run as a formula without an apostrophe in front.")
    private boolean unguarded;

    private final Map<String, Integer> shown = new HashMap<>();

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(ExitCode.NO_INPUT, file + ": no such file");
        }
        Console console = Console.ofProcess();
        long started = System.nanoTime();
        try {
            DumpFile dump = new DumpFile(file, file.toString(), Files.size(file));
            Path folder = out != null ? out : Path.of(file.getFileName() + ".tables");
            int total = (int) Math.ceil(dump.bytes() / MEGABYTE);
            console.at("export, MB", 0, total);
            DumpExport.Result result = new DumpExport(
                            format,
                            unguarded ? DumpExport.Formulas.LEFT_ALONE : DumpExport.Formulas.GUARDED,
                            replace ? DumpExport.Existing.REPLACE : DumpExport.Existing.REFUSE)
                    .run(
                            dump,
                            Dumps.standard(profiles, dbc.databases(null)).recognise(dump),
                            folder,
                            fault -> tell(fault, console),
                            bytes -> console.at("export, MB", (int) (bytes / MEGABYTE), total));
            tellHidden(console);
            result.files().forEach(table -> console.say(table.toString()));
            console.closing(
                    "export",
                    (System.nanoTime() - started) / 1e9,
                    result.rows(),
                    result.rejects(),
                    result.files().size() + " tables");
            console.close();
            return (result.rejects() > 0 ? ExitCode.QUARANTINED : ExitCode.OK).status();
        } catch (DumpException e) {
            throw BadInputException.of(ExitCode.NO_INPUT, e.fault());
        }
    }

    private void tell(Fault fault, Console console) {
        if (shown.merge(fault.rule(), 1, Integer::sum) <= SHOWN_PER_RULE) {
            console.refused(List.of(fault));
        }
    }

    private void tellHidden(Console console) {
        shown.forEach((rule, count) -> {
            if (count > SHOWN_PER_RULE) {
                console.refused(List.of(new Fault(
                        file.toString(),
                        -1,
                        0,
                        0,
                        rule,
                        "more of the same",
                        "rejected",
                        "bivouac inspect shows the first",
                        count - SHOWN_PER_RULE)));
            }
        });
    }
}
