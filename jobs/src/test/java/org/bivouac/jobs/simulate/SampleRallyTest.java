package org.bivouac.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rally that ships with the project is the one that its seed makes, and its dumps hold what its tables say. */
class SampleRallyTest {
    private static final Path SHIPPED = Path.of("..", "sample-data");

    @Test
    void theSeedOfTheShippedRallyWritesItsFilesByteForByte(@TempDir Path out) throws IOException {
        SampleRally.write(out, SampleRally.SEED);

        Set<String> written = files(out);
        Set<String> shipped = files(SHIPPED);
        shipped.removeIf(file -> file.endsWith(".md") || file.startsWith("profiles/"));
        assertThat(written).isEqualTo(shipped);
        for (String file : written) {
            assertThat(Files.mismatch(out.resolve(file), SHIPPED.resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    @Test
    void theShippedRallyStaysBelowFifteenMegabytes() throws IOException {
        long bytes = 0;
        for (String file : files(SHIPPED)) {
            bytes += Files.size(SHIPPED.resolve(file));
        }
        assertThat(bytes).isLessThan(15_000_000);
    }

    @Test
    void anotherSeedMakesAnotherRally(@TempDir Path out) throws IOException {
        SampleRally.write(out, SampleRally.SEED + 1);

        String fuel = "expected/fuel.csv";
        assertThat(Files.mismatch(out.resolve(fuel), SHIPPED.resolve(fuel))).isNotNegative();
    }

    @Test
    void theDampersInTheShippedDumpsHaveTheExpectedCycles() throws IOException {
        List<String[]> expected = rows("expected/damage.csv");
        assertThat(expected).hasSize(32);
        for (String[] row : expected) {
            Path dump = SHIPPED.resolve(String.join("/", row[0], row[1], row[2], row[3], "chassis.ld"));
            String position = row[4].split("_", -1)[2];
            double[] values = samples(dump, "Damper Pos " + position.toUpperCase(Locale.ROOT));
            Truth.Cycles cycles = Truth.cycles(values);
            assertThat(values).hasSize(Integer.parseInt(row[6]));
            assertThat(cycles.closed()).isEqualTo(Integer.parseInt(row[8]));
            assertThat(cycles.residue()).isEqualTo(Integer.parseInt(row[9]));
            double halfSum = Double.parseDouble(row[12]);
            assertThat(cycles.halfSum()).isCloseTo(halfSum, within(1e-9 * halfSum));
        }
    }

    @Test
    void everyExpectedDumpIsThereAndEveryDumpIsExpected() throws IOException {
        Set<String> dumps = files(SHIPPED);
        dumps.removeIf(file -> !file.startsWith("20"));
        List<String> expected =
                rows("expected/dumps.csv").stream().map(row -> row[0]).sorted().toList();
        assertThat(new ArrayList<>(dumps)).isEqualTo(expected);
    }

    private static List<String[]> rows(String file) throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED.resolve(file));
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static Set<String> files(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            Set<String> names = new TreeSet<>();
            paths.filter(Files::isRegularFile)
                    .forEach(path -> names.add(root.relativize(path).toString().replace('\\', '/')));
            return names;
        }
    }

    /** Reads one channel by the offsets that dump formats list for {@code .ld}, without the project's reader. */
    private static double[] samples(Path dump, String wanted) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(dump)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = in.getInt(8); at != 0; at = in.getInt(at + 4)) {
            byte[] name = new byte[32];
            in.get(at + 32, name);
            if (!new String(name, StandardCharsets.US_ASCII).trim().equals(wanted)) {
                continue;
            }
            double[] values = new double[in.getInt(at + 12)];
            double factor = in.getShort(at + 26) / (in.getShort(at + 28) * Math.pow(10, in.getShort(at + 30)));
            for (int i = 0; i < values.length; i++) {
                values[i] = in.getShort(at + 18) == 7
                        ? in.getFloat(in.getInt(at + 8) + 4 * i)
                        : in.getShort(in.getInt(at + 8) + 2 * i) * factor;
            }
            return values;
        }
        throw new AssertionError(dump + " has no " + wanted);
    }
}
