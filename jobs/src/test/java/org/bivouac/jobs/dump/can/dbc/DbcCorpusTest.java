package org.bivouac.jobs.dump.can.dbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Coding;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Order;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Range;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real databases against what another parser found in them. The databases are no part of the project; without
 * {@code -Dbivouac.corpus} the tests are skipped.
 */
class DbcCorpusTest {
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    static Stream<String> databases() throws IOException {
        if (CORPUS.isEmpty()) {
            return Stream.of("");
        }
        Path references = Path.of(CORPUS, "logs-reference", "dbc");
        try (Stream<Path> files = Files.walk(references)) {
            List<String> found = files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> references.relativize(file).toString())
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
            return found.stream();
        }
    }

    private static Dbc dbc(String name) throws IOException {
        Assumptions.assumeFalse(name.isEmpty(), "no -Dbivouac.corpus");
        return Dbc.of(Files.readAllBytes(Path.of(CORPUS, "logs", "dbc", name)));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void everyMessageAndSignalIsTheOneThatTheReferenceHas(String name) throws IOException {
        Dbc dbc = dbc(name);
        JsonNode reference = JSON.readTree(
                Path.of(CORPUS, "logs-reference", "dbc", name + ".json").toFile());

        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(dbc.version()).isEqualTo(reference.get("version").asText());
        softly.assertThat(dbc.messages()).hasSize(reference.get("n_messages").asInt());
        for (JsonNode node : reference.get("messages")) {
            DbcMessage message = dbc.messages().stream()
                    .filter(one -> one.id() == node.get("frame_id").asInt()
                            && one.extended() == node.get("extended").asBoolean())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no message " + node.get("frame_id_hex")));
            softly.assertThat(message.name()).isEqualTo(node.get("name").asText());
            softly.assertThat(message.length()).isEqualTo(node.get("length").asInt());
            softly.assertThat(message.canFd()).isEqualTo(node.get("is_fd").asBoolean());
            softly.assertThat(message.senders()).containsExactlyInAnyOrderElementsOf(texts(node.get("senders")));
            signals(softly, dbc, message, node);
        }
        softly.assertAll();
    }

    private static void signals(SoftAssertions softly, Dbc dbc, DbcMessage message, JsonNode node) {
        Set<String> wanted = new TreeSet<>();
        node.get("signals").forEach(signal -> wanted.add(signal.get("name").asText()));
        Set<String> found = new TreeSet<>();
        message.signals().forEach(signal -> found.add(signal.name()));
        dbc.refused().stream()
                .filter(refused -> refused.message().equals(message.name()))
                .forEach(refused -> found.add(refused.reason().split("'", -1)[1]));
        softly.assertThat(found).as("signals of " + message.name()).isEqualTo(wanted);
        for (JsonNode signal : node.get("signals")) {
            message.signals().stream()
                    .filter(one -> one.name().equals(signal.get("name").asText()))
                    .forEach(one -> signal(softly, message, one, signal));
        }
    }

    private static void signal(SoftAssertions softly, DbcMessage message, DbcSignal signal, JsonNode node) {
        String as = message.name() + "." + signal.name();
        softly.assertThat(signal.start()).as(as).isEqualTo(node.get("start").asInt());
        softly.assertThat(signal.bits()).as(as).isEqualTo(node.get("length").asInt());
        softly.assertThat(signal.order() == Order.MOTOROLA ? "big_endian" : "little_endian")
                .as(as)
                .isEqualTo(node.get("byte_order").asText());
        boolean isFloat = signal.coding() == Coding.FLOAT32 || signal.coding() == Coding.FLOAT64;
        softly.assertThat(isFloat).as(as).isEqualTo(node.get("float").asBoolean());
        if (!isFloat) {
            softly.assertThat(signal.coding() == Coding.SIGNED)
                    .as(as)
                    .isEqualTo(node.get("signed").asBoolean());
        }
        softly.assertThat(signal.factor()).as(as).isEqualTo(node.get("scale").asDouble());
        softly.assertThat(signal.offset()).as(as).isEqualTo(node.get("offset").asDouble());
        softly.assertThat(signal.min())
                .as(as)
                .isEqualTo(Double.valueOf(node.get("minimum").asDouble(Double.NaN)));
        softly.assertThat(signal.max())
                .as(as)
                .isEqualTo(Double.valueOf(node.get("maximum").asDouble(Double.NaN)));
        // The reference took every file for Windows-1252, this project tries UTF-8 first.
        String unit = node.get("unit").asText("");
        softly.assertThat(List.of(unit, new String(unit.getBytes(WINDOWS), StandardCharsets.UTF_8)))
                .as(as)
                .contains(signal.unit());
        softly.assertThat(signal.multiplexer())
                .as(as)
                .isEqualTo(node.get("multiplexer").asBoolean());
        softly.assertThat(signal.multiplexedBy())
                .as(as)
                .isEqualTo(node.get("mux_signal").asText(null));
        softly.assertThat(values(signal.when())).as(as).isEqualTo(values(node.get("mux_ids")));
        softly.assertThat(signal.texts()).as(as).hasSize(node.get("n_choices").asInt());
        if (node.hasNonNull("spn")) {
            softly.assertThat(signal.attributes().getOrDefault("SPN", "0"))
                    .as(as)
                    .isEqualTo(node.get("spn").asText());
        }
    }

    private static Set<Long> values(List<Range> ranges) {
        Set<Long> values = new TreeSet<>();
        for (Range range : ranges) {
            for (long value = range.from(); value <= range.to(); value++) {
                values.add(value);
            }
        }
        return values;
    }

    private static Set<Long> values(JsonNode node) {
        Set<Long> values = new TreeSet<>();
        node.forEach(value -> values.add(value.asLong()));
        return values;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void theOnlySignalsRefusedAreThoseBeyondTheirMessages() throws IOException {
        List<String> refused = new ArrayList<>();
        for (String name : databases().toList()) {
            dbc(name).refused().forEach(one -> refused.add(Path.of(name).getFileName() + ": " + one.reason()));
        }
        assertThat(refused)
                .containsExactly(
                        "tp_uds.v2.dbc: signal 'M_253_signal_2' of 'TransportMsg': ends at bit 80, its message has 64",
                        "bad_message_length.dbc: signal 'Signal1' of 'Message1': ends at bit 9, its message has 8");
    }
}
