package org.bivouac.jobs.cli;

import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import picocli.CommandLine.Option;

/** Where tasks run. */
final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "SPARK",
            description = "What scans the stages when run on one machine: ${COMPLETION-CANDIDATES} (default: SPARK)."
                    + " Under spark-submit always Spark.")
    private Engine.Kind kind;

    @Option(names = "--cores", paramLabel = "N", description = "Worker threads (default: all cores of this machine).")
    private Integer cores;

    /** Starts nothing yet; tasks do. */
    Engine start(Console console) {
        if (cores != null && cores < 1) {
            throw new BadInputException(ExitCode.USAGE, "--cores " + cores + ": at least 1 is needed");
        }
        return new Engine(kind, cores == null ? Runtime.getRuntime().availableProcessors() : cores, console);
    }
}
