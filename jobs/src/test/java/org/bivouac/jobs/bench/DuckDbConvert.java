package org.bivouac.jobs.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB's way from CSV to Parquet, as a process of its own: {@code <in.csv> <out.parquet>}, or nothing to start only. */
final class DuckDbConvert {
    private DuckDbConvert() {}

    public static void main(String[] args) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            if (args.length == 2) {
                statement.execute("COPY (SELECT * FROM read_csv('" + args[0] + "')) TO '" + args[1]
                        + "' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3)");
            }
        }
    }
}
