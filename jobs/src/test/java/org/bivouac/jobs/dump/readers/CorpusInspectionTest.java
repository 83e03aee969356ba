package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.Inspection;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inspections of real logs against figures that other programs computed from the same files. The logs are no part of the
 * project; without {@code -Dbivouac.corpus} the tests are skipped.
 */
class CorpusInspectionTest {
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A file of the corpus that has a reference; empty stands for "no corpus". */
    static Stream<String> dumps() throws IOException {
        if (CORPUS.isEmpty()) {
            return Stream.of("");
        }
        Path references = Path.of(CORPUS, "logs-reference");
        List<String> found = new ArrayList<>();
        for (String format : List.of("ecu_csv", "obd_csv", "motec_ld", "motec_csv", "racechrono_csv", "vbo")) {
            try (Stream<Path> files = Files.walk(references.resolve(format))) {
                files.filter(file -> file.toString().endsWith(".json"))
                        .map(file -> references.relativize(file).toString())
                        .map(name -> name.substring(0, name.length() - ".json".length()))
                        .forEach(found::add);
            }
        }
        return found.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void everyFigureEqualsTheReference(String name) throws IOException {
        Inspection inspection = inspect(name);
        JsonNode reference = reference(name);

        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(inspection.sha256()).isEqualTo(reference.get("sha256").asText());
        List<Inspection.Channel> channels = inspection.groups().stream()
                .flatMap(group -> group.channels().stream())
                .toList();
        if (reference.has("channels")) {
            compareLd(softly, inspection, reference);
        } else {
            JsonNode columns = reference.get("columns");
            assertThat(channels).hasSameSizeAs(columns);
            for (int c = 0; c < channels.size(); c++) {
                Expected expected = expected(reference, c, channels.get(c));
                compare(softly, channels.get(c), expected.node(), expected.missing());
            }
            assertThat(inspection.groups()).hasSize(1);
        }
        softly.assertAll();
    }

    /** @param missing samples without a value, as this project counts them */
    private record Expected(JsonNode node, long missing) {}

    /**
     * What the reference expects of a column. {@code 4drivers.csv} has two: {@code columns} parses every cell with a
     * decimal point, the other with a decimal comma, which is what the file was written with. It differs on purpose in
     * these columns:
     *
     * <ul>
     *   <li>TIME, LATITUDE, LONGITUDE were damaged by a spreadsheet and are refused as a whole;
     *   <li>ALTITUDE kept its decimal point, so the first reference is the right one;
     *   <li>ENGINE_RUNTIME, {@code h:mm:ss}, is the clock and read as seconds: only its blanks are missing;
     *   <li>VEHICLE_ID, DTC_NUMBER are text: the references have no numbers, here only blanks are missing.
     * </ul>
     */
    private static Expected expected(JsonNode reference, int c, Inspection.Channel channel) {
        JsonNode plain = reference.get("columns").get(c);
        if (!reference.has("columns_decimal_comma_and_unit_suffix")) {
            return new Expected(plain, plain.get("n_missing").asLong());
        }
        JsonNode comma = reference.get("columns_decimal_comma_and_unit_suffix").get(c);
        long blanks = plain.get("n_empty").asLong();
        return switch (channel.name()) {
            case "TIME", "LATITUDE", "LONGITUDE" -> new Expected(JSON.createObjectNode(), channel.n());
            case "ALTITUDE" -> new Expected(plain, plain.get("n_missing").asLong());
            case "ENGINE_RUNTIME", "VEHICLE_ID", "DTC_NUMBER" -> new Expected(JSON.createObjectNode(), blanks);
            default -> new Expected(comma, comma.get("n_missing").asLong());
        };
    }

    private static void compare(SoftAssertions softly, Inspection.Channel channel, JsonNode node, long missing) {
        if (node.has("name")) {
            softly.assertThat(channel.name()).isEqualTo(node.get("name").asText());
            softly.assertThat(channel.n())
                    .as("n of " + channel.name())
                    .isEqualTo(node.get("n").asLong());
        }
        if (node.hasNonNull("unit") && !node.get("unit").asText().equals("(null)")) {
            softly.assertThat(channel.unit()).isEqualTo(node.get("unit").asText());
        }
        softly.assertThat(channel.missing()).as("missing of " + channel.name()).isEqualTo(missing);
        figures(softly, channel, node);
    }

    private static void figures(SoftAssertions softly, Inspection.Channel channel, JsonNode node) {
        figure(softly, channel, "first", channel.first(), node);
        figure(softly, channel, "last", channel.last(), node);
        figure(softly, channel, "min", channel.min(), node);
        figure(softly, channel, "max", channel.max(), node);
        figure(softly, channel, "mean", channel.mean(), node);
    }

    private static void figure(
            SoftAssertions softly, Inspection.Channel channel, String what, double found, JsonNode node) {
        if (!node.hasNonNull(what)) {
            return;
        }
        double wanted = node.get(what).asDouble();
        // A mean near zero of values of both signs is as exact as its largest terms.
        double size = what.equals("mean")
                ? Math.max(Math.abs(channel.min()), Math.abs(channel.max())) * 1e-3
                : Math.abs(wanted);
        softly.assertThat(found)
                .as(what + " of " + channel.name())
                .isEqualTo(wanted, within(1e-9 * Math.max(size, Math.abs(wanted))));
    }

    private static void compareLd(SoftAssertions softly, Inspection inspection, JsonNode reference) {
        List<Inspection.Channel> left = new ArrayList<>();
        for (Inspection.Group group : inspection.groups()) {
            for (Inspection.Channel channel : group.channels()) {
                JsonNode node = named(reference, channel.name());
                softly.assertThat(group.rateHz()).isEqualTo(node.get("rate_hz").asDouble());
                softly.assertThat(channel.tLast()).isEqualTo((channel.n() - 1) / group.rateHz(), within(1e-9));
                for (String reader : List.of("ldparser", "tda")) {
                    JsonNode figures = node.get(reader);
                    softly.assertThat(channel.n())
                            .as("n of " + channel.name())
                            .isEqualTo(figures.get("n").asLong());
                    softly.assertThat(channel.missing())
                            .isEqualTo(figures.get("n_missing").asLong());
                    figures(softly, channel, figures);
                }
                left.add(channel);
            }
        }
        softly.assertThat(left).hasSameSizeAs(reference.get("channels"));
    }

    private static JsonNode named(JsonNode reference, String name) {
        for (JsonNode channel : reference.get("channels")) {
            if (channel.get("name").asText().equals(name)) {
                return channel;
            }
        }
        throw new AssertionError("no channel " + name);
    }

    @Test
    void vboxTimesStartAtTheFirstRowInUtcAndTheRepeatedRowIsTheOnlyReject() throws IOException {
        Inspection inspection = inspect(named("vbo"));

        assertThat(inspection.startTime()).hasToString("2025-08-01T19:00:13.040Z");
        Inspection.Group group = inspection.groups().get(0);
        assertThat(group.rateHz()).isEqualTo(25);
        assertThat(group.channels().get(0).tFirst()).isZero();
        assertThat(group.channels().get(0).tLast()).isEqualTo(226.96, within(1e-9));
        assertThat(inspection.rejects()).singleElement().satisfies(fault -> {
            assertThat(fault.rule()).isEqualTo("A5");
            assertThat(fault.line()).isEqualTo(90);
        });
    }

    @Test
    void theLdChannelThatEndsEarlyIsFlagged() throws IOException {
        Inspection inspection = inspect(named("Short_test_data.ld"));

        assertThat(inspection.rejects())
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).contains("'Rpm'", "12.2 s", "21.0 s"));
    }

    private static String named(String part) throws IOException {
        return dumps().filter(name -> name.contains(part)).findFirst().orElse("");
    }

    private static Inspection inspect(String name) throws IOException {
        Assumptions.assumeFalse(name.isEmpty(), "no -Dbivouac.corpus");
        Path path = Path.of(CORPUS, "logs", name);
        DumpFile file = new DumpFile(path, name, Files.size(path));
        return Inspection.of(file, Dumps.standard(List.of()).recognise(file));
    }

    private static JsonNode reference(String name) throws IOException {
        return JSON.readTree(Path.of(CORPUS, "logs-reference", name + ".json").toFile());
    }
}
