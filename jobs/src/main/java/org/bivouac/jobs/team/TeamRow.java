package org.bivouac.jobs.team;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;

/**
 * A row of a {@link TeamTable}.
 *
 * @param line of the file, from 1, on which the row begins
 * @param header the columns' names
 * @param cells as many, trimmed
 */
public record TeamRow(Path file, long line, List<String> header, List<String> cells) {
    /** The cell, blank if the table has no such column. */
    public String cell(String column) {
        int index = header.indexOf(column);
        return index < 0 ? "" : cells.get(index);
    }

    /** The cell, null where it is blank or the table has no such column. */
    public String orNull(String column) {
        String cell = cell(column);
        return cell.isEmpty() ? null : cell;
    }

    /** The cell, which must not be blank. */
    public String present(String column) {
        if (cell(column).isEmpty()) {
            throw error(column, "is blank");
        }
        return cell(column);
    }

    /** The cell, which must be one of those known. */
    public String oneOf(String column, List<String> known) {
        if (!known.contains(cell(column))) {
            throw error(column, "'" + cell(column) + "', known are " + String.join(", ", known));
        }
        return cell(column);
    }

    /** A whole number of at most nine digits. */
    public int whole(String column) {
        if (!cell(column).matches("[0-9]{1,9}")) {
            throw error(column, "'" + cell(column) + "' is not a whole number");
        }
        return Integer.parseInt(cell(column));
    }

    /** An error of one cell. */
    public BadInputException error(String column, String reason) {
        return error(file, line, "column " + column + ": " + reason);
    }

    static BadInputException error(Path file, long line, String reason) {
        return new BadInputException(ExitCode.USAGE, file + ": line " + line + ": " + reason);
    }

    /** The cell as a record's component has it: text and times may be blank (null), real numbers too (NaN). */
    Object value(String column, Class<?> type) {
        if (type == String.class) {
            return column.equals("position") ? cell(column) : orNull(column);
        } else if (type == Instant.class) {
            return cell(column).isEmpty() ? null : instant(column);
        } else if (type == double.class) {
            return cell(column).isEmpty() ? Double.NaN : number(column);
        } else if (type == int.class) {
            return whole(column);
        }
        throw new IllegalStateException(column + " is a " + type);
    }

    private Instant instant(String column) {
        try {
            return OffsetDateTime.parse(cell(column)).toInstant();
        } catch (DateTimeException e) {
            throw error(column, "'" + cell(column) + "' is not a time with offset such as 2026-01-05T04:30:00Z");
        }
    }

    private double number(String column) {
        if (!cell(column).matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?")) {
            throw error(column, "'" + cell(column) + "' is not a number such as 12.5");
        }
        return Double.parseDouble(cell(column));
    }
}
