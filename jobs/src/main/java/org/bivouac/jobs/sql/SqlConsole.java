package org.bivouac.jobs.sql;

import java.lang.reflect.RecordComponent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.schemas.Tables;

/**
 * DuckDB in memory with a view for each table of one snapshot, over exactly the files that the snapshot names. The
 * views' columns are the data dictionary's. A query can neither read other files nor write any, nor use the network.
 */
public final class SqlConsole implements AutoCloseable {
    private static final String REPORT = "report";

    private final Connection connection;
    private final TreeSet<String> tables = new TreeSet<>();

    private SqlConsole(Connection connection) {
        this.connection = connection;
    }

    /** Opens the tables of a snapshot. A table without files yet is an empty view with its columns. */
    public static SqlConsole open(Snapshot snapshot) {
        try {
            SqlConsole console = new SqlConsole(DriverManager.getConnection("jdbc:duckdb:"));
            console.createViews(snapshot);
            return console;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot open the tables of snapshot " + snapshot.number(), e);
        }
    }

    private void createViews(Snapshot snapshot) throws SQLException {
        Map<String, List<String>> files = new TreeMap<>();
        for (Class<? extends Record> table : Tables.ALL) {
            files.put(Tables.name(table), new ArrayList<>());
        }
        snapshot.scopes()
                .values()
                .forEach(scope -> scope.files().stream()
                        .filter(file -> !file.table().equals(REPORT))
                        .map(TableFile::table)
                        .distinct()
                        .forEach(table -> files.putIfAbsent(table, new ArrayList<>())));
        for (Map.Entry<String, List<String>> entry : files.entrySet()) {
            snapshot.files(entry.getKey())
                    .forEach(file -> entry.getValue().add(quoted(file.path().toString())));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET parquet_metadata_cache = true");
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET autoload_known_extensions = false");
            for (Map.Entry<String, List<String>> entry : files.entrySet()) {
                tables.add(entry.getKey());
                statement.execute(
                        "CREATE VIEW \"" + entry.getKey() + "\" AS " + source(entry.getKey(), entry.getValue()));
            }
            // From here on the query reads the snapshot's files and nothing else, and writes nothing.
            statement.execute("SET allowed_paths = ["
                    + files.values().stream().flatMap(List::stream).collect(Collectors.joining(", ")) + "]");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        }
    }

    private static String source(String table, List<String> files) {
        if (files.isEmpty()) {
            return emptyTable(table);
        }
        // Telemetry keeps its keys in the folders only; the other tables have them as columns, which must win.
        boolean keysInFolders =
                Tables.ALL.stream().noneMatch(known -> Tables.name(known).equals(table));
        return "SELECT * FROM read_parquet([" + String.join(", ", files)
                + "], union_by_name = true, hive_partitioning = " + keysInFolders + ", hive_types_autocast = false)";
    }

    private static String emptyTable(String table) {
        Class<? extends Record> type = Tables.ALL.stream()
                .filter(known -> Tables.name(known).equals(table))
                .findFirst()
                .orElseThrow();
        List<String> columns = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            columns.add("NULL::" + sqlType(component.getType()) + " AS \"" + Tables.column(component) + "\"");
        }
        return "SELECT " + String.join(", ", columns) + " WHERE false";
    }

    private static String sqlType(Class<?> type) {
        if (type == String.class) {
            return "VARCHAR";
        }
        if (type == Instant.class) {
            return "TIMESTAMPTZ";
        }
        if (type == double.class) {
            return "DOUBLE";
        }
        return type == long.class ? "BIGINT" : type == int.class ? "INTEGER" : "BOOLEAN";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A query's answer as text: names of the columns, and the cells by row; null for a missing value. */
    public record Answer(List<String> columns, List<List<String>> rows) {}

    /**
     * Answers one query.
     *
     * @throws BadInputException with DuckDB's own reason and the known tables if it cannot be answered
     */
    public Answer query(String sql) {
        try (Statement statement = connection.createStatement()) {
            // DuckDB may write where it may read. This function takes one SELECT (or SHOW, DESCRIBE, SUMMARIZE) only.
            statement.execute("EXPLAIN FROM query(" + quoted(sql) + ")");
        } catch (SQLException e) {
            throw refused(e);
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                columns.add(result.getMetaData().getColumnLabel(i));
            }
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return new Answer(columns, rows);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private BadInputException refused(SQLException e) {
        String reason = e.getMessage().lines().limit(1).collect(Collectors.joining());
        return new BadInputException(
                ExitCode.USAGE, "sql: " + reason + " (the tables are " + String.join(", ", tables) + ")", e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB did not close", e);
        }
    }
}
