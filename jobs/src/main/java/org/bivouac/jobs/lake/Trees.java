package org.bivouac.jobs.lake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Whole files and whole folders, made of the steps of {@link Fs}. */
final class Trees {
    private static final int BUFFER_BYTES = 1 << 17;

    private Trees() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static String hash(Fs fs, Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = fs.read(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return hex(digest);
    }

    static byte[] bytes(Fs fs, Path file) throws IOException {
        try (InputStream in = fs.read(file)) {
            return in.readAllBytes();
        }
    }

    /** Writes a small file and forces it to disk; its name is durable once the folder is synced. */
    static void write(Fs fs, Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Fs.Out out = fs.create(file)) {
            out.write(bytes, bytes.length);
        }
        fs.seal(file);
    }

    static void copy(Fs fs, Path from, Path to) throws IOException {
        try (InputStream in = fs.read(from);
                Fs.Out out = fs.create(to)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, n);
            }
        }
        fs.seal(to);
    }

    static boolean isDirectory(Fs fs, Path path) throws IOException {
        return fs.entry(path).filter(entry -> entry.kind() == Fs.Kind.DIRECTORY).isPresent();
    }

    /** Everything below a folder that is not a folder itself, in order of path; empty if the folder is missing. */
    static List<Path> files(Fs fs, Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        if (isDirectory(fs, directory)) {
            for (Path entry : fs.list(directory)) {
                if (isDirectory(fs, entry)) {
                    found.addAll(files(fs, entry));
                } else {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** Forces the names in a folder and in all folders below it to disk, the deepest first. */
    static void sync(Fs fs, Path directory) throws IOException {
        for (Path entry : fs.list(directory)) {
            if (isDirectory(fs, entry)) {
                sync(fs, entry);
            }
        }
        fs.syncDirectory(directory);
    }

    /** Removes a file, link or folder with all that is in it; nothing happens if it does not exist. */
    static void delete(Fs fs, Path path) throws IOException {
        if (isDirectory(fs, path)) {
            for (Path entry : fs.list(path)) {
                delete(fs, entry);
            }
            fs.delete(path);
        } else if (fs.entry(path).isPresent()) {
            fs.delete(path);
        }
    }
}
