package org.bivouac.jobs.lake;

/** Keeps other runs on this machine away from one key until it is closed. The OS frees it if the process dies. */
public final class StageLock implements AutoCloseable {
    private final Runnable release;

    StageLock(Runnable release) {
        this.release = release;
    }

    /** Lets the next run in. */
    @Override
    public void close() {
        release.run();
    }
}
