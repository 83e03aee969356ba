package org.bivouac.jobs.dump.mdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.dump.can.Databases;
import org.bivouac.jobs.dump.can.Frame;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every channel of every real MDF 4 log against what another reader says is in it. The logs are no part of the project;
 * without {@code -Dbivouac.corpus} the test is skipped. Differences that are known and explained are in docs/mdf.md.
 */
class Mdf4CorpusTest {
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");
    private static final ObjectMapper JSON = new ObjectMapper();

    private int equal;
    private final FigureComparison comparison = new FigureComparison();

    @Test
    void everyChannelOfEveryLogEqualsTheReference() throws IOException {
        Assumptions.assumeFalse(CORPUS.isEmpty(), "no -Dbivouac.corpus");
        Path logs = Path.of(CORPUS, "logs", "mdf4");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(logs)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        StringBuilder table = new StringBuilder("file | compared | equal | different | skipped\n");
        for (Path path : files) {
            comparison.compared = 0;
            equal = 0;
            comparison.skipped = 0;
            int before = comparison.differences.size();
            String name = "mdf4/" + logs.relativize(path);
            compare(name, path);
            table.append(String.format(
                    Locale.ROOT,
                    "%s | %d | %d | %d | %d%n",
                    name,
                    comparison.compared,
                    equal,
                    comparison.differences.size() - before,
                    comparison.skipped));
        }
        System.out.println(table);
        assertThat(files).hasSizeGreaterThan(20);
        assertThat(comparison.differences).isEmpty();
    }

    private void compare(String name, Path path) throws IOException {
        DumpFile file = new DumpFile(path, name, Files.size(path));
        Map<Integer, MessageDigest> frames = new HashMap<>();
        Map<String, MessageDigest> arrays = new HashMap<>();
        JsonNode reference =
                JSON.readTree(Path.of(CORPUS, "logs-reference", name + ".json").toFile());
        Map<String, Integer> shapes = shapes(reference);
        Figures figures = Figures.of(file, new Mdf4Reader(), (header, rows) -> {
            digestFrames(header, rows, frames);
            digestArrays(header, rows, shapes, arrays);
        });
        assertThat(figures.ledger.discrepancy(file.bytes())).as(name).isEmpty();
        start(name, figures.header, reference);
        for (JsonNode group : reference.get("groups")) {
            compareGroup(name, group, figures, frames, arrays);
        }
        List<JsonNode> ofFrames = new ArrayList<>();
        reference.get("groups").forEach(group -> {
            if (group.path("can_frames").path("n").asLong() > 0) {
                ofFrames.add(group.get("can_frames"));
            }
        });
        if (ofFrames.size() == 1) {
            framesInOrder(name, file, ofFrames.get(0).get("sha256").asText());
        }
    }

    /** The frames of the only group that has some, put together as frames. */
    private void framesInOrder(String name, DumpFile file, String wanted) throws IOException {
        MessageDigest digest = sha256();
        try (Mdf4Dump dump = new Mdf4Dump(file, "mdf4", Databases.NONE)) {
            dump.frames().frames(frame -> {
                if (frame.kind() == Frame.Kind.DATA && frame.format() != Frame.Format.LIN) {
                    digest.update(line(
                                    frame.id(),
                                    frame.extended() ? 1 : 0,
                                    frame.data().length,
                                    HexFormat.of().withUpperCase().formatHex(frame.data()))
                            .getBytes(StandardCharsets.US_ASCII));
                }
            });
        }
        String found = hex(digest);
        comparison.difference(name + " frames as frames", found.equals(wanted), found);
    }

    private static String line(long id, long extended, long length, String bytes) {
        return Long.toHexString(id).toUpperCase(Locale.ROOT) + " " + extended + " " + length + " " + bytes + "\n";
    }

    /** How many bytes the reference fills arrays up to, by group and channel. */
    private static Map<String, Integer> shapes(JsonNode reference) {
        Map<String, Integer> shapes = new HashMap<>();
        for (JsonNode group : reference.get("groups")) {
            for (JsonNode channel : group.path("channels")) {
                if (channel.path("kind").asText().equals("array")
                        && channel.path("shape").size() == 1) {
                    shapes.put(
                            group.get("group").asInt() + " "
                                    + channel.get("name").asText(),
                            channel.get("shape").get(0).asInt());
                }
            }
        }
        return shapes;
    }

    private void start(String name, DumpHeader header, JsonNode reference) {
        Instant wanted =
                OffsetDateTime.parse(reference.get("start_time_iso").asText()).toInstant();
        // The reference has microseconds.
        comparison.difference(
                name + " start",
                header.start() != null && Math.abs(header.start().toEpochMilli() - wanted.toEpochMilli()) <= 1,
                header.start() + ", expected " + wanted);
        boolean local = name.endsWith("simple.mf4") || name.endsWith("test_batch.mf4");
        if (local) {
            comparison.difference(
                    name + " clock",
                    header.clock() == Clock.LOCAL,
                    header.clock().name());
        }
    }

    /** Index of a group in the file; negative for one of signals decoded from frames. */
    private static int index(String group) {
        return !group.endsWith("]")
                ? -1
                : Integer.parseInt(group.substring(group.lastIndexOf('[') + 1, group.length() - 1));
    }

    private void compareGroup(
            String name,
            JsonNode group,
            Figures figures,
            Map<Integer, MessageDigest> frames,
            Map<String, MessageDigest> arrays) {
        int number = group.get("group").asInt();
        int found = -1;
        for (int g = 0; g < figures.header.groups().size(); g++) {
            found = index(figures.header.groups().get(g).name()) == number ? g : found;
        }
        if (found < 0) {
            comparison.difference(
                    name + " group " + number, group.path("n_channels").asInt() == 0, "is not there");
            return;
        }
        List<Figures.Column> columns = figures.groups.get(found);
        if (!group.has("channels")) {
            // A group without records, whose channels the reference does not list.
            comparison.difference(name + " [" + number + "]", columns.get(0).n == 0, columns.get(0).n + " records");
            return;
        }
        int c = 0;
        for (JsonNode channel : group.path("channels")) {
            String where = name + " [" + number + "] " + channel.get("name").asText();
            String kind = channel.get("kind").asText();
            if (kind.equals("struct")) {
                // Its members follow.
                comparison.skipped++;
                continue;
            }
            comparison.compared++;
            int before = comparison.differences.size();
            Figures.Column column = columns.get(c++);
            comparison.difference(
                    where,
                    column.channel.name().equals(channel.get("name").asText()),
                    "named " + column.channel.name());
            unit(where, channel, column);
            comparison.difference(where + " n", column.n == channel.get("n").asLong(), column.n + "");
            if (kind.equals("text")) {
                boolean labelled = channel.has("raw");
                if (labelled) {
                    comparison.numbers(where + " raw", channel.get("raw"), column);
                    column = columns.get(c++);
                }
                comparison.texts(where, channel, column);
            } else if (kind.equals("numeric")) {
                comparison.numbers(where, channel.get("phys"), column);
                if (channel.has("t_first") && column.n > 0) {
                    comparison.close(
                            where + " t_first",
                            figures.spans.get(found)[0],
                            channel.get("t_first").asDouble());
                    comparison.close(
                            where + " t_last",
                            figures.spans.get(found)[1],
                            channel.get("t_last").asDouble());
                }
            } else {
                String digest = hex(arrays.get(found + " " + channel.get("name").asText()));
                comparison.difference(
                        where + " bytes",
                        digest.equals(channel.path("sha256_rows").asText()),
                        digest);
            }
            equal += comparison.differences.size() == before ? 1 : 0;
        }
        comparison.difference(
                name + " [" + number + "]", c == columns.size(), columns.size() + " columns, expected " + c);
        if (group.has("can_frames")) {
            String digest = hex(frames.get(found));
            comparison.difference(
                    name + " frames",
                    digest.equals(group.get("can_frames").get("sha256").asText()),
                    digest);
        }
    }

    /** The reference leaves out units that stand in the conversion's block, as those of time bases do. */
    private void unit(String where, JsonNode channel, Figures.Column column) {
        String wanted = channel.get("unit").asText();
        boolean time = channel.get("is_time_master").asBoolean() && wanted.isEmpty();
        boolean loop = channel.get("name").asText().equals("MAIN_CLOCK") && wanted.isEmpty();
        comparison.difference(
                where + " unit",
                column.channel.unit().equals(wanted)
                        || (time && column.channel.unit().equals("s"))
                        || (loop && column.channel.unit().equals("Loop")),
                column.channel.unit() + ", expected " + wanted);
    }

    private static int column(DumpHeader.Group group, String end) {
        for (int c = 0; c < group.channels().size(); c++) {
            if (group.channels().get(c).name().endsWith(end)) {
                return c;
            }
        }
        return -1;
    }

    private static void digestFrames(DumpHeader header, Rows rows, Map<Integer, MessageDigest> into) {
        DumpHeader.Group group = header.groups().get(rows.group());
        if (column(group, "CAN_DataFrame.ID") < 0) {
            return;
        }
        MessageDigest digest = into.computeIfAbsent(rows.group(), g -> sha256());
        double[] id = rows.numbers()[column(group, ".ID")];
        double[] ide = rows.numbers()[column(group, ".IDE")];
        double[] length = rows.numbers()[column(group, ".DataLength")];
        String[] data = rows.texts()[column(group, ".DataBytes")];
        for (int i = 0; i < rows.count(); i++) {
            String bytes = data[i].substring(0, 2 * (int) length[i]);
            String line = line((long) id[i], (long) ide[i], (long) length[i], bytes);
            digest.update(line.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void digestArrays(
            DumpHeader header, Rows rows, Map<String, Integer> shapes, Map<String, MessageDigest> into) {
        DumpHeader.Group group = header.groups().get(rows.group());
        for (int c = 0; c < group.channels().size(); c++) {
            String name = group.channels().get(c).name();
            Integer shape = shapes.get(index(group.name()) + " " + name);
            if (shape == null || rows.texts()[c] == null) {
                continue;
            }
            MessageDigest digest = into.computeIfAbsent(rows.group() + " " + name, key -> sha256());
            for (int i = 0; i < rows.count(); i++) {
                byte[] bytes = HexFormat.of().parseHex(rows.texts()[c][i]);
                digest.update(java.util.Arrays.copyOf(bytes, shape));
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex((digest == null ? sha256() : digest).digest());
    }
}
