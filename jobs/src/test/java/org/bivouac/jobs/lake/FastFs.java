package org.bivouac.jobs.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The local file system without waiting for the disk, for tests that do not cut the power. */
class FastFs extends LocalFs {
    @Override
    public void seal(Path file) throws IOException {
        if (!file.toFile().setReadOnly()) {
            throw new IOException(file + ": cannot be made read-only");
        }
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + ": is no folder");
        }
    }
}
