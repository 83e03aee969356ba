package org.bivouac.jobs.dump.can;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.bivouac.jobs.dump.Inspection;
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
        Inspection inspection =
                DecodedReference.inspect(CORPUS, name.replace(".decoded.json", ""), reference.get("dbc"));

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
            softly.assertThat(channel.missing())
                    .as("%s missing", channel.name())
                    .isZero();
            // The reference's seconds since 1970 have 2e-7 s left of their precision.
            DecodedReference.compare(softly, channel, signal, start, 1e-6);
        }
        softly.assertAll();
    }
}
