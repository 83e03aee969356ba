package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.can.Frame.Format;
import org.bivouac.jobs.dump.can.Frame.Kind;
import org.bivouac.jobs.dump.can.FrameRecording;
import org.bivouac.jobs.dump.can.FrameSource;
import org.bivouac.jobs.dump.can.asc.AscSource;
import org.bivouac.jobs.dump.can.blf.BlfSource;
import org.bivouac.jobs.dump.can.candump.CandumpSource;
import org.bivouac.jobs.dump.can.trc.TrcSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames of real logs against counts and digests that another program computed from the same files. The logs are no part of
 * the project; without {@code -Dbivouac.corpus} the tests are skipped. Where the reference is known to differ, its rule is
 * put upon our frames before they are compared, and never the other way round:
 *
 * <ul>
 *   <li>it loses the first frame of the two ASC logs without a trigger block;
 *   <li>of classic frames of an ASC it takes the length as hexadecimal code of CAN FD and keeps eight bytes;
 *   <li>it shows an error frame without an identifier as an extended one;
 *   <li>it counts channels of ASC and BLF from 0, and names the only bus of a TRC 1.
 * </ul>
 */
class CorpusFramesTest {
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, FrameSource> SOURCES = Map.of(
            "candump", new CandumpSource(), "asc", new AscSource(), "blf", new BlfSource(), "trc", new TrcSource());

    /** A log that has a reference; empty stands for "no corpus". */
    static Stream<String> logs() throws IOException {
        if (CORPUS.isEmpty()) {
            return Stream.of("");
        }
        Path references = Path.of(CORPUS, "logs-reference");
        List<String> found = new ArrayList<>();
        for (String format : SOURCES.keySet()) {
            try (Stream<Path> files = Files.walk(references.resolve(format))) {
                files.map(file -> references.relativize(file).toString())
                        .filter(name -> name.endsWith(".json") && !name.endsWith(".decoded.json"))
                        .map(name -> name.substring(0, name.length() - ".json".length()))
                        .filter(name -> !isLayoutFixture(name))
                        .forEach(found::add);
            }
        }
        return found.stream().sorted();
    }

    /** Fixtures of single objects whose fields are impossible; {@code BlfSourceTest} reads their layout. */
    private static boolean isLayoutFixture(String name) {
        return name.startsWith("blf/") && name.contains("/test_Can");
    }

    @ParameterizedTest
    @MethodSource("logs")
    void everyFrameIsThatOfTheReference(String name) throws IOException {
        Assumptions.assumeFalse(name.isEmpty(), "no -Dbivouac.corpus");
        Path path = Path.of(CORPUS, "logs", name);
        DumpFile file = new DumpFile(path, name, Files.size(path));
        String format = name.substring(0, name.indexOf('/'));
        FrameRecording read = FrameRecording.of(file, SOURCES.get(format));
        JsonNode reference =
                JSON.readTree(Path.of(CORPUS, "logs-reference", name + ".json").toFile());

        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(Dumps.standard(List.of()).recognise(file).format()).contains(format);
        softly.assertThat(read.ledger.discrepancy(file.bytes())).isEmpty();
        softly.assertThat(read.rejects).isEmpty();
        if (reference.has("reader_error")) {
            // Lines with a number in front; the other program does not read them.
            softly.assertThat(read.frames).hasSize(3);
        } else {
            compare(softly, read, reference, format);
        }
        softly.assertAll();
    }

    private static void compare(SoftAssertions softly, FrameRecording read, JsonNode reference, String format) {
        boolean losesFirst = reference.get("file").asText().contains("/multiple_") && format.equals("asc");
        List<Frame> frames = read.frames.subList(losesFirst ? 1 : 0, read.frames.size());
        softly.assertThat(frames).hasSize(reference.get("n").asInt());
        softly.assertThat(count(frames, Kind.ERROR))
                .isEqualTo(reference.get("n_error").asLong());
        softly.assertThat(count(frames, Kind.REMOTE))
                .isEqualTo(reference.get("n_remote").asLong());
        softly.assertThat(frames.stream()
                        .filter(frame -> frame.format() == Format.CAN_FD)
                        .count())
                .isEqualTo(reference.get("n_fd").asLong());
        StringBuilder digested = new StringBuilder();
        Map<String, Integer> ids = new TreeMap<>();
        Map<String, Integer> channels = new TreeMap<>();
        for (Frame frame : frames) {
            digested.append(digestLine(frame, format));
            ids.merge(id(frame) + (extended(frame) ? "x" : ""), 1, Integer::sum);
            channels.merge(channel(frame, format), 1, Integer::sum);
        }
        softly.assertThat(sha256(digested.toString()))
                .isEqualTo(reference.get("frames_sha256").asText());
        softly.assertThat(ids).isEqualTo(counts(reference.get("id_counts")));
        softly.assertThat(channels).isEqualTo(counts(reference.get("channels")));
        softly.assertThat(time(read, frames.get(0), reference))
                .isCloseTo(reference.get("t_first").asDouble(), within(2e-6));
        softly.assertThat(time(read, frames.get(frames.size() - 1), reference))
                .isCloseTo(reference.get("t_last").asDouble(), within(2e-6));
        for (JsonNode example : reference.get("examples")) {
            example(softly, read, frames.get(example.get("i").asInt()), example, reference, format);
        }
    }

    private static void example(
            SoftAssertions softly,
            FrameRecording read,
            Frame frame,
            JsonNode example,
            JsonNode reference,
            String format) {
        String at = "frame " + example.get("i").asInt();
        softly.assertThat(time(read, frame, reference))
                .as(at)
                .isCloseTo(example.get("t").asDouble(), within(2e-6));
        softly.assertThat(!frame.sent()).as(at).isEqualTo(example.get("rx").asBoolean());
        softly.assertThat(frame.kind() == Kind.ERROR)
                .as(at)
                .isEqualTo(example.get("err").asBoolean());
        softly.assertThat(frame.kind() == Kind.REMOTE)
                .as(at)
                .isEqualTo(example.get("rtr").asBoolean());
        softly.assertThat(frame.format() == Format.CAN_FD)
                .as(at)
                .isEqualTo(example.get("fd").asBoolean());
        softly.assertThat(frame.bitRateSwitch())
                .as(at)
                .isEqualTo(example.get("brs").asBoolean());
        softly.assertThat(frame.errorPassive())
                .as(at)
                .isEqualTo(example.get("esi").asBoolean());
        softly.assertThat(channel(frame, format))
                .as(at)
                .isEqualTo(example.get("channel").asText());
    }

    private static long count(List<Frame> frames, Kind kind) {
        return frames.stream().filter(frame -> frame.kind() == kind).count();
    }

    /** Times of the reference are those of the day where candump and TRC have one, else from the log's second 0. */
    private static double time(FrameRecording read, Frame frame, JsonNode reference) {
        boolean absolute = reference.get("t_first").asDouble() > 1e9;
        double start = absolute && read.start != null ? read.start.getEpochSecond() + read.start.getNano() / 1e9 : 0;
        return start + frame.seconds();
    }

    private static boolean extended(Frame frame) {
        return frame.extended() || (frame.kind() == Kind.ERROR && frame.id() == 0);
    }

    private static String id(Frame frame) {
        return String.format(Locale.ROOT, "%X", frame.id());
    }

    private static String channel(Frame frame, String format) {
        return switch (format) {
            case "asc", "blf" -> Integer.toString(Integer.parseInt(frame.bus()) - 1);
            case "trc" -> frame.bus().isEmpty() ? "1" : frame.bus();
            default -> frame.bus();
        };
    }

    private static String digestLine(Frame frame, String format) {
        String data = HexFormat.of().withUpperCase().formatHex(frame.data());
        int length = frame.kind() == Kind.REMOTE ? frame.dlc() : frame.data().length;
        if (format.equals("asc") && frame.format() == Format.CAN && frame.kind() == Kind.DATA) {
            length = frame.data().length > 12 ? 64 : Frame.length(frame.dlc());
            data = data.substring(0, Math.min(16, data.length()));
        }
        return String.format(Locale.ROOT, "%s %d %d %s\n", id(frame), extended(frame) ? 1 : 0, length, data);
    }

    private static Map<String, Integer> counts(JsonNode node) {
        Map<String, Integer> counts = new TreeMap<>();
        node.fieldNames()
                .forEachRemaining(name -> counts.put(name, node.get(name).asInt()));
        return counts;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void theLogsThatTheReferenceBeginsLateHaveAllTheirFrames() throws IOException {
        Assumptions.assumeFalse(CORPUS.isEmpty(), "no -Dbivouac.corpus");
        for (String name : logs().filter(log -> log.startsWith("asc/") && log.contains("/multiple_"))
                .toList()) {
            Path path = Path.of(CORPUS, "logs", name);
            FrameRecording read = FrameRecording.of(new DumpFile(path, name, Files.size(path)), new AscSource());
            assertThat(read.frames).hasSize(name.contains("CAN") ? 164 : 12);
        }
    }
}
