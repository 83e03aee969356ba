package org.bivouac.jobs.lake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A POSIX file system of this machine. */
public class LocalFs implements Fs {
    private static final Set<PosixFilePermission> WRITE = EnumSet.of(
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    @Override
    public Out create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new Out() {
            @Override
            public void write(byte[] bytes, int length) throws IOException {
                ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
                try {
                    while (rest.hasRemaining()) {
                        channel.write(rest);
                    }
                } catch (IOException e) {
                    throw naming(file, e);
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    @Override
    public InputStream read(Path file) throws IOException {
        return Channels.newInputStream(
                FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }

    @Override
    public void seal(Path file) throws IOException {
        PosixFileAttributeView posix =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (posix != null) {
            Set<PosixFilePermission> permissions = posix.readAttributes().permissions();
            permissions.removeAll(WRITE);
            Files.setPosixFilePermissions(file, permissions);
        }
        force(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        force(directory);
    }

    /** The system call takes any open descriptor, so a read-only one will do for a sealed file and for a folder. */
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw naming(path, e);
        }
    }

    @Override
    public void mkdir(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        try {
            Files.createLink(name, existing);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            if (isNoSuchLink(e.getReason())) {
                throw new UnsupportedOperationException(e.getMessage(), e);
            }
            throw e;
        }
    }

    private static boolean isNoSuchLink(String reason) {
        return reason != null
                && (reason.contains("not permitted")
                        || reason.contains("not supported")
                        || reason.contains("cross-device")
                        || reason.contains("Too many links"));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void symlink(Path name, Path target) throws IOException {
        Files.createSymbolicLink(name, target);
    }

    @Override
    public Path target(Path link) throws IOException {
        return Files.readSymbolicLink(link);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.delete(path);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(names::add);
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public Optional<Entry> entry(Path path) throws IOException {
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Kind kind = found.isRegularFile()
                ? Kind.FILE
                : found.isDirectory() ? Kind.DIRECTORY : found.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
        return Optional.of(new Entry(kind, found.size(), found.lastModifiedTime(), found.fileKey()));
    }

    /** Channels report a full disk without saying where. */
    private static IOException naming(Path file, IOException e) {
        FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
        named.initCause(e);
        return named;
    }
}
