package org.bivouac.jobs.cli;

import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.bivouac.jobs.cli.Pipeline.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The steps that need no inbox, each alone over the whole lake. */
final class StepCommands {
    private StepCommands() {}

    /** What the four have in common. */
    private abstract static class StepCommand implements Callable<Integer> {
        @Mixin
        private LakeOption lake;

        @Mixin
        private EngineOptions engineOptions;

        private final Step step;

        StepCommand(Step step) {
            this.step = step;
        }

        @Override
        public Integer call() throws IOException {
            Console console = Console.ofProcess();
            try (Engine engine = engineOptions.start(console)) {
                return new Pipeline(lake.openExisting(), engine, console)
                        .run(EnumSet.of(step), null)
                        .status();
            }
        }
    }

    @Command(
            name = "segment",
            description = "Cuts each car's stage into liaison, special and stop.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  bivouac segment --lake /data/lake")
    static final class Segment extends StepCommand {
        Segment() {
            super(Step.SEGMENT);
        }
    }

    @Command(
            name = "analyse",
            description = "Scans each car's stage once and folds stress, fuel, limits and statistics.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  bivouac analyse --lake /data/lake")
    static final class Analyse extends StepCommand {
        Analyse() {
            super(Step.ANALYSE);
        }
    }

    @Command(
            name = "compare",
            description = "Sets each stage beside earlier stages, other cars and earlier years.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  bivouac compare --lake /data/lake")
    static final class Compare extends StepCommand {
        Compare() {
            super(Step.COMPARE);
        }
    }

    @Command(
            name = "report",
            description = "Writes the debrief of each stage: HTML, CSV, XLSX.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  bivouac report --lake /data/lake")
    static final class Report extends StepCommand {
        Report() {
            super(Step.REPORT);
        }
    }
}
