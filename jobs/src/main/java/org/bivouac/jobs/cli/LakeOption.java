package org.bivouac.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.lake.Lake;
import picocli.CommandLine.Option;

/** Where the lake is. */
final class LakeOption {
    @Option(
            names = "--lake",
            paramLabel = "DIR",
            defaultValue = "${env:BIVOUAC_LAKE:-lake}",
            description = "The lake: raw dumps, tables, reports (default: $BIVOUAC_LAKE, else ./lake).")
    private Path root;

    /**
     * Opens it; an empty one is made where there is none.
     *
     * @throws BadInputException if a file stands in its place
     */
    Lake open() {
        Path folder = root.toAbsolutePath().normalize();
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.exists(above) && !Files.isDirectory(above)) {
                throw new BadInputException(
                        ExitCode.USAGE, above + ": is no folder: name a folder for the lake with --lake");
            }
        }
        return Lake.open(folder);
    }

    /**
     * Opens a lake that must exist already.
     *
     * @throws BadInputException naming the folder if there is none
     */
    Lake openExisting() {
        Path folder = root.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder.resolve("snapshots"))) {
            throw new BadInputException(
                    ExitCode.USAGE,
                    folder + ": no lake here: run 'bivouac debrief INBOX' first, or name it with --lake");
        }
        return Lake.open(folder);
    }
}
