package org.bivouac.jobs.lake;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;

/** Errors of the lake's own disk, as error lines. */
final class IoFault {
    private static final String NOTHING_PUBLISHED = "nothing was published, all earlier results are intact";

    private IoFault() {}

    /** A disk error while working on the lake; {@code where} is named if the error itself names no file. */
    static BadInputException of(IOException e, Path where) {
        String file =
                e instanceof FileSystemException named && named.getFile() != null ? named.getFile() : where.toString();
        String reason = reason(e);
        if (isFull(reason)) {
            return new BadInputException(
                    ExitCode.IO,
                    Fault.ofFile(file, "E3", reason + ", " + free(where), NOTHING_PUBLISHED, "make room and run again")
                            .message(),
                    e);
        }
        return new BadInputException(
                ExitCode.IO,
                Fault.ofFile(file, "E4", reason, NOTHING_PUBLISHED, "check the disk and run again")
                        .message(),
                e);
    }

    static BadInputException integrity(Path file, String reason) {
        return BadInputException.of(
                ExitCode.INTEGRITY,
                Fault.ofFile(
                        file.toString(),
                        "E10",
                        reason,
                        "not used",
                        "restore the file from a backup; verify lists all damage"));
    }

    /** The operating system's words, or the exception's name where it has none. */
    static String reason(IOException e) {
        String reason = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return reason != null ? reason : e.getClass().getSimpleName();
    }

    static boolean isFull(String reason) {
        return reason.contains("No space left") || reason.contains("quota");
    }

    static String free(Path where) {
        try {
            return String.format(
                    Locale.ROOT, "%d bytes free", Files.getFileStore(where).getUsableSpace());
        } catch (IOException e) {
            return "free space unknown: " + reason(e);
        }
    }
}
