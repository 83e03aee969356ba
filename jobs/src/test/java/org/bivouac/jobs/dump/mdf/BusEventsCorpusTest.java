package org.bivouac.jobs.dump.mdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Signals decoded from the bus events of real MDF logs against what other programs decoded from them. The logs are no part
 * of the project; without {@code -Dbivouac.corpus} the tests are skipped.
 */
class BusEventsCorpusTest {
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Parameter groups with their signals, as SAE J1939-71 defines them. */
    private static final String STANDARD = """
            BO_ 2565866494 EEC2: 8 X
             SG_ SPN91 : 8|8@1+ (0.4,0) [0|100] "%" X
             SG_ SPN92 : 16|8@1+ (1,0) [0|250] "%" X
            BO_ 2565866750 EEC1: 8 X
             SG_ SPN513 : 16|8@1+ (1,-125) [-125|125] "%" X
             SG_ SPN190 : 24|16@1+ (0.125,0) [0|8031.875] "rpm" X
            BO_ 2566844926 CCVS: 8 X
             SG_ SPN84 : 8|16@1+ (0.00390625,0) [0|250.996] "km/h" X
            BO_ 2566845182 LFE: 8 X
             SG_ SPN183 : 0|16@1+ (0.05,0) [0|3212.75] "L/h" X
             SG_ SPN184 : 16|16@1+ (0.001953125,0) [0|125.5] "km/L" X
             SG_ SPN185 : 32|16@1+ (0.001953125,0) [0|125.5] "km/L" X
             SG_ SPN51 : 48|8@1+ (0.4,0) [0|100] "%" X
            BO_ 2566844158 ET1: 8 X
             SG_ SPN110 : 0|8@1+ (1,-40) [-40|210] "C" X
             SG_ SPN174 : 8|8@1+ (1,-40) [-40|210] "C" X
             SG_ SPN175 : 16|16@1+ (0.03125,-273) [-273|1734.969] "C" X
            BO_ 2566842878 LFC: 8 X
             SG_ SPN182 : 0|32@1+ (0.5,0) [0|2105540607.5] "L" X
             SG_ SPN250 : 32|32@1+ (0.5,0) [0|2105540607.5] "L" X
            BO_ 2566811390 HRW: 8 X
             SG_ SPN904 : 0|16@1+ (0.00390625,0) [0|250.996] "km/h" X
             SG_ SPN905 : 16|16@1+ (0.00390625,0) [0|250.996] "km/h" X
             SG_ SPN907 : 32|16@1+ (0.00390625,0) [0|250.996] "km/h" X
             SG_ SPN908 : 48|16@1+ (0.00390625,0) [0|250.996] "km/h" X
            BA_DEF_ "ProtocolType" STRING ;
            BA_ "ProtocolType" "J1939";
            """;

    @TempDir
    private Path folder;

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

    @ParameterizedTest
    @MethodSource("logs")
    void everyParameterOfJ1939IsWhatTheReferenceFound(String name) throws IOException {
        Assumptions.assumeFalse(name.isEmpty(), "no -Dbivouac.corpus");
        JsonNode reference = JSON.readTree(
                Path.of(CORPUS, "logs-reference", name + ".bus_decoded.json").toFile());
        Path dbc = Files.writeString(folder.resolve("standard.dbc"), STANDARD);
        Inspection inspection = DecodedReference.inspect(CORPUS, name, List.of(dbc));
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode wanted : reference.get("j1939")) {
            String as = wanted.get("signal").asText() + " ";
            Inspection.Channel channel = inspection.groups().stream()
                    .filter(group -> group.name().endsWith(" source " + wanted.get("source_address")))
                    .flatMap(group -> group.channels().stream())
                    .filter(one -> one.name().equals("SPN" + wanted.get("spn")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + wanted));
            softly.assertThat(channel.unit())
                    .as(as + "unit")
                    .isEqualTo(wanted.get("unit").asText());
            softly.assertThat(channel.missing())
                    .as(as + "not available")
                    .isEqualTo(wanted.get("n_not_available").asLong());
            softly.assertThat(channel.n() - channel.missing())
                    .as(as + "n")
                    .isEqualTo(wanted.get("n").asLong());
            if (wanted.get("n").asLong() > 0) {
                softly.assertThat(channel.min())
                        .as(as + "min")
                        .isEqualTo(wanted.get("min").asDouble());
                softly.assertThat(channel.max())
                        .as(as + "max")
                        .isEqualTo(wanted.get("max").asDouble());
                softly.assertThat(channel.mean())
                        .as(as + "mean")
                        .isEqualTo(wanted.get("mean").asDouble(), within(1e-12 * channel.max()));
            }
        }
        softly.assertAll();
    }
}
