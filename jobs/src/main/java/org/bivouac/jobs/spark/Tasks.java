package org.bivouac.jobs.spark;

import java.io.Serializable;
import java.util.List;

/** Runs independent pieces of work somewhere: on threads of this process or on Spark's executors, with equal results. */
public interface Tasks extends AutoCloseable {
    /**
     * Runs a task for every item.
     *
     * @param what the name of this step, for progress and the Spark UI of a cluster
     * @param items what to work on; sent to executors, so serializable
     * @param task what to do with each; sent to executors too
     * @return the results in the order of {@code items}, whatever order they were computed in
     */
    <T extends Serializable, R extends Serializable> List<R> map(String what, List<T> items, Task<T, R> task);

    @Override
    void close();

    /** One piece of work. */
    @FunctionalInterface
    interface Task<T, R> extends Serializable {
        /** Does it. */
        R run(T item) throws Exception;
    }
}
