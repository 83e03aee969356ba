package org.bivouac.jobs.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bivouac.jobs.ingest.Identity;
import org.bivouac.jobs.ingest.IngestJob;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.spark.LocalTasks;
import org.bivouac.jobs.spark.Progress;
import org.bivouac.schemas.Catalogue;

/** What {@code bivouac ingest} does, step by step with times: {@code <inbox> <lake>}. */
final class DirectIngest {
    private DirectIngest() {}

    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        Lake lake = Lake.open(Path.of(args[1]));
        try (Run run = lake.begin();
                LocalTasks tasks = new LocalTasks(2, Progress.NONE)) {
            IngestJob.Outputs out = new IngestJob()
                    .run(
                            new IngestJob.Inputs(
                                    lake,
                                    run,
                                    Path.of(args[0]),
                                    new Identity(2026, "bench", "1", "501"),
                                    Catalogue.builtIn(),
                                    List.of()),
                            tasks);
            step("ingest", start);
            out.faults().forEach(fault -> System.out.println(fault.message()));
            long publish = System.nanoTime();
            run.publish();
            step("publish", publish);
        }
    }

    private static void step(String what, long since) {
        System.out.printf("%s %.2f s%n", what, (System.nanoTime() - since) / 1e9);
    }
}
