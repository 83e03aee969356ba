package org.bivouac.jobs.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Spark's executors: one Spark task an item. */
public final class SparkTasks implements Tasks {
    private final SparkSession session;
    private final JavaSparkContext context;

    /** Runs tasks in this session and stops it when closed. */
    public SparkTasks(SparkSession session) {
        this.session = session;
        this.context = new JavaSparkContext(session.sparkContext());
    }

    @Override
    public <T extends Serializable, R extends Serializable> List<R> map(String what, List<T> items, Task<T, R> task) {
        if (items.isEmpty()) {
            return List.of();
        }
        context.setJobDescription(what);
        // One partition an item, collected by partition: the order of the results is the order of the items.
        return context.parallelize(items, items.size()).map(task::run).collect();
    }

    @Override
    public void close() {
        session.stop();
    }
}
