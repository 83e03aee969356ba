package org.bivouac.jobs.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reader of Parquet accepts faults that another refuses, so all of them read every kind of column. */
class ForeignReadersTest {
    @TempDir
    Path folder;

    private SampleColumns sample;
    private Path file;

    private void write(long seed, int rows) throws IOException {
        sample = SampleColumns.of(seed, rows);
        file = folder.resolve("sample.parquet");
        sample.write(file);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 1000, 130_000})
    void parquetJavaReadsTheSame(int rows) throws IOException {
        write(21, rows);
        int row = 0;
        try (ParquetReader<Group> reader = ParquetReader.builder(
                        new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                .set("parquet.page.verify-checksum.enabled", "true")
                .build()) {
            for (Group group = reader.read(); group != null; group = reader.read()) {
                for (int c = 0; c < sample.specs().size(); c++) {
                    assertThat(group.getFieldRepetitionCount(c) == 0 ? null : value(group, c))
                            .as("row %d, %s", row, sample.specs().get(c))
                            .isEqualTo(sample.cell(c, row));
                }
                row++;
            }
        }
        assertThat(row).isEqualTo(rows);
    }

    private Object value(Group group, int c) {
        return switch (sample.specs().get(c).type()) {
            case DOUBLE -> group.getDouble(c, 0);
            case LONG, INSTANT -> group.getLong(c, 0);
            case INT -> group.getInteger(c, 0);
            case BOOLEAN -> group.getBoolean(c, 0);
            case TEXT -> group.getString(c, 0);
        };
    }

    @Test
    void parquetJavaFindsTheStatistics() throws IOException {
        write(22, 130_000);
        InputFile input = HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration());
        try (ParquetFileReader reader = ParquetFileReader.open(input)) {
            for (BlockMetaData block : reader.getFooter().getBlocks()) {
                block.getColumns().forEach(column -> {
                    boolean allMissing = column.getPath().toDotString().equals("missing");
                    assertThat(column.getStatistics().isNumNullsSet()).isTrue();
                    assertThat(column.getStatistics().hasNonNullValue())
                            .as(column.toString())
                            .isEqualTo(!allMissing);
                });
                assertThat(block.getColumns().get(5).getStatistics().minAsString())
                        .isEqualTo("-Infinity");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 1000, 130_000})
    void duckDbReadsTheSame(int rows) throws IOException, SQLException {
        write(23, rows);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT * REPLACE (epoch_us(stamps) AS stamps) FROM '" + file + "'")) {
            int row = 0;
            while (result.next()) {
                for (int c = 0; c < sample.specs().size(); c++) {
                    assertThat(result.getObject(c + 1))
                            .as("row %d, %s", row, sample.specs().get(c))
                            .isEqualTo(sample.cell(c, row));
                }
                row++;
            }
            assertThat(row).isEqualTo(rows);
        }
    }

    @Test
    void duckDbPrunesRowGroupsByOurStatistics() throws IOException, SQLException {
        write(24, 260_000);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT count(*), sum(rising) FROM '" + file + "' WHERE rising >= 7000200000"
                                + " AND special <= 0 AND stamps > TIMESTAMPTZ '2026-01-01 00:00:00+00'")) {
            long expected = 0;
            long sum = 0;
            for (int row = 200_000; row < 260_000; row++) {
                Double special = (Double) sample.cell(5, row);
                if (special != null && special <= 0 && sample.cell(8, row) != null) {
                    expected++;
                    sum += (long) sample.cell(6, row);
                }
            }
            result.next();
            assertThat(result.getLong(1)).isEqualTo(expected);
            assertThat(result.getObject(2)).isEqualTo(new BigDecimal(sum).toBigInteger());
        }
    }

    @Test
    @Tag("spark")
    void sparkReadsTheSameWithItsVectorisedReader() throws IOException {
        write(25, 130_000);
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.datetime.java8API.enabled", "true")
                .getOrCreate()) {
            List<Row> rows = spark.read().parquet(file.toString()).collectAsList();
            assertThat(rows).hasSize(sample.rows());
            for (int row = 0; row < rows.size(); row++) {
                for (int c = 0; c < sample.specs().size(); c++) {
                    Object value = rows.get(row).get(c);
                    assertThat(value instanceof Instant time ? ChronoUnit.MICROS.between(Instant.EPOCH, time) : value)
                            .as("row %d, %s", row, sample.specs().get(c))
                            .isEqualTo(sample.cell(c, row));
                }
            }
        }
    }
}
