package org.bivouac.jobs.dump.can;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.dump.can.Databases.Entry;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.team.TeamRow;
import org.bivouac.jobs.team.TeamTable;

/**
 * Reads {@code databases.csv}, which says which databases are for which logs: columns {@code logger}, {@code bus},
 * {@code dbc} in any order; {@code *} or nothing stands for any logger or bus, a path counts from the table's folder.
 */
public final class DatabaseTable {
    /** The file's name in an inbox. */
    public static final String NAME = "databases.csv";

    private static final List<String> COLUMNS = List.of("logger", "bus", "dbc");

    private DatabaseTable() {}

    /**
     * The databases that a command is given: those named, for any log, and then those of a table.
     *
     * @param named by the command line
     * @param folder that may hold a table; null when there is no such folder
     * @throws BadInputException in one line, if the table or a database is faulty
     */
    public static Databases databases(List<Path> named, Path folder) {
        List<Entry> entries = new ArrayList<>();
        for (Path file : named) {
            entries.add(
                    Entry.of(Databases.ANY, Databases.ANY, file.toAbsolutePath().normalize()));
        }
        if (folder != null && Files.isRegularFile(folder.resolve(NAME))) {
            entries.addAll(read(folder.resolve(NAME)));
        }
        return new Databases(entries, null);
    }

    private static List<Entry> read(Path table) {
        List<Entry> entries = new ArrayList<>();
        for (TeamRow row : TeamTable.read(table, COLUMNS, List.of("dbc"))) {
            entries.add(entry(table, row));
        }
        return entries;
    }

    private static Entry entry(Path table, TeamRow row) {
        String dbc = row.present("dbc");
        try {
            Path file = table.toAbsolutePath()
                    .resolveSibling(dbc.replace('\\', '/'))
                    .normalize();
            return Entry.of(any(row.cell("logger")), any(row.cell("bus")), file);
        } catch (BadInputException e) {
            throw new BadInputException(
                    e.exitCode(), table + ": line " + row.line() + ": column dbc: " + e.getMessage(), e);
        } catch (InvalidPathException e) {
            throw row.error("dbc", "'" + dbc + "' is no path");
        }
    }

    private static String any(String cell) {
        return cell.isEmpty() ? Databases.ANY : cell;
    }
}
