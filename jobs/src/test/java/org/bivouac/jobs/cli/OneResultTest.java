package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.Scope;
import org.bivouac.jobs.lake.TableFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules A8, D12: what is published depends on the dumps alone, not on how or in which order they were worked on. */
@Tag("slow")
class OneResultTest {
    private static final List<String> SPARK =
            List.of("spark.default.parallelism", "spark.sql.shuffle.partitions", "spark.sql.adaptive.enabled");

    @TempDir
    Path temp;

    private List<String> places;

    @BeforeEach
    void thirtyDumps() {
        places = new ArrayList<>();
        for (int year : new int[] {2025, 2026}) {
            for (int stage = 1; stage <= 3; stage++) {
                for (int car = 501; car <= 505; car++) {
                    places.add(year + "/dakar/" + stage + "/" + car + "/");
                }
            }
        }
        assertThat(places).hasSize(30);
    }

    /** Ten seconds of a drive at 100 Hz, another for every seed. */
    private static String drive(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(
                "time_s,Engine RPM [rpm],Oil Press [bar],Distance [km],Vehicle Speed [km/h],Fuel Used [l]\n");
        double damper = 0;
        for (int i = 0; i < 1000; i++) {
            damper = 0.9 * damper + random.nextGaussian();
            text.append(String.format(
                    Locale.ROOT,
                    "%.2f,%d,%.3f,%.5f,%.2f,%.5f\n",
                    i / 100.0,
                    2000 + random.nextInt(900),
                    4 + 0.2 * damper,
                    i * 0.0002,
                    72 + damper,
                    i * 0.0005));
        }
        return text.toString();
    }

    private Path put(Path inbox, int dump, String name) throws IOException {
        Path file = inbox.resolve(places.get(dump) + name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, drive(dump));
    }

    /** What the newest snapshot holds, every file of every table by its hash, and every report's bytes. */
    private static Map<String, String> published(Path lake) throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (Scope scope : Lake.open(lake).newest().scopes().values()) {
            for (TableFile file : scope.files()) {
                String name = file.table() + " " + file.partition() + " " + scope.key();
                all.put(name, sha256(Files.readAllBytes(file.path())));
            }
        }
        Path reports = lake.resolve("reports").toRealPath();
        try (Stream<Path> files = Files.walk(reports)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(reports.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(all.keySet()).anyMatch(name -> name.endsWith("index.html")).hasSizeGreaterThan(30);
        return all;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void d12PartitionsFileOrderAndSparksPlannerDoNotChangeABit(int cores) throws IOException {
        Path inOrder = temp.resolve("in-order");
        Path reversed = temp.resolve("reversed");
        for (int dump = 0; dump < 6; dump++) {
            // The same dumps of one car, met in the other order.
            put(inOrder, dump, "a" + dump + ".csv");
        }
        copyReversed(inOrder, reversed);
        Path first = temp.resolve("first");
        Ran.onThreads("debrief", inOrder, first);
        Map<String, String> expected = published(first);
        Path firstReversed = temp.resolve("first-reversed");
        Ran.onThreads("debrief", reversed, firstReversed);
        assertThat(published(firstReversed)).isEqualTo(expected);

        int settings = 0;
        for (int partitions : new int[] {1, 2, 3, 7, 16, 64}) {
            for (Path inbox : List.of(inOrder, reversed)) {
                for (boolean adaptive : new boolean[] {true, false}) {
                    Path lake = temp.resolve("lake" + settings++);
                    assertThat(spark(inbox, lake, cores, partitions, adaptive).status())
                            .isZero();
                    assertThat(published(lake)).isEqualTo(expected);
                }
            }
        }
        assertThat(settings * 3).isEqualTo(72);
    }

    private static void copyReversed(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
        }
        Collections.reverse(files);
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private static Ran spark(Path inbox, Path lake, int cores, int partitions, boolean adaptive) {
        try {
            System.setProperty(SPARK.get(0), "" + partitions);
            System.setProperty(SPARK.get(1), "" + partitions);
            System.setProperty(SPARK.get(2), "" + adaptive);
            return Ran.bivouac("debrief", inbox, "--lake", lake, "--engine", "spark", "--cores", cores);
        } finally {
            SPARK.forEach(System::clearProperty);
        }
    }

    /** Thirty dumps brought in a random order, one to ten debriefs in between: as if all had been there at once. */
    @Test
    void a8AnyOrderOfDeliveriesEndsAsIfAllHadBeenThereAtOnce() throws IOException {
        Path whole = temp.resolve("whole");
        for (int dump = 0; dump < places.size(); dump++) {
            put(whole, dump, "engine.csv");
        }
        Path once = temp.resolve("once");
        assertThat(Ran.onThreads("debrief", whole, once).status()).isZero();
        Map<String, String> expected = published(once);

        for (int history = 0; history < 20; history++) {
            Random random = new Random(history);
            List<Integer> order = new ArrayList<>();
            for (int dump = 0; dump < places.size(); dump++) {
                order.add(dump);
            }
            Collections.shuffle(order, random);
            Path inbox = temp.resolve("inbox" + history);
            Path lake = temp.resolve("history" + history);
            int runs = 1 + random.nextInt(10);
            for (int run = 0; run < runs; run++) {
                for (int i = 30 * run / runs; i < 30 * (run + 1) / runs; i++) {
                    put(inbox, order.get(i), "engine.csv");
                }
                assertThat(Ran.onThreads("debrief", inbox, lake).status()).isZero();
            }
            assertThat(published(lake))
                    .as("history %s of %s runs", history, runs)
                    .isEqualTo(expected);
            assertThat(Ran.bivouac("verify", "--lake", lake).status()).isZero();
        }
    }
}
