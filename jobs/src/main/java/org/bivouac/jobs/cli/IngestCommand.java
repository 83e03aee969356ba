package org.bivouac.jobs.cli;

import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.bivouac.jobs.cli.Pipeline.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bivouac ingest}. */
@Command(
        name = "ingest",
        description = "Copies new dumps into the lake and writes their telemetry, with books that close.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  bivouac ingest /media/logger --year 2026 --event dakar --stage 3 --car 501")
final class IngestCommand implements Callable<Integer> {
    @Mixin
    private InboxOptions inbox;

    @Mixin
    private LakeOption lake;

    @Mixin
    private EngineOptions engineOptions;

    @Override
    public Integer call() throws IOException {
        Console console = Console.ofProcess();
        inbox.checked();
        try (Engine engine = engineOptions.start(console)) {
            return new Pipeline(lake.open(), engine, console)
                    .run(EnumSet.of(Step.INGEST), inbox)
                    .status();
        }
    }
}
