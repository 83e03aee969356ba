package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.schemas.Tables;

/** Reads a text table that people wrote: comma-separated, UTF-8, a header row with the columns' names in any order. */
final class TextTable {
    private final Path file;
    private final List<String> header;
    private final List<CSVRecord> records;

    private TextTable(Path file, List<String> header, List<CSVRecord> records) {
        this.file = file;
        this.header = header;
        this.records = records;
    }

    /** Reads all rows; an unknown, repeated or missing column is an error that lists those known. */
    static TextTable read(Path file, List<String> known, List<String> required) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .setCommentMarker('#')
                .get();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = format.parse(text)) {
            List<CSVRecord> all = parser.getRecords();
            if (all.isEmpty()) {
                throw error(file, 1, "empty, expected the columns " + String.join(", ", known));
            }
            List<String> header = new ArrayList<>(Arrays.asList(all.get(0).values()));
            header.set(0, header.get(0).replaceFirst("^\uFEFF", ""));
            for (String name : header) {
                if (!known.contains(name)) {
                    throw error(file, 1, "unknown column '" + name + "', known are " + String.join(", ", known));
                }
                if (header.indexOf(name) != header.lastIndexOf(name)) {
                    throw error(file, 1, "column '" + name + "' stands twice");
                }
            }
            for (String name : required) {
                if (!header.contains(name)) {
                    throw error(file, 1, "column '" + name + "' is missing, known are " + String.join(", ", known));
                }
            }
            for (CSVRecord row : all) {
                if (row.size() != header.size()) {
                    throw error(file, line(row), row.size() + " cells, expected " + header.size());
                }
            }
            return new TextTable(file, header, all.subList(1, all.size()));
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        }
    }

    private static BadInputException unreadable(Path file, IOException e) {
        if (e instanceof CharacterCodingException) {
            return new BadInputException(ExitCode.USAGE, file + ": is not UTF-8: save it as UTF-8", e);
        } else if (e instanceof CSVException) {
            // "(startline 2) EOF reached …": the line at which the quote is opened
            String reason = e.getMessage().replaceFirst("^\\(startline ([0-9]+)\\) ", "line $1: ");
            return new BadInputException(ExitCode.USAGE, file + ": " + reason, e);
        }
        return new BadInputException(ExitCode.IO, file + ": cannot be read: " + e.getMessage(), e);
    }

    /** Reads a table of records; columns are named as in Parquet. Whole numbers and flags must be there. */
    static <R extends Record> List<R> read(Path file, Class<R> table) {
        RecordComponent[] components = table.getRecordComponents();
        List<String> known = new ArrayList<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : components) {
            known.add(Tables.column(component));
            if (component.getType().isPrimitive() && component.getType() != double.class) {
                required.add(Tables.column(component));
            }
        }
        TextTable text = read(file, known, required);
        List<R> rows = new ArrayList<>();
        Constructor<R> constructor = constructor(table, components);
        for (CSVRecord row : text.records) {
            Object[] cells = new Object[components.length];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = text.value(row, known.get(c), components[c].getType());
            }
            try {
                rows.add(constructor.newInstance(cells));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return rows;
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> table, RecordComponent[] components) {
        try {
            return table.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    List<CSVRecord> rows() {
        return records;
    }

    /** The cell, blank if the table has no such column. */
    String cell(CSVRecord row, String column) {
        int index = header.indexOf(column);
        return index < 0 ? "" : row.get(index);
    }

    private Object value(CSVRecord row, String column, Class<?> type) {
        String cell = cell(row, column);
        if (type == String.class) {
            return cell.isEmpty() && !column.equals("position") ? null : cell;
        } else if (type == Instant.class) {
            return cell.isEmpty() ? null : instant(row, column, cell);
        } else if (type == double.class) {
            return cell.isEmpty() ? Double.NaN : number(row, column, cell);
        } else if (type == int.class) {
            return whole(row, column, cell);
        }
        throw new IllegalStateException(column + " is a " + type);
    }

    private Instant instant(CSVRecord row, String column, String cell) {
        try {
            return OffsetDateTime.parse(cell).toInstant();
        } catch (DateTimeException e) {
            throw error(row, column, "'" + cell + "' is not a time with offset such as 2026-01-05T04:30:00Z");
        }
    }

    private double number(CSVRecord row, String column, String cell) {
        if (!cell.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?")) {
            throw error(row, column, "'" + cell + "' is not a number such as 12.5");
        }
        return Double.parseDouble(cell);
    }

    /** A whole number of at most nine digits. */
    int whole(CSVRecord row, String column, String cell) {
        if (!cell.matches("[0-9]{1,9}")) {
            throw error(row, column, "'" + cell + "' is not a whole number");
        }
        return Integer.parseInt(cell);
    }

    /** An error of one cell. */
    BadInputException error(CSVRecord row, String column, String reason) {
        return error(file, line(row), "column " + column + ": " + reason);
    }

    private static long line(CSVRecord row) {
        return row.getRecordNumber();
    }

    private static BadInputException error(Path file, long line, String reason) {
        return new BadInputException(ExitCode.USAGE, file + ": line " + line + ": " + reason);
    }
}
