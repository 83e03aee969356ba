package org.bivouac.jobs.dump.mdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.Inspection;
import org.bivouac.jobs.dump.can.Databases;
import org.bivouac.jobs.dump.can.Databases.Entry;
import org.bivouac.jobs.dump.readers.Dumps;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Signals decoded from the bus events of real MDF logs against what other programs decoded from them. The logs are no part
 * of the project; without {@code -Dbivouac.corpus} the tests are skipped. The reference ignores validity bits and codes for
 * "not available": where we have missing values for that reason, only counts and times are compared.
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
        Inspection plain = inspect(name, JSON.createArrayNode());
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
            figures(softly, channel(plain, group, signal), signal);
        }
        for (JsonNode decoded : reference.get("dbc_decoded")) {
            if (!isThere(decoded.get("dbc"))) {
                continue;
            }
            Inspection inspection = inspect(name, decoded.get("dbc"));
            long known = 0;
            String last = "";
            for (JsonNode signal : decoded.get("signals")) {
                String message = signal.get("message").asText();
                Inspection.Channel channel = channel(inspection, message, signal);
                figures(softly, channel, signal);
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

    private static void figures(SoftAssertions softly, Inspection.Channel channel, JsonNode signal) {
        String as = channel.name() + " ";
        if (signal.hasNonNull("unit") && signal.has("message")) {
            softly.assertThat(channel.unit())
                    .as(as + "unit")
                    .isEqualTo(signal.get("unit").asText());
        }
        softly.assertThat(channel.n()).as(as + "n").isEqualTo(signal.get("n").asLong());
        softly.assertThat(channel.tFirst())
                .as(as + "t_first")
                .isEqualTo(signal.get("t_first").asDouble());
        softly.assertThat(channel.tLast())
                .as(as + "t_last")
                .isEqualTo(signal.get("t_last").asDouble());
        if (channel.missing() > 0) {
            return;
        }
        double size = Math.max(Math.abs(channel.min()), Math.abs(channel.max()));
        for (String figure : List.of("first", "last", "min", "max")) {
            softly.assertThat(figure(channel, figure))
                    .as(as + figure)
                    .isEqualTo(signal.get(figure).asDouble(), within(1e-12 * size));
        }
        softly.assertThat(channel.mean())
                .as(as + "mean")
                .isEqualTo(signal.get("mean").asDouble(), within(1e-12 * size));
    }

    private static double figure(Inspection.Channel channel, String name) {
        return switch (name) {
            case "first" -> channel.first();
            case "last" -> channel.last();
            case "min" -> channel.min();
            default -> channel.max();
        };
    }

    /** Some databases that the reference used are not in the corpus. */
    private static boolean isThere(JsonNode dbcs) {
        boolean there = true;
        for (JsonNode dbc : dbcs) {
            there &= Files.exists(Path.of(CORPUS, "logs", dbc.asText()));
        }
        return there;
    }

    private static Inspection inspect(String name, JsonNode dbcs) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode dbc : dbcs) {
            entries.add(Entry.of(Databases.ANY, Databases.ANY, Path.of(CORPUS, "logs", dbc.asText())));
        }
        Path path = Path.of(CORPUS, "logs", name);
        DumpFile file = new DumpFile(path, name, Files.size(path));
        Databases databases = entries.isEmpty() ? Databases.NONE : new Databases(entries, null);
        return Inspection.of(file, Dumps.standard(List.of(), databases).recognise(file));
    }
}
