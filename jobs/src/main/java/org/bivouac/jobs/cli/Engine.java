package org.bivouac.jobs.cli;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bivouac.jobs.spark.LocalTasks;
import org.bivouac.jobs.spark.Progress;
import org.bivouac.jobs.spark.SparkSessions;
import org.bivouac.jobs.spark.SparkTasks;
import org.bivouac.jobs.spark.Tasks;

/**
 * Where this process runs its tasks. Submitted by {@code spark-submit}: everything on that cluster. Embedded: dumps on
 * threads, stage scans on Spark {@code local[*]}, which starts at the first need of it, beside the reading of dumps.
 */
final class Engine implements AutoCloseable {
    /** What the user may choose in embedded mode. */
    enum Kind {
        SPARK,
        THREADS
    }

    private final boolean submitted = SparkSessions.submittedMaster().isPresent();
    private final Kind kind;
    private final int cores;
    private final Progress progress;
    private LocalTasks threads;
    private CompletableFuture<Tasks> spark;

    Engine(Kind kind, int cores, Progress progress) {
        this.kind = kind;
        this.cores = cores;
        this.progress = progress;
    }

    /**
     * For tasks that each read a dump. In embedded mode they run on threads, and Spark starts beside them when stage
     * scans will follow.
     *
     * @param scansFollow whether {@link #forStages()} will be used afterwards
     */
    Tasks forDumps(Following scansFollow) {
        return new Lazy() {
            @Override
            Tasks tasks() {
                if (submitted) {
                    return spark().join();
                }
                if (scansFollow == Following.SCANS && kind == Kind.SPARK) {
                    startSpark();
                }
                return threads();
            }
        };
    }

    /** For tasks that each scan a part of a stage. */
    Tasks forStages() {
        return new Lazy() {
            @Override
            Tasks tasks() {
                return submitted || kind == Kind.SPARK ? spark().join() : threads();
            }
        };
    }

    /** Whether stage scans follow the reading of dumps. */
    enum Following {
        SCANS,
        NOTHING
    }

    private synchronized LocalTasks threads() {
        if (threads == null) {
            threads = new LocalTasks(cores, progress);
        }
        return threads;
    }

    private synchronized CompletableFuture<Tasks> spark() {
        startSpark();
        return spark;
    }

    private synchronized void startSpark() {
        if (spark == null) {
            spark = CompletableFuture.supplyAsync(() ->
                    new SparkTasks(submitted ? SparkSessions.submitted() : SparkSessions.embedded(cores), progress));
        }
    }

    @Override
    public synchronized void close() {
        if (threads != null) {
            threads.close();
        }
        if (spark != null) {
            spark.join().close();
        }
    }

    /** Starts nothing as long as there is nothing to do; is closed with its engine. */
    private abstract static class Lazy implements Tasks {
        abstract Tasks tasks();

        @Override
        public <T extends Serializable, R extends Serializable> List<R> map(
                String what, List<T> items, Task<T, R> task) {
            return items.isEmpty() ? List.of() : tasks().map(what, items, task);
        }

        @Override
        public void close() {}
    }
}
