package org.bivouac.jobs.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What bit rot and helpful people do to published files, which are read-only. */
final class Tampering {
    private Tampering() {}

    /** Replaces a file's bytes, in all of its names. */
    static void overwrite(Path file, byte[] bytes) throws IOException {
        boolean opened = file.toFile().setWritable(true);
        Files.write(file, bytes);
        if (!opened || !file.toFile().setReadOnly()) {
            throw new IOException(file + ": permissions");
        }
    }

    static void flip(Path file, long bit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
        overwrite(file, bytes);
    }
}
