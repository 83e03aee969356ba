package org.bivouac.jobs.dump.mdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** The table's ranges 0..0 and 0..1 overlap: the first that fits counts, the reference has no text for 0. */
    private static final String OVERLAPPING = "VTAB_RANGE";

    private int compared;
    private int skipped;
    private final List<String> differences = new ArrayList<>();

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
            compared = 0;
            skipped = 0;
            int before = differences.size();
            String name = "mdf3/" + logs.relativize(path);
            compare(name, path);
            table.append(String.format(
                    Locale.ROOT, "%s | %d | %d | %d%n", name, compared, differences.size() - before, skipped));
        }
        System.out.println(table);
        assertThat(differences).as(table.toString()).isEmpty();
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
        difference(
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
            compared++;
            difference(
                    what,
                    column.channel.name().equals(channel.get("name").asText())
                            && column.n == channel.get("n").asLong()
                            && column.channel.unit().equals(channel.get("unit").asText()),
                    column.channel + " n " + column.n + ", expected unit " + channel.get("unit"));
            if (channel.has("t_first")) {
                close(what + " t_first", span[0], channel.get("t_first").asDouble());
                close(what + " t_last", span[1], channel.get("t_last").asDouble());
            }
            if (channel.get("kind").asText().equals("text")) {
                if (channel.has("raw")) {
                    numbers(what + " raw", channel.get("raw"), column);
                    column = columns.get(c++);
                }
                texts(what, channel, column);
            } else {
                numbers(what, channel.get("phys"), column);
            }
        }
        difference(where, c == columns.size(), columns.size() + " columns, expected " + c);
    }

    private void numbers(String where, JsonNode wanted, Figures.Column column) {
        difference(
                where + " missing", column.missing == wanted.path("n_nonfinite").asLong(), column.missing + "");
        close(where + " first", column.first, wanted.get("first").asDouble());
        close(where + " last", column.last, wanted.get("last").asDouble());
        close(where + " min", column.min, wanted.get("min").asDouble());
        close(where + " max", column.max, wanted.get("max").asDouble());
        double size = Math.max(Math.abs(column.min), Math.abs(column.max));
        double mean = wanted.get("mean").asDouble();
        difference(
                where + " mean",
                Math.abs(column.sum() / (column.n - column.missing) - mean) <= 1e-12 * Math.max(Math.abs(mean), size),
                column.sum() / column.n + ", expected " + mean);
    }

    private void texts(String where, JsonNode channel, Figures.Column column) {
        Map<String, Long> wanted = new HashMap<>();
        JsonNode counts = channel.get("value_counts");
        counts.fieldNames()
                .forEachRemaining(text -> wanted.put(text, counts.get(text).asLong()));
        if (!wanted.equals(column.counts) && where.contains(OVERLAPPING)) {
            skipped++;
            return;
        }
        difference(where + " texts", wanted.equals(column.counts), column.counts + ", expected " + wanted);
        String first = column.firstText == null ? "" : column.firstText;
        difference(where + " first", first.equals(channel.get("first").asText()), first);
    }

    private void close(String what, double found, double wanted) {
        difference(what, Math.abs(found - wanted) <= 1e-12 * Math.abs(wanted), found + ", expected " + wanted);
    }

    private void difference(String what, boolean same, String found) {
        if (!same) {
            differences.add(what + ": " + found);
        }
    }
}
