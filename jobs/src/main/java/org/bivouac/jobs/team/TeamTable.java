package org.bivouac.jobs.team;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.schemas.Tables;

/**
 * Reads a text table that people wrote: comma-separated, UTF-8, a header row with the columns' names in any order; blank
 * lines and those that begin with {@code #} are passed over.
 */
public final class TeamTable {
    private TeamTable() {}

    /** Reads all rows; an unknown, repeated or missing column is an error that lists those known. */
    public static List<TeamRow> read(Path file, List<String> known, List<String> required) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .setCommentMarker('#')
                .get();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = format.parse(text)) {
            List<String> header = null;
            List<TeamRow> rows = new ArrayList<>();
            for (CSVRecord cells : parser) {
                long line = firstLine(cells, parser.getCurrentLineNumber());
                if (header == null) {
                    header = header(file, line, cells, known, required);
                } else if (cells.size() != header.size()) {
                    throw TeamRow.error(file, line, cells.size() + " cells, expected " + header.size());
                } else {
                    rows.add(new TeamRow(file, line, header, List.of(cells.values())));
                }
            }
            if (header == null) {
                throw TeamRow.error(file, 1, "empty, expected the columns " + String.join(", ", known));
            }
            return rows;
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        }
    }

    /**
     * Reads a table of records; columns are named as in Parquet. Whole numbers must be there.
     *
     * @param check is given each record with its row, to refuse it by {@link TeamRow#error}
     */
    public static <R extends Record> List<R> read(Path file, Class<R> table, BiConsumer<R, TeamRow> check) {
        RecordComponent[] components = table.getRecordComponents();
        List<String> known = new ArrayList<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : components) {
            known.add(Tables.column(component));
            if (component.getType().isPrimitive() && component.getType() != double.class) {
                required.add(Tables.column(component));
            }
        }
        List<R> records = new ArrayList<>();
        for (TeamRow row : read(file, known, required)) {
            Object[] cells = new Object[components.length];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = row.value(known.get(c), components[c].getType());
            }
            R made = made(table, components, cells);
            check.accept(made, row);
            records.add(made);
        }
        return records;
    }

    private static <R extends Record> R made(Class<R> table, RecordComponent[] components, Object[] cells) {
        try {
            Constructor<R> constructor = table.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(cells);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> header(
            Path file, long line, CSVRecord cells, List<String> known, List<String> required) {
        List<String> header = new ArrayList<>(Arrays.asList(cells.values()));
        header.set(0, header.get(0).replaceFirst("^\uFEFF", ""));
        for (String name : header) {
            if (!known.contains(name)) {
                throw TeamRow.error(file, line, "unknown column '" + name + "', known are " + String.join(", ", known));
            }
            if (header.indexOf(name) != header.lastIndexOf(name)) {
                throw TeamRow.error(file, line, "column '" + name + "' stands twice");
            }
        }
        for (String name : required) {
            if (!header.contains(name)) {
                throw TeamRow.error(
                        file, line, "column '" + name + "' is missing, known are " + String.join(", ", known));
            }
        }
        return header;
    }

    /** The parser knows the line it has come to; breaks within quotes lie before it. */
    private static long firstLine(CSVRecord cells, long lastLine) {
        return lastLine
                - cells.stream()
                        .flatMapToInt(String::chars)
                        .filter(character -> character == '\n')
                        .count();
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
}
