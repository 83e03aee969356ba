package org.bivouac.jobs.dump.mdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.bivouac.jobs.dump.Inspection;
import org.bivouac.jobs.dump.can.DecodedReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Signals decoded from the bus events of real MDF logs against what other programs decoded from them. The logs are no part
 * of the project; without {@code -Dbivouac.corpus} the tests are skipped.
 */
class BusEventsCorpusTest {
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> logs() throws IOException {
        if (CORPUS.isEmpty()) {
            return Stream.of("");
        }
        Path references = Path.of(CORPUS, "logs-reference");
        try (Stream<Path> files = Files.walk(references.resolve("mdf4"))) {
            List<String> found = files.map(file -> references.relativize(file).toString())
                    .filter(name -> name.endsWith(".bus_decoded.json"))
                    .map(name -> name.replace(".bus_decoded.json", ""))
                    .sorted()
                    .toList();
            return found.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("logs")
    void everySignalIsWhatTheReferenceDecoded(String name) throws IOException {
        Assumptions.assumeFalse(name.isEmpty(), "no -Dbivouac.corpus");
        JsonNode reference = JSON.readTree(
                Path.of(CORPUS, "logs-reference", name + ".bus_decoded.json").toFile());
        SoftAssertions softly = new SoftAssertions();
        Inspection plain = DecodedReference.inspect(CORPUS, name, JSON.createArrayNode());
        long frames = plain.groups().stream()
                .filter(group -> group.channels().stream()
                        .anyMatch(channel -> channel.name().endsWith("_DataFrame.ID")))
                .mapToLong(group -> group.channels().get(0).n())
                .sum();
        softly.assertThat(frames).as("frames").isEqualTo(reference.get("frames").asLong());
        for (JsonNode signal : reference.get("obd2_mode01")) {
            String group = String.format(
                    Locale.ROOT,
                    "%d OBD %s PID %s",
                    signal.get("bus").asInt(),
                    signal.get("responder_id").asText(),
                    signal.get("pid").asText());
            DecodedReference.compare(softly, channel(plain, group, signal), signal, 0, 0);
        }
        for (JsonNode decoded : reference.get("dbc_decoded")) {
            if (!isThere(decoded.get("dbc"))) {
                continue;
            }
            Inspection inspection = DecodedReference.inspect(CORPUS, name, decoded.get("dbc"));
            long known = 0;
            String last = "";
            for (JsonNode signal : decoded.get("signals")) {
                String message = signal.get("message").asText();
                Inspection.Channel channel = channel(inspection, message, signal);
                DecodedReference.compare(softly, channel, signal, 0, 0);
                known += message.equals(last) ? 0 : channel.n();
                last = message;
            }
            softly.assertThat(frames - known)
                    .as("frames without a message")
                    .isEqualTo(decoded.get("frames_without_dbc_message").asLong());
        }
        softly.assertAll();
    }

    private static Inspection.Channel channel(Inspection inspection, String group, JsonNode signal) {
        List<Inspection.Channel> found = inspection.groups().stream()
                .filter(one -> (" " + one.name() + " ").contains(" " + group + " "))
                .flatMap(one -> one.channels().stream())
                .filter(one -> one.name().equals(signal.get("signal").asText()))
                .toList();
        assertThat(found)
                .as(
                        "%s in %s of %s",
                        signal,
                        group,
                        inspection.groups().stream().map(Inspection.Group::name).toList())
                .hasSize(1);
        return found.get(0);
    }

    /** Some databases that the reference used are not in the corpus. */
    private static boolean isThere(JsonNode dbcs) {
        boolean there = true;
        for (JsonNode dbc : dbcs) {
            there &= Files.exists(Path.of(CORPUS, "logs", dbc.asText()));
        }
        return there;
    }
}
