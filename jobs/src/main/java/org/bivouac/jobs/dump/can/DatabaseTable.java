package org.bivouac.jobs.dump.can;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.bivouac.jobs.dump.can.Databases.Entry;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;

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
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .setCommentMarker('#')
                .get();
        try (Reader text = Files.newBufferedReader(table, StandardCharsets.UTF_8);
                CSVParser parser = format.parse(text)) {
            List<CSVRecord> rows = parser.getRecords();
            if (rows.isEmpty()) {
                throw error(table, 1, "empty, expected the columns " + String.join(", ", COLUMNS));
            }
            List<String> header = header(table, rows.get(0));
            List<Entry> entries = new ArrayList<>();
            for (CSVRecord row : rows.subList(1, rows.size())) {
                entries.add(entry(table, header, row));
            }
            return entries;
        } catch (CharacterCodingException e) {
            throw new BadInputException(ExitCode.USAGE, table + ": is not UTF-8: save it as UTF-8", e);
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException(ExitCode.USAGE, table + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> header(Path table, CSVRecord row) {
        List<String> header = new ArrayList<>(Arrays.asList(row.values()));
        header.set(0, header.get(0).replaceFirst("^\uFEFF", ""));
        for (String name : header) {
            if (!COLUMNS.contains(name)) {
                throw error(table, 1, "unknown column '" + name + "', known are " + String.join(", ", COLUMNS));
            }
            if (header.indexOf(name) != header.lastIndexOf(name)) {
                throw error(table, 1, "column '" + name + "' stands twice");
            }
        }
        if (!header.contains("dbc")) {
            throw error(table, 1, "column 'dbc' is missing, known are " + String.join(", ", COLUMNS));
        }
        return header;
    }

    private static Entry entry(Path table, List<String> header, CSVRecord row) {
        if (row.size() != header.size()) {
            throw error(table, row.getRecordNumber(), row.size() + " cells, expected " + header.size());
        }
        String dbc = row.get(header.indexOf("dbc"));
        if (dbc.isEmpty()) {
            throw error(table, row.getRecordNumber(), "column dbc: is blank");
        }
        try {
            Path file = table.toAbsolutePath()
                    .resolveSibling(dbc.replace('\\', '/'))
                    .normalize();
            return Entry.of(any(header, row, "logger"), any(header, row, "bus"), file);
        } catch (BadInputException e) {
            throw new BadInputException(
                    e.exitCode(), table + ": line " + row.getRecordNumber() + ": column dbc: " + e.getMessage(), e);
        } catch (InvalidPathException e) {
            throw error(table, row.getRecordNumber(), "column dbc: '" + dbc + "' is no path");
        }
    }

    private static String any(List<String> header, CSVRecord row, String column) {
        int index = header.indexOf(column);
        return index < 0 || row.get(index).isEmpty() ? Databases.ANY : row.get(index);
    }

    private static BadInputException error(Path table, long line, String reason) {
        return new BadInputException(ExitCode.USAGE, table + ": line " + line + ": " + reason);
    }
}
