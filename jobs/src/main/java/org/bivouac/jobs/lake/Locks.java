package org.bivouac.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;

/**
 * Named locks of this machine: an OS lock on a file, which a dead process cannot keep, and a set for the threads of this
 * process, between which the OS does not choose.
 */
final class Locks {
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    private static final int LONGEST_NAME = 200;
    private static final String SUFFIX = ".lock";

    private final Path directory;

    Locks(Path directory) {
        this.directory = directory;
    }

    /** Takes a lock if it is free. */
    Optional<StageLock> tryLock(String name) throws IOException {
        Path file = directory.toRealPath().resolve(fileName(name));
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    ("process " + ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
            taken = true;
            FileChannel held = channel;
            return Optional.of(new StageLock(() -> release(file, held)));
        } finally {
            if (!taken) {
                release(file, channel);
            }
        }
    }

    /** Takes a lock or says who is in the way. */
    StageLock lock(String name) throws IOException {
        return tryLock(name).orElseThrow(() -> busy(name));
    }

    /** Takes a lock, waiting for its holder to finish. */
    StageLock await(String name, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        Optional<StageLock> lock = tryLock(name);
        while (lock.isEmpty()) {
            if (System.nanoTime() > end) {
                throw busy(name);
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new java.io.InterruptedIOException("interrupted while waiting for lock " + name);
            }
            lock = tryLock(name);
        }
        return lock.get();
    }

    /** Names of all locks that start so, held or not. */
    List<String> names(String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, prefix + "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                names.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        }
        return names;
    }

    /** Removes the file of a lock that this process holds and that nobody will ever ask for again. */
    void forget(String name) throws IOException {
        Files.deleteIfExists(directory.toRealPath().resolve(fileName(name)));
    }

    private static void release(Path file, FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(file);
        }
    }

    private BadInputException busy(String name) {
        Path file = directory.resolve(fileName(name));
        return BadInputException.of(
                ExitCode.BUSY,
                Fault.ofFile(
                        file.toString(),
                        "E5",
                        "'" + name + "' is held by another run" + holder(file),
                        "nothing was changed",
                        "wait for it to end and run again"));
    }

    private static String holder(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() ? "" : " (" + text + ")";
        } catch (IOException e) {
            return "";
        }
    }

    private static String fileName(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
        return (encoded.length() <= LONGEST_NAME ? encoded : Trees.hash(name.getBytes(StandardCharsets.UTF_8)))
                + SUFFIX;
    }
}
