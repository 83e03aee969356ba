package org.bivouac.jobs.dump.mdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every channel of every real MDF 2 and 3 log against what another reader says is in it. The logs are no part of the
 * project; without {@code -Dbivouac.corpus} the test is skipped.
 */
class Mdf3CorpusTest {
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FigureComparison comparison = new FigureComparison();

    @Test
    void everyChannelOfEveryLogEqualsTheReference() throws IOException {
        Assumptions.assumeFalse(CORPUS.isEmpty(), "no -Dbivouac.corpus");
        Path logs = Path.of(CORPUS, "logs", "mdf3");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(logs)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        StringBuilder table = new StringBuilder("file | compared | different | skipped\n");
        for (Path path : files) {
            comparison.compared = 0;
            comparison.skipped = 0;
            int before = comparison.differences.size();
            String name = "mdf3/" + logs.relativize(path);
            compare(name, path);
            table.append(String.format(
                    Locale.ROOT,
                    "%s | %d | %d | %d%n",
                    name,
                    comparison.compared,
                    comparison.differences.size() - before,
                    comparison.skipped));
        }
        System.out.println(table);
        assertThat(comparison.differences).as(table.toString()).isEmpty();
        assertThat(files).hasSize(9);
    }

    private void compare(String name, Path path) throws IOException {
        DumpFile file = new DumpFile(path, name, Files.size(path));
        JsonNode reference =
                JSON.readTree(Path.of(CORPUS, "logs-reference", name + ".json").toFile());
        Figures figures = Figures.of(file, new Mdf3Reader(), (header, rows) -> {});
        assertThat(figures.ledger.discrepancy(file.bytes())).as(name).isEmpty();
        assertThat(figures.rejects).as(name).isEmpty();
        start(name, figures, reference);
        assertThat(figures.groups).as(name).hasSameSizeAs(reference.get("groups"));
        for (int g = 0; g < figures.groups.size(); g++) {
            group(name + " [" + g + "]", reference.get("groups").get(g), figures.groups.get(g), figures.spans.get(g));
        }
    }

    /** The reference adds the hours to UTC instead of taking them from local time; before 3.20 there is no zone. */
    private void start(String name, Figures figures, JsonNode reference) {
        OffsetDateTime printed =
                OffsetDateTime.parse(reference.get("start_time_iso").asText());
        Instant wanted = printed.toInstant()
                .minusSeconds(name.contains("3.20.mdf") ? printed.getOffset().getTotalSeconds() : 0);
        boolean zone = name.contains("3.20.mdf") || name.contains("3.30.mdf");
        comparison.difference(
                name + " start",
                Math.abs(figures.header.start().toEpochMilli() - wanted.toEpochMilli()) <= 1
                        && figures.header.clock() == (zone ? Clock.UTC : Clock.LOCAL),
                figures.header.start() + " " + figures.header.clock() + ", expected " + wanted);
    }

    private void group(String where, JsonNode group, List<Figures.Column> columns, double[] span) {
        int c = 0;
        for (JsonNode channel : group.get("channels")) {
            Figures.Column column = columns.get(c++);
            String what = where + " " + channel.get("name").asText();
            comparison.compared++;
            comparison.difference(
                    what,
                    column.channel.name().equals(channel.get("name").asText())
                            && column.n == channel.get("n").asLong()
                            && column.channel.unit().equals(channel.get("unit").asText()),
                    column.channel + " n " + column.n + ", expected unit " + channel.get("unit"));
            if (channel.has("t_first")) {
                comparison.close(
                        what + " t_first", span[0], channel.get("t_first").asDouble());
                comparison.close(
                        what + " t_last", span[1], channel.get("t_last").asDouble());
            }
            if (channel.get("kind").asText().equals("text")) {
                if (channel.has("raw")) {
                    comparison.numbers(what + " raw", channel.get("raw"), column);
                    column = columns.get(c++);
                }
                comparison.texts(what, channel, column);
            } else {
                comparison.numbers(what, channel.get("phys"), column);
            }
        }
        comparison.difference(where, c == columns.size(), columns.size() + " columns, expected " + c);
    }
}
