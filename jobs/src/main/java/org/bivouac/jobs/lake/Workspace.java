package org.bivouac.jobs.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A private folder for unfinished files. A lock of the same name lives a little longer than the folder, so a folder
 * whose lock is free belongs to a dead process and can be swept.
 */
final class Workspace implements AutoCloseable {
    private static final String LOCK = "staging-";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Fs fs;
    private final Locks locks;
    private final String name;
    private final Path directory;
    private final StageLock lock;

    private Workspace(Fs fs, Locks locks, String name, Path directory, StageLock lock) {
        this.fs = fs;
        this.locks = locks;
        this.name = name;
        this.directory = directory;
        this.lock = lock;
    }

    static Workspace open(Fs fs, Locks locks, Path staging) throws IOException {
        String name = randomName();
        StageLock lock = locks.lock(LOCK + name);
        Path directory = staging.resolve(name);
        try {
            fs.mkdir(directory);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        return new Workspace(fs, locks, name, directory, lock);
    }

    static String randomName() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Path directory() {
        return directory;
    }

    /** Removes the folder. */
    @Override
    public void close() {
        try {
            Trees.delete(fs, directory);
            locks.forget(LOCK + name);
        } catch (IOException e) {
            // What is left is swept by the next run, once the lock is free; nothing refers to it.
        } finally {
            lock.close();
        }
    }

    /** Removes what dead processes left in {@code staging/}. */
    @SuppressWarnings("try") // the lock is held, not used
    static void sweep(Fs fs, Locks locks, Path staging) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path left : fs.list(staging)) {
            names.add(left.getFileName().toString());
        }
        for (String lockName : locks.names(LOCK)) {
            names.add(lockName.substring(LOCK.length()));
        }
        for (String name : names) {
            Optional<StageLock> free = locks.tryLock(LOCK + name);
            if (free.isPresent()) {
                try (StageLock held = free.get()) {
                    Trees.delete(fs, staging.resolve(name));
                    locks.forget(LOCK + name);
                }
            }
        }
    }
}
