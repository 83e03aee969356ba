package org.bivouac.jobs.lake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A file system where one operation, the k-th, goes wrong. */
final class FaultyFs implements Fs {
    /** What goes wrong. */
    enum Mishap {
        KILL,
        EIO_ONCE,
        EIO_FOR_EVER,
        ENOSPC_ONCE,
        ENOSPC_FOR_EVER,
        POWER_CUT,
        POWER_CUT_KEEPING_NAMES,
        POWER_CUT_KEEPING_SOME;

        boolean isFullDisk() {
            return this == ENOSPC_ONCE || this == ENOSPC_FOR_EVER;
        }

        /** Dying at a read leaves the disk as dying at the next write does, and a full disk can be read. */
        boolean hitsReads() {
            return this == EIO_ONCE;
        }

        boolean isDeath() {
            return !isFullDisk() && this != EIO_ONCE && this != EIO_FOR_EVER;
        }
    }

    private final Fs real = new FastFs();
    private final Durable durable;
    private final Mishap mishap;
    private final long when;
    private long operations;
    private boolean dead;

    /** Counts operations from 1; with {@code when} 0 nothing goes wrong. */
    FaultyFs(Path root, Mishap mishap, long when) {
        this.durable = new Durable(real, root);
        this.mishap = mishap;
        this.when = when;
    }

    /** Operations so far that this mishap could have hit. */
    long operations() {
        return operations;
    }

    /** Leaves the disk as the mishap leaves it. */
    void afterwards() throws IOException {
        switch (mishap) {
            case POWER_CUT -> durable.cutPower(Durable.Loss.EVERYTHING, when);
            case POWER_CUT_KEEPING_NAMES -> durable.cutPower(Durable.Loss.CONTENT, when);
            case POWER_CUT_KEEPING_SOME -> durable.cutPower(Durable.Loss.SOME, when);
            default -> {}
        }
    }

    private void reading(Path path) throws IOException {
        if (dead) {
            throw new SimulatedCrash();
        }
        if (mishap.hitsReads()) {
            operation(path);
        }
    }

    private void operation(Path path) throws IOException {
        if (dead) {
            throw new SimulatedCrash();
        }
        operations++;
        if (when == 0 || operations < when) {
            return;
        }
        boolean now = operations == when;
        switch (mishap) {
            case EIO_ONCE -> fail(now, path, "Input/output error");
            case EIO_FOR_EVER -> fail(true, path, "Input/output error");
            case ENOSPC_ONCE -> fail(now, path, "No space left on device");
            case ENOSPC_FOR_EVER -> fail(true, path, "No space left on device");
            default -> {
                dead = true;
                throw new SimulatedCrash();
            }
        }
    }

    private static void fail(boolean now, Path path, String reason) throws IOException {
        if (now) {
            throw new FileSystemException(path.toString(), null, reason);
        }
    }

    @Override
    public Out create(Path file) throws IOException {
        operation(file);
        Out out = real.create(file);
        durable.made(file);
        return new Out() {
            @Override
            public void write(byte[] bytes, int length) throws IOException {
                try {
                    operation(file);
                } catch (IOException | SimulatedCrash e) {
                    out.write(bytes, length / 2);
                    throw e;
                }
                out.write(bytes, length);
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    @Override
    public InputStream read(Path file) throws IOException {
        reading(file);
        return new FilterInputStream(real.read(file)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                reading(file);
                return super.read(bytes, offset, length);
            }
        };
    }

    @Override
    public void seal(Path file) throws IOException {
        operation(file);
        real.seal(file);
        durable.synced(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        operation(directory);
        if (Files.exists(directory)) {
            durable.syncedDirectory(directory);
        }
    }

    @Override
    public void mkdir(Path directory) throws IOException {
        operation(directory);
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = directory; !Files.isDirectory(path); path = path.getParent()) {
            missing.push(path);
        }
        for (Path path : missing) {
            real.mkdir(path);
            durable.made(path);
        }
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        operation(name);
        real.link(existing, name);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        operation(to);
        durable.unmaking(to);
        real.rename(from, to);
    }

    @Override
    public void symlink(Path name, Path target) throws IOException {
        operation(name);
        real.symlink(name, target);
        durable.made(name);
    }

    @Override
    public Path target(Path link) throws IOException {
        reading(link);
        return real.target(link);
    }

    @Override
    public void delete(Path path) throws IOException {
        if (!mishap.isFullDisk()) {
            operation(path);
        }
        durable.unmaking(path);
        real.delete(path);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        reading(directory);
        return real.list(directory);
    }

    @Override
    public Optional<Entry> entry(Path path) throws IOException {
        reading(path);
        return real.entry(path);
    }
}
