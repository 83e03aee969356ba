package org.bivouac.jobs.spark;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkException;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Spark's executors: one Spark task an item. */
public final class SparkTasks implements Tasks {
    private static final long POLL_MILLIS = 250;

    private final SparkSession session;
    private final JavaSparkContext context;
    private final Progress progress;

    /** Runs tasks by this Spark and stops it when closed. */
    public SparkTasks(SparkSession session, Progress progress) {
        this.session = session;
        this.progress = progress;
        this.context = new JavaSparkContext(session.sparkContext());
    }

    @Override
    public <T extends Serializable, R extends Serializable> List<R> map(String what, List<T> items, Task<T, R> task) {
        if (items.isEmpty()) {
            return List.of();
        }
        context.setJobDescription(what);
        progress.at(what, 0, items.size());
        // One partition an item, collected by partition: the order of the results is the order of the items.
        JavaFutureAction<List<R>> job =
                context.parallelize(items, items.size()).map(task::run).collectAsync();
        try {
            return watched(what, items.size(), job);
        } catch (ExecutionException e) {
            throw LocalTasks.unwrapped(causeOf(e));
        } catch (InterruptedException e) {
            job.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(what + " was interrupted", e);
        }
    }

    private <R> List<R> watched(String what, int total, JavaFutureAction<List<R>> job)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                List<R> results = job.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                progress.at(what, total, total);
                return results;
            } catch (TimeoutException notYet) {
                int done = completed(job);
                if (done > 0) {
                    progress.at(what, done, total);
                }
            }
        }
    }

    private int completed(JavaFutureAction<?> job) {
        int completed = 0;
        for (int id : job.jobIds()) {
            SparkJobInfo info = context.statusTracker().getJobInfo(id);
            for (int stage : info == null ? new int[0] : info.stageIds()) {
                SparkStageInfo stageInfo = context.statusTracker().getStageInfo(stage);
                completed += stageInfo == null ? 0 : stageInfo.numCompletedTasks();
            }
        }
        return completed;
    }

    /** What the task threw, out of Spark's wrapping, so that the user sees one line and not Spark's trace. */
    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && (cause instanceof ExecutionException || cause instanceof SparkException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public void close() {
        session.stop();
    }
}
