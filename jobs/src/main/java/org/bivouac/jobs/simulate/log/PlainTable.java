package org.bivouac.jobs.simulate.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;

/**
 * A small table of the simulator: commas, one header line, no quotes, empty cells for "none", lines that begin with {@code #}
 * skipped. Every message names file and line.
 */
public final class PlainTable {
    private final String name;
    private final List<String> header;
    private final List<Row> rows = new ArrayList<>();

    private PlainTable(String name, String text) {
        this.name = name;
        List<String> names = null;
        int line = 0;
        for (String each : text.split("\r?\n", -1)) {
            line++;
            if (each.isBlank() || each.startsWith("#")) {
                continue;
            }
            List<String> cells =
                    Arrays.stream(each.split(",", -1)).map(String::strip).toList();
            if (names == null) {
                names = cells;
            } else if (cells.size() != names.size()) {
                throw new BadInputException(
                        ExitCode.USAGE,
                        name + ":" + line + ": " + cells.size() + " cells, expected " + names.size()
                                + " as in the header");
            } else {
                rows.add(new Row(line, cells));
            }
        }
        if (names == null) {
            throw new BadInputException(ExitCode.USAGE, name + ": is empty, expected a header line");
        }
        header = names;
    }

    /** Reads a text. */
    public static PlainTable of(String name, String text) {
        return new PlainTable(name, text);
    }

    /** Reads a file in UTF-8. */
    public static PlainTable read(Path file) {
        try {
            return new PlainTable(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new BadInputException(ExitCode.USAGE, file + ": cannot be read: " + e.getMessage());
        }
    }

    /** Reads a table that comes with the program. */
    public static PlainTable resource(String file) {
        try (InputStream in = PlainTable.class.getResourceAsStream("/org/bivouac/jobs/simulate/" + file)) {
            return new PlainTable(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows in order. */
    public List<Row> rows() {
        return rows;
    }

    /** Whether a column is there. */
    public boolean has(String column) {
        return header.contains(column);
    }

    /** One line. */
    public final class Row {
        private final int line;
        private final List<String> cells;

        private Row(int line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        /** A cell; empty when it is, or when the table has no such column. */
        public String text(String column) {
            int at = header.indexOf(column);
            return at < 0 ? "" : cells.get(at);
        }

        /** A number that must be there. */
        public double number(String column) {
            String text = text(column);
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw bad(column, "is '" + text + "', expected a number");
            }
        }

        /** A number, or {@code otherwise} for an empty cell. */
        public double number(String column, double otherwise) {
            return text(column).isEmpty() ? otherwise : number(column);
        }

        /** What to throw about this row. */
        public BadInputException bad(String column, String what) {
            return new BadInputException(ExitCode.USAGE, name + ":" + line + ": " + column + " " + what);
        }
    }
}
