package org.bivouac.jobs.lake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/**
 * The few file operations that publishing is made of. Each is one point where a machine can die or a disk can fail, so
 * a test can let it happen at every one of them. No operation follows a symbolic link at the end of a path.
 */
public interface Fs {
    /** What a name stands for. */
    enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        /** A pipe, socket or device. */
        OTHER
    }

    /**
     * What the file system says about a name.
     *
     * @param kind what it is
     * @param bytes its size; meaningful for files only
     * @param modified when its content last changed
     * @param key equal for two names of one file; null where the file system has no such thing
     */
    record Entry(Kind kind, long bytes, FileTime modified, Object key) {}

    /** A new file being written. */
    interface Out extends Closeable {
        /** Appends {@code length} bytes from the start of {@code bytes}. */
        void write(byte[] bytes, int length) throws IOException;
    }

    /** Starts a new file; fails if the name exists. */
    Out create(Path file) throws IOException;

    /** Opens a file to read its bytes. */
    InputStream read(Path file) throws IOException;

    /** Makes a finished file read-only and forces its content to disk. */
    void seal(Path file) throws IOException;

    /** Forces the names in a folder to disk. */
    void syncDirectory(Path directory) throws IOException;

    /** Makes a folder and its parents, where they are missing. */
    void mkdir(Path directory) throws IOException;

    /**
     * Gives a file a second name, as one step that fails with {@link java.nio.file.FileAlreadyExistsException} if the
     * name exists.
     *
     * @throws UnsupportedOperationException where the file system cannot
     */
    void link(Path existing, Path name) throws IOException;

    /** Renames a file, link or folder in one step; a file or link of the new name is replaced. */
    void rename(Path from, Path to) throws IOException;

    /** Makes a symbolic link; fails if the name exists. */
    void symlink(Path name, Path target) throws IOException;

    /** Where a symbolic link points. */
    Path target(Path link) throws IOException;

    /** Removes a file, a link or an empty folder. */
    void delete(Path path) throws IOException;

    /** What is in a folder, in order of name. */
    List<Path> list(Path directory) throws IOException;

    /** What a name stands for; empty if it does not exist. */
    Optional<Entry> entry(Path path) throws IOException;
}
