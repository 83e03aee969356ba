package org.bivouac.jobs.recovery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The truth and the lake of one rally as views of one DuckDB: {@code true_drives}, {@code true_events} and so on beside
 * {@code measures}, {@code events} and so on.
 */
final class Answers implements AutoCloseable {
    private static final List<String> TRUTH = List.of("drives", "segments", "terrain", "events", "damage", "faults");
    private static final List<String> LAKE =
            List.of("measures", "events", "segments", "dumps", "channels", "rejects", "clock_events");

    private final Connection connection;

    Answers(SimulatedDebrief rally) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            for (String table : TRUTH) {
                view(statement, "true_" + table, rally.inbox().resolve("truth/" + table + ".parquet"));
            }
            for (String table : LAKE) {
                Path folder = rally.lake().resolve("current").resolve(table);
                if (hasFiles(folder)) {
                    view(statement, table, folder.resolve("**/*.parquet"));
                }
            }
        }
    }

    private static boolean hasFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void view(Statement statement, String name, Path files) throws SQLException {
        statement.execute("CREATE VIEW " + name + " AS SELECT * FROM read_parquet('"
                + files.toString().replace("'", "''") + "', union_by_name = true, hive_partitioning = false)");
    }

    /** Whether there is such a table with rows. */
    boolean has(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT count(*) FROM duckdb_views() WHERE view_name = '" + table + "'")) {
            found.next();
            return found.getLong(1) > 0;
        }
    }

    /** Rows by column name; numbers as they come, null for what is missing. */
    List<Map<String, Object>> rows(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            while (found.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int c = 1; c <= found.getMetaData().getColumnCount(); c++) {
                    row.put(found.getMetaData().getColumnLabel(c), found.getObject(c));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** A number of a row; NaN for a missing one. */
    static double number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** A text of a row; empty for a missing one. */
    static String text(Map<String, Object> row, String column) {
        Object value = row.get(column);
        return value == null ? "" : value.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
