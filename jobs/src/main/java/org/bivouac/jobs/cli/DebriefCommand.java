package org.bivouac.jobs.cli;

import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.bivouac.jobs.cli.Pipeline.Step;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.TableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bivouac debrief}. */
@Command(
        name = "debrief",
        description = "Takes a folder of raw dumps and ends with a debrief for each stage: ingest, segment, analyse,"
                + " compare, report. Running it again changes nothing and says so.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  bivouac debrief sample-data",
            "  bivouac debrief /media/logger --year 2026 --event dakar --stage 3 --car 501 --lake /data/lake"
        })
final class DebriefCommand implements Callable<Integer> {
    @Mixin
    private InboxOptions inbox;

    @Mixin
    private LakeOption lakeOption;

    @Mixin
    private EngineOptions engineOptions;

    @Override
    public Integer call() throws IOException {
        Console console = Console.ofProcess();
        inbox.checked();
        Lake lake = lakeOption.open();
        try (Engine engine = engineOptions.start(console)) {
            ExitCode outcome = new Pipeline(lake, engine, console).run(EnumSet.allOf(Step.class), inbox);
            for (TableFile file : lake.newest().files("report")) {
                if (file.path().endsWith("index.html")) {
                    console.say("report: "
                            + lake.root()
                                    .resolve("reports")
                                    .resolve(file.partition())
                                    .resolve("index.html"));
                }
            }
            return outcome.status();
        }
    }
}
