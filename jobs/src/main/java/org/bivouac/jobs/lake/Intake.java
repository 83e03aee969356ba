package org.bivouac.jobs.lake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;

/** Brings dumps into {@code raw/}: copied once, named by the hash of their bytes, never changed. */
final class Intake {
    private static final int BUFFER_BYTES = 1 << 17;

    private final Fs fs;
    private final Path rawDirectory;

    /** Sizes of the files in {@code raw/}; a dump of another size is certainly new and is read only once. */
    private final Set<Long> knownSizes = ConcurrentHashMap.newKeySet();

    private boolean sizesRead;

    Intake(Fs fs, Path rawDirectory) {
        this.fs = fs;
        this.rawDirectory = rawDirectory;
    }

    /**
     * Copies a dump unless the lake has it.
     *
     * @param dump the file as the user knows it
     * @param workspace private folder for the unfinished copy
     */
    Raw take(Path dump, Path workspace) throws IOException {
        Fs.Entry before = regularFile(dump);
        readSizes();
        if (knownSizes.contains(before.bytes())) {
            String sha256 = read(dump, before, null);
            Path kept = rawDirectory.resolve(sha256);
            if (fs.entry(kept).isPresent()) {
                return present(sha256, before.bytes(), kept);
            }
        }
        requireRoom(dump, before.bytes());
        Path copy = workspace.resolve("intake");
        String sha256;
        try (Fs.Out out = fs.create(copy)) {
            sha256 = read(dump, before, out);
        }
        Path kept = rawDirectory.resolve(sha256);
        if (fs.entry(kept).isPresent()) {
            return present(sha256, before.bytes(), kept);
        }
        fs.seal(copy);
        fs.rename(copy, kept);
        fs.syncDirectory(rawDirectory);
        knownSizes.add(before.bytes());
        return new Raw(sha256, before.bytes(), kept, true);
    }

    /** Reads a dump to its end, into {@code out} if that is not null, and checks that nobody wrote to it meanwhile. */
    private String read(Path dump, Fs.Entry before, Fs.Out out) throws IOException {
        MessageDigest digest = Trees.sha256();
        long bytes = 0;
        try (InputStream in = open(dump)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = next(dump, in, buffer, bytes); n >= 0; n = next(dump, in, buffer, bytes)) {
                digest.update(buffer, 0, n);
                if (out != null) {
                    out.write(buffer, n);
                }
                bytes += n;
                if (bytes > before.bytes()) {
                    throw notStable(dump, before.bytes() + " bytes at first, more while reading");
                }
            }
        }
        Fs.Entry after = regularFile(dump);
        if (bytes != before.bytes() || after.bytes() != before.bytes()) {
            throw notStable(dump, before.bytes() + " bytes at first, " + after.bytes() + " after reading " + bytes);
        }
        if (!after.modified().equals(before.modified())) {
            throw notStable(dump, "written to while it was read");
        }
        return Trees.hex(digest);
    }

    private InputStream open(Path dump) {
        try {
            return fs.read(dump);
        } catch (IOException e) {
            throw unreadable(dump, -1, e);
        }
    }

    /** Errors of the dump's disk refuse the dump; errors of the lake's disk, elsewhere, stop the run. */
    private static int next(Path dump, InputStream in, byte[] buffer, long offset) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw unreadable(dump, offset, e);
        }
    }

    private Fs.Entry regularFile(Path dump) {
        Fs.Entry entry;
        try {
            entry = fs.entry(dump)
                    .orElseThrow(() -> refused(dump, "A12", "no such file", "check the inbox and run again"));
        } catch (IOException e) {
            throw unreadable(dump, -1, e);
        }
        return switch (entry.kind()) {
            case FILE -> entry;
            case LINK -> throw refused(dump, "A13", "is a symbolic link", "put the file itself in the inbox");
            case DIRECTORY -> throw refused(dump, "A13", "is a folder", "name the files in it");
            case OTHER -> throw refused(dump, "A13", "is a pipe, socket or device", "put a regular file in the inbox");
        };
    }

    private Raw present(String sha256, long bytes, Path kept) throws IOException {
        Fs.Entry entry = fs.entry(kept).orElseThrow();
        if (entry.kind() != Fs.Kind.FILE || entry.bytes() != bytes) {
            throw IoFault.integrity(kept, "has " + entry.bytes() + " bytes, its dump has " + bytes);
        }
        return new Raw(sha256, bytes, kept, false);
    }

    private synchronized void readSizes() throws IOException {
        if (!sizesRead) {
            for (Path kept : fs.list(rawDirectory)) {
                fs.entry(kept).ifPresent(entry -> knownSizes.add(entry.bytes()));
            }
            sizesRead = true;
        }
    }

    private void requireRoom(Path dump, long bytes) throws IOException {
        long free = Files.getFileStore(rawDirectory).getUsableSpace();
        if (bytes > free) {
            throw BadInputException.of(
                    ExitCode.IO,
                    Fault.ofFile(
                            rawDirectory.toString(),
                            "E3",
                            String.format(Locale.ROOT, "%s needs %d bytes, %d are free", dump, bytes, free),
                            "not copied, all earlier results are intact",
                            "make room and run again"));
        }
    }

    private static DumpException notStable(Path dump, String reason) {
        return refused(
                dump, "A3", "not stable: " + reason, "let the copy to the inbox finish; the next run takes the dump");
    }

    private static DumpException unreadable(Path dump, long offset, IOException e) {
        String reason = e instanceof java.nio.file.AccessDeniedException ? "permission denied" : IoFault.reason(e);
        return new DumpException(new Fault(
                dump.toString(),
                offset,
                0,
                0,
                "A12",
                "cannot be read: " + reason,
                "dump refused",
                "check its permissions and the disk, or copy it again",
                1));
    }

    private static DumpException refused(Path dump, String rule, String reason, String advice) {
        return new DumpException(Fault.ofFile(dump.toString(), rule, reason, "dump refused", advice));
    }
}
