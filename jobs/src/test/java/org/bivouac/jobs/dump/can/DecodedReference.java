package org.bivouac.jobs.dump.can;

import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.Inspection;
import org.bivouac.jobs.dump.can.Databases.Entry;
import org.bivouac.jobs.dump.readers.Dumps;

/** Compares signals decoded from a log with what another program decoded from it. */
public final class DecodedReference {
    private DecodedReference() {}

    /** What is in a log of the corpus, decoded with these databases of the corpus. */
    public static Inspection inspect(String corpus, String name, JsonNode dbcs) throws IOException {
        List<Path> files = new ArrayList<>();
        dbcs.forEach(dbc -> files.add(Path.of(corpus, "logs", dbc.asText())));
        return inspect(corpus, name, files);
    }

    /** What is in a log of the corpus, decoded with these databases. */
    public static Inspection inspect(String corpus, String name, List<Path> dbcs) throws IOException {
        List<Entry> entries = dbcs.stream()
                .map(dbc -> Entry.of(Databases.ANY, Databases.ANY, dbc))
                .toList();
        Path path = Path.of(corpus, "logs", name);
        DumpFile file = new DumpFile(path, name, Files.size(path));
        Databases databases = entries.isEmpty() ? Databases.NONE : new Databases(entries, null);
        return Inspection.of(file, Dumps.standard(List.of(), databases).recognise(file));
    }

    /**
     * Compares a channel with a signal of the reference, values to 12 digits. The reference ignores validity bits and codes
     * for "not available": where values are missing for that reason, only counts and times are compared.
     *
     * @param start seconds since 1970 that the reference's times count from, less those of the channel
     * @param toSeconds precision of the reference's times
     */
    public static void compare(
            SoftAssertions softly, Inspection.Channel channel, JsonNode signal, double start, double toSeconds) {
        String as = channel.name() + " ";
        if (signal.hasNonNull("unit") && signal.has("message")) {
            softly.assertThat(channel.unit())
                    .as(as + "unit")
                    .isEqualTo(signal.get("unit").asText());
        }
        softly.assertThat(channel.n()).as(as + "n").isEqualTo(signal.get("n").asLong());
        softly.assertThat(start + channel.tFirst())
                .as(as + "t_first")
                .isEqualTo(signal.get("t_first").asDouble(), within(toSeconds));
        softly.assertThat(start + channel.tLast())
                .as(as + "t_last")
                .isEqualTo(signal.get("t_last").asDouble(), within(toSeconds));
        if (channel.missing() > 0) {
            return;
        }
        double size = Math.max(Math.abs(channel.min()), Math.abs(channel.max()));
        for (String figure : List.of("first", "last", "min", "max", "mean")) {
            softly.assertThat(figure(channel, figure))
                    .as(as + figure)
                    .isEqualTo(signal.get(figure).asDouble(), within(1e-12 * size));
        }
    }

    private static double figure(Inspection.Channel channel, String name) {
        return switch (name) {
            case "first" -> channel.first();
            case "last" -> channel.last();
            case "min" -> channel.min();
            case "max" -> channel.max();
            default -> channel.mean();
        };
    }
}
