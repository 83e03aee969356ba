package org.bivouac.jobs.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Threads of this process. */
public final class LocalTasks implements Tasks {
    private final ExecutorService threads;
    private final Progress progress;

    /** As many threads as {@code cores}. */
    public LocalTasks(int cores, Progress progress) {
        this.progress = progress;
        threads = Executors.newFixedThreadPool(cores, runnable -> {
            Thread thread = new Thread(runnable, "bivouac-task");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public <T extends Serializable, R extends Serializable> List<R> map(String what, List<T> items, Task<T, R> task) {
        AtomicInteger done = new AtomicInteger();
        AtomicLong bytesDone = new AtomicLong();
        long bytes = items.stream().mapToLong(LocalTasks::bytes).sum();
        List<Future<R>> futures = new ArrayList<>();
        progress.at(what, 0, items.size());
        for (T item : items) {
            futures.add(threads.submit(() -> {
                R result = task.run(item);
                synchronized (done) {
                    progress.at(what, done.incrementAndGet(), items.size());
                    if (bytes > 0) {
                        progress.bytesAt(what, bytesDone.addAndGet(bytes(item)), bytes);
                    }
                }
                return result;
            }));
        }
        List<R> results = new ArrayList<>();
        try {
            for (Future<R> future : futures) {
                results.add(future.get());
            }
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(what + " was interrupted", e);
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
        return results;
    }

    private static long bytes(Object item) {
        return item instanceof Sized sized ? sized.bytes() : 0;
    }

    /** The task's own exception, to be thrown on; an {@link Error} is thrown at once. */
    static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof RuntimeException runtime) {
            return runtime;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof IOException io) {
            return new UncheckedIOException(io);
        }
        return new IllegalStateException(cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
