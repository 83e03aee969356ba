package org.bivouac.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.dump.can.DatabaseTable;
import org.bivouac.jobs.dump.can.Databases;
import picocli.CommandLine.Option;

/** Which databases say what the frames of a bus mean. */
final class DatabaseOption {
    @Option(
            names = "--dbc",
            paramLabel = "FILE",
            description = "Database (DBC) of the buses in the dumps, for any logger and bus; may be given again.")
    private List<Path> files = new ArrayList<>();

    /**
     * The databases that are named, and behind them those of a folder's {@code databases.csv}.
     *
     * @param folder null when there is none
     * @throws org.bivouac.jobs.fault.BadInputException in one line, if one is missing or cannot be read
     */
    Databases databases(Path folder) {
        return DatabaseTable.databases(files, folder);
    }
}
