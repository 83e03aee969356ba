package org.bivouac.jobs.dump.can;

import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.Inspection;
import org.bivouac.jobs.dump.can.Databases.Entry;
import org.bivouac.jobs.dump.readers.Dumps;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Signals decoded from real logs against what other programs decoded from them. The logs are no part of the project;
 * without {@code -Dbivouac.corpus} the tests are skipped.
 */
class DecodedCorpusTest {
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> logs() throws IOException {
        if (CORPUS.isEmpty()) {
            return Stream.of("");
        }
        Path references = Path.of(CORPUS, "logs-reference");
        try (Stream<Path> files = Files.walk(references)) {
            List<String> found = files.map(file -> references.relativize(file).toString())
                    .filter(name -> name.endsWith(".decoded.json"))
                    .sorted()
                    .toList();
            return found.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("logs")
    void everySignalOfALogIsWhatTheReferenceDecoded(String name) throws IOException {
        Assumptions.assumeFalse(name.isEmpty(), "no -Dbivouac.corpus");
        JsonNode reference =
                JSON.readTree(Path.of(CORPUS, "logs-reference", name).toFile());
        Inspection inspection = inspect(name.replace(".decoded.json", ""), reference.get("dbc"));

        SoftAssertions softly = new SoftAssertions();
        long raw = inspection.groups().stream()
                .filter(group -> group.name().startsWith("frames"))
                .mapToLong(group -> group.channels().get(0).n())
                .sum();
        softly.assertThat(raw)
                .as("frames kept raw")
                .isEqualTo(reference.get("frames_without_dbc_message").asLong());
        double start = inspection.startTime() == null
                ? 0
                : ChronoUnit.NANOS.between(Instant.EPOCH, inspection.startTime()) * 1e-9;
        for (JsonNode signal : reference.get("signals")) {
            Inspection.Channel channel = inspection.groups().stream()
                    .filter(group ->
                            group.name().endsWith(" " + signal.get("message").asText()))
                    .flatMap(group -> group.channels().stream())
                    .filter(one -> one.name().equals(signal.get("signal").asText()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + signal));
            figures(softly, channel, signal, start);
        }
        softly.assertAll();
    }

    private static void figures(SoftAssertions softly, Inspection.Channel channel, JsonNode signal, double start) {
        String as = channel.name() + " ";
        softly.assertThat(channel.unit())
                .as(as + "unit")
                .isEqualTo(signal.get("unit").asText());
        softly.assertThat(channel.n()).as(as + "n").isEqualTo(signal.get("n").asLong());
        softly.assertThat(channel.missing()).as(as + "missing").isZero();
        // The reference's seconds since 1970 have 2e-7 s left of their precision.
        softly.assertThat(start + channel.tFirst())
                .as(as + "t_first")
                .isEqualTo(signal.get("t_first").asDouble(), within(1e-6));
        softly.assertThat(start + channel.tLast())
                .as(as + "t_last")
                .isEqualTo(signal.get("t_last").asDouble(), within(1e-6));
        softly.assertThat(channel.first())
                .as(as + "first")
                .isEqualTo(signal.get("first").asDouble());
        softly.assertThat(channel.last())
                .as(as + "last")
                .isEqualTo(signal.get("last").asDouble());
        softly.assertThat(channel.min())
                .as(as + "min")
                .isEqualTo(signal.get("min").asDouble());
        softly.assertThat(channel.max())
                .as(as + "max")
                .isEqualTo(signal.get("max").asDouble());
        double size = Math.max(Math.abs(channel.min()), Math.abs(channel.max()));
        softly.assertThat(channel.mean())
                .as(as + "mean")
                .isEqualTo(signal.get("mean").asDouble(), within(1e-12 * size));
    }

    private static Inspection inspect(String name, JsonNode dbcs) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode dbc : dbcs) {
            entries.add(Entry.of(Databases.ANY, Databases.ANY, Path.of(CORPUS, "logs", dbc.asText())));
        }
        Path path = Path.of(CORPUS, "logs", name);
        DumpFile file = new DumpFile(path, name, Files.size(path));
        return Inspection.of(
                file, Dumps.standard(List.of(), new Databases(entries, null)).recognise(file));
    }
}
