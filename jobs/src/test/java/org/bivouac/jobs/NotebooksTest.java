package org.bivouac.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.ComparisonRow;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.SpectrumRow;
import org.bivouac.schemas.Table;
import org.junit.jupiter.api.Test;

/** What notebooks and cookbook ask fits the tables as they are declared. */
class NotebooksTest {
    private static final Path NOTEBOOKS = Path.of("..", "notebooks");
    private static final List<Class<? extends Record>> TABLES = List.of(
            DumpRow.class,
            ChannelRow.class,
            SegmentRow.class,
            MeasureRow.class,
            SpectrumRow.class,
            EventRow.class,
            ComparisonRow.class);

    @Test
    void everyQuestionOfTheCookbookFitsTheTables() throws Exception {
        String cookbook = Files.readString(NOTEBOOKS.resolve("cookbook.sql")).replaceAll("(?m)^--.*$", "");
        List<String> questions =
                Pattern.compile(";").splitAsStream(cookbook).map(String::strip).toList();

        allFit(questions.stream().filter(question -> !question.isEmpty()).toList());
    }

    @Test
    void everyQuestionOfTheFirstLookFitsTheTables() throws Exception {
        allFit(questions(NOTEBOOKS.resolve("first-look.ipynb")));
    }

    @Test
    void theFirstLookIsKeptWithoutItsResults() throws Exception {
        for (JsonNode cell : new ObjectMapper()
                .readTree(NOTEBOOKS.resolve("first-look.ipynb").toFile())
                .get("cells")) {
            assertThat(cell.path("outputs")).isEmpty();
        }
    }

    private static void allFit(List<String> questions) throws SQLException {
        assertThat(questions).hasSizeGreaterThan(3);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            for (Class<? extends Record> table : TABLES) {
                statement.execute(create(table));
            }
            statement.execute(createTelemetry());
            for (String question : questions) {
                assertThatCode(() -> statement.execute(question)).as(question).doesNotThrowAnyException();
            }
        }
    }

    private static String create(Class<? extends Record> table) {
        List<String> columns = new ArrayList<>();
        for (ColumnSpec column : RecordTables.columns(table)) {
            String type = switch (column.type()) {
                case DOUBLE -> "DOUBLE";
                case LONG -> "BIGINT";
                case INT -> "INTEGER";
                case BOOLEAN -> "BOOLEAN";
                case TEXT -> "VARCHAR";
                case INSTANT -> "TIMESTAMP WITH TIME ZONE";
            };
            columns.add(column.name() + " " + type);
        }
        return "CREATE TABLE " + table.getAnnotation(Table.class).name() + " (" + String.join(", ", columns) + ")";
    }

    private static String createTelemetry() {
        StringBuilder columns = new StringBuilder(
                "year VARCHAR, event VARCHAR, stage VARCHAR, car VARCHAR, time TIMESTAMP WITH TIME ZONE");
        for (Channel channel : Catalogue.builtIn().channels()) {
            columns.append(", ").append(channel.name()).append(" DOUBLE");
        }
        return "CREATE TABLE telemetry (" + columns + ")";
    }

    /** The text blocks of a notebook's code. */
    private static List<String> questions(Path notebook) throws IOException {
        List<String> questions = new ArrayList<>();
        for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
            StringBuilder source = new StringBuilder();
            cell.get("source").forEach(line -> source.append(line.asText()));
            Matcher block = Pattern.compile("\"\"\"(.*?)\"\"\"", Pattern.DOTALL).matcher(source);
            while (block.find()) {
                questions.add(block.group(1));
            }
        }
        return questions;
    }
}
