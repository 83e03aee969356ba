package org.bivouac.jobs.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bivouac.jobs.signal.CycleList.Cycle;
import org.bivouac.jobs.stress.MinerSum;
import org.bivouac.jobs.stress.WoehlerCurve;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Counts the oracle's fourteen series and its published cases; skipped when the oracle is not there. */
class RainflowOracleTest {
    private static final Path ORACLE = Path.of(System.getProperty("bivouac.oracle", ""), "stress");
    private static final double SUM_TOLERANCE = 1e-9;

    @TestFactory
    Stream<DynamicTest> everySeriesIsCountedAsTheOracleSays() throws IOException {
        Path folder = ORACLE.resolve("rainflow");
        if (!Files.isDirectory(folder)) {
            // Assumed inside a test, because a factory that is given up leaves no trace among the skipped.
            return Stream.of(DynamicTest.dynamicTest("series", () -> assumeTrue(false, "no oracle in " + folder)));
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
        return files.stream()
                .map(f -> DynamicTest.dynamicTest(
                        f.getFileName().toString(), () -> check(new ObjectMapper().readTree(f.toFile()))));
    }

    private static void check(JsonNode expected) {
        double[] x = OracleSeries.of(expected.get("spec"));
        assertThat(OracleSeries.sha256(x))
                .isEqualTo(expected.get("series_sha256").asText());

        turningPoints(expected.get("turning_points"), TurningPoints.find(x, 0), x);
        RainflowState state = new RainflowState();
        CycleList closed = new CycleList();
        state.feed(x, 0, x.length, closed);
        assertThat(state.turningPoints())
                .isEqualTo(expected.get("turning_points").get("count").asLong());
        assertThat(state.samples()).isEqualTo(x.length);
        assertThat(state.missing()).isEqualTo(expected.get("n_nan").asLong());
        Residue residue = state.close(closed);

        fourPoint(expected.get("four_point"), closed, residue);
        astm(expected.get("astm_e1049"), closed, residue);
        repeated(expected.get("repeated"), residue);
        damage(expected.get("damage"), closed, residue);
        sums(expected, closed, residue);
        histogram(expected.get("range_histogram"), closed, residue);
        matrices(expected, closed, residue);
        crossings(expected.get("level_crossing"), x);
        expected.get("hysteresis").forEach(h -> deadBand(h, x, closed, residue));
        segments(expected.get("segments"), x, closed, residue);
    }

    private static void turningPoints(JsonNode expected, int[] found, double[] x) {
        assertThat(found).hasSize(expected.get("count").asInt());
        assertThat(Arrays.stream(found).mapToDouble(i -> x[i]).sum())
                .isCloseTo(
                        expected.get("sum_values").asDouble(),
                        relative(expected.get("sum_values").asDouble()));
        for (int i = 0; i < expected.get("first10").size(); i++) {
            assertThat(found[i]).isEqualTo(expected.get("first10").get(i).get(0).asInt());
            assertThat(x[found[i]])
                    .isEqualTo(expected.get("first10").get(i).get(1).asDouble());
        }
    }

    private static void fourPoint(JsonNode expected, CycleList closed, Residue residue) {
        assertThat(closed.cycles).hasSize(expected.get("closed").asInt());
        assertThat(closed.sha256()).isEqualTo(expected.get("cycles_sha256").asText());
        JsonNode points = expected.get("residue");
        assertThat(residue.values()).hasSize(points.size());
        for (int i = 0; i < points.size(); i++) {
            assertThat(residue.places()[i]).isEqualTo(points.get(i).get(0).asDouble());
            assertThat(residue.values()[i]).isEqualTo(points.get(i).get(1).asDouble());
        }
    }

    /** Three-point counts are never looked at one by one: their sum and every listed one must be among the halved counts. */
    private static void astm(JsonNode expected, CycleList closed, Residue residue) {
        CycleList half = whole(closed, residue, ResidueMode.HALF);
        double total = half.cycles.stream().mapToDouble(Cycle::count).sum();
        assertThat(total).isEqualTo(expected.get("total_count").asDouble());
        Map<String, Double> counts = countsByPair(half);
        for (String list : List.of("first20", "last5")) {
            for (JsonNode cycle : expected.get(list)) {
                String pair = pair(cycle.get(0).asDouble(), cycle.get(1).asDouble());
                assertThat(counts.getOrDefault(pair, 0.0))
                        .as(pair)
                        .isGreaterThanOrEqualTo(cycle.get(2).asDouble());
            }
        }
    }

    private static Map<String, Double> countsByPair(CycleList list) {
        Map<String, Double> counts = new TreeMap<>();
        list.cycles.forEach(c -> counts.merge(pair(c.from(), c.to()), c.count(), Double::sum));
        return counts;
    }

    private static String pair(double a, double b) {
        return (0.0 + Math.min(a, b)) + " " + (0.0 + Math.max(a, b));
    }

    private static void repeated(JsonNode expected, Residue residue) {
        CycleList extra = new CycleList();
        residue.count(ResidueMode.REPEATED, extra);
        assertPairs(extra, expected.get("extra_cycles"));
    }

    private static void assertPairs(CycleList found, JsonNode expected) {
        CycleList wanted = new CycleList();
        expected.forEach(c -> wanted.cycle(c.get(0).asDouble(), c.get(1).asDouble(), 0, 0, 1));
        assertThat(found.pairs()).isEqualTo(wanted.pairs());
    }

    private static void damage(JsonNode expected, CycleList closed, Residue residue) {
        for (JsonNode curve : expected) {
            JsonNode k2 = curve.get("k2");
            WoehlerCurve woehler = new WoehlerCurve(
                    curve.get("SD_amplitude").asDouble(),
                    curve.get("ND").asDouble(),
                    curve.get("k1").asDouble(),
                    k2.isNull() ? Double.POSITIVE_INFINITY : k2.asDouble());
            for (ResidueMode mode : ResidueMode.values()) {
                MinerSum miner = new MinerSum(woehler);
                whole(closed, residue, mode).replay(miner);
                assertClose(miner.damage(), curve.get("damage").get(name(mode)));
            }
        }
    }

    private static void sums(JsonNode expected, CycleList closed, Residue residue) {
        double equivalentCycles = expected.get("del_range").get("n_eq").asDouble();
        for (ResidueMode mode : ResidueMode.values()) {
            CycleSums sums = new CycleSums(0, 1e9, 3);
            CycleList all = whole(closed, residue, mode);
            all.replay(sums);
            for (int k = 3; k <= 7; k += 2) {
                assertClose(
                        sums.sumOfRangeToThe(k),
                        expected.get("pseudo_damage_sum_range_pow_k")
                                .get(name(mode))
                                .get("k" + k));
            }
            JsonNode equivalent = expected.get("del_range").get(name(mode));
            assertClose(sums.equivalentRange(3, equivalentCycles), equivalent.get("m3"));
            assertClose(sums.equivalentRange(5, equivalentCycles), equivalent.get("m5"));
            double[] sum8 = {0};
            all.cycles.forEach(c -> sum8[0] += c.count() * Powers.power(c.range(), 8));
            assertClose(Math.pow(sum8[0] / equivalentCycles, 1 / 8.0), equivalent.get("m8"));
            if (mode != ResidueMode.NONE) {
                double span =
                        expected.get("max").asDouble() - expected.get("min").asDouble();
                assertThat(sums.largestRange(0)).isEqualTo(span);
            }
        }
    }

    private static void histogram(JsonNode expected, CycleList closed, Residue residue) {
        double width = expected.get("bin_width").asDouble();
        for (ResidueMode mode : List.of(ResidueMode.NONE, ResidueMode.HALF, ResidueMode.REPEATED)) {
            CycleSums sums = new CycleSums(0, width, 0);
            whole(closed, residue, mode).replay(sums);
            Map<String, Double> found = new TreeMap<>();
            for (int i = 0; i < sums.histogram().length; i++) {
                if (sums.histogram()[i] != 0) {
                    found.put(Integer.toString(i), sums.histogram()[i]);
                }
            }
            Map<String, Double> wanted = new TreeMap<>();
            expected.get("counts")
                    .get(name(mode))
                    .properties()
                    .forEach(e -> wanted.put(e.getKey(), e.getValue().asDouble()));
            assertThat(found).isEqualTo(wanted);
        }
    }

    private static void matrices(JsonNode expected, CycleList closed, Residue residue) {
        JsonNode rangeMean = expected.get("range_mean_matrix_half");
        assertThat(matrix(
                        whole(closed, residue, ResidueMode.HALF),
                        rangeMean.get("bin_width").asDouble(),
                        (c, w) -> cell(c.range(), c.mean(), w)))
                .isEqualTo(cells(rangeMean));
        JsonNode fromTo = expected.get("from_to_matrix_closed");
        assertThat(matrix(closed, fromTo.get("bin_width").asDouble(), (c, w) -> cell(c.from(), c.to(), w)))
                .isEqualTo(cells(fromTo));
    }

    private static Map<String, Double> matrix(
            CycleList cycles, double width, BiFunction<Cycle, Double, String> cellOf) {
        Map<String, Double> cells = new TreeMap<>();
        cycles.cycles.forEach(c -> cells.merge(cellOf.apply(c, width), c.count(), Double::sum));
        return cells;
    }

    private static String cell(double a, double b, double width) {
        return (long) Math.floor(a / width) + " " + (long) Math.floor(b / width);
    }

    private static Map<String, Double> cells(JsonNode matrix) {
        Map<String, Double> cells = new TreeMap<>();
        matrix.get("cells")
                .forEach(c -> cells.put(
                        c.get(0).asLong() + " " + c.get(1).asLong(), c.get(2).asDouble()));
        return cells;
    }

    private static void crossings(JsonNode expected, double[] x) {
        JsonNode levels = expected.get("levels");
        double[] at = new double[levels.size()];
        Arrays.setAll(at, i -> levels.get(i).get(0).asDouble());
        long[][] counts = LevelCrossings.count(x, at);
        for (int i = 0; i < at.length; i++) {
            assertThat(counts[i])
                    .containsExactly(
                            levels.get(i).get(1).asLong(), levels.get(i).get(2).asLong());
        }
    }

    private static void deadBand(JsonNode expected, double[] x, CycleList closed, Residue residue) {
        double h = expected.get("h").asDouble();
        int[] points = TurningPoints.find(x, h);
        assertThat(points).hasSize(expected.get("turning_points").asInt());
        assertClose(Arrays.stream(points).mapToDouble(i -> x[i]).sum(), expected.get("turning_sum"));

        CycleList kept = new CycleList();
        closed.cycles.stream()
                .filter(c -> c.range() > h)
                .forEach(c -> kept.cycle(c.from(), c.to(), c.fromPlace(), c.toPlace(), c.count()));
        Residue filtered = residue.deadBand(h, kept);
        assertThat(kept.cycles).hasSize(expected.get("closed").asInt());
        double[] wanted = new double[expected.get("residue").size()];
        Arrays.setAll(wanted, i -> expected.get("residue").get(i).asDouble());
        assertThat(filtered.values()).containsExactly(wanted);
        CycleSums sums = new CycleSums(0, 1e9, 0);
        whole(kept, filtered, ResidueMode.HALF).replay(sums);
        assertClose(sums.sumOfRangeToThe(5), expected.get("sum_range5_half"));
    }

    private static void segments(JsonNode expected, double[] x, CycleList wholeClosed, Residue wholeResidue) {
        RainflowState merged = new RainflowState();
        CycleList closed = new CycleList();
        for (JsonNode segment : expected.get("per_segment")) {
            int start = segment.get("start").asInt();
            RainflowState part = new RainflowState(start);
            CycleList partClosed = new CycleList();
            part.feed(x, start, segment.get("end").asInt(), partClosed);
            CycleList partEnd = new CycleList();
            Residue partResidue = part.close(partEnd);
            assertThat(partClosed.cycles.size() + partEnd.cycles.size())
                    .isEqualTo(segment.get("closed").asInt());
            double[] wanted = new double[segment.get("residue").size()];
            Arrays.setAll(wanted, i -> segment.get("residue").get(i).asDouble());
            assertThat(partResidue.values()).containsExactly(wanted);
            partClosed.replay(closed);
            merged.append(part, closed);
        }
        Residue residue = merged.close(closed);
        assertThat(closed.pairs()).isEqualTo(wholeClosed.pairs());
        assertThat(residue.values()).containsExactly(wholeResidue.values());
        assertThat(merged.samples()).isEqualTo(x.length);
    }

    @Test
    void publishedCasesAreCountedAsPublished() throws IOException {
        Path file = ORACLE.resolve("published_cases.json");
        assumeTrue(Files.isRegularFile(file), "no oracle in " + file);
        int n = 0;
        for (JsonNode expected : new ObjectMapper().readTree(file.toFile()).get("cases")) {
            String name = expected.get("name").asText();
            double[] x = new double[expected.get("series").size()];
            Arrays.setAll(x, i -> expected.get("series").get(i).asDouble(Double.NaN));
            RainflowState state = new RainflowState();
            CycleList closed = new CycleList();
            state.feed(x, 0, x.length, closed);
            Residue residue = state.close(closed);
            assertThat(closed.cycles)
                    .as(name)
                    .hasSize(expected.get("four_point_cycles").size());
            for (int i = 0; i < closed.cycles.size(); i++) {
                JsonNode c = expected.get("four_point_cycles").get(i);
                assertThat(closed.cycles.get(i))
                        .as(name)
                        .usingRecursiveComparison()
                        .withComparatorForType(Double::compare, Double.class)
                        .ignoringFields("from", "to")
                        .isEqualTo(new Cycle(0, 0, c.get(2).asDouble(), c.get(3).asDouble(), 1));
                assertThat(closed.cycles.get(i).from() == c.get(0).asDouble()
                                && closed.cycles.get(i).to() == c.get(1).asDouble())
                        .as(name)
                        .isTrue();
            }
            JsonNode points = expected.get("residue");
            assertThat(residue.values()).as(name).hasSize(points.size());
            for (int i = 0; i < points.size(); i++) {
                assertThat(residue.places()[i])
                        .as(name)
                        .isEqualTo(points.get(i).get(0).asDouble());
                assertThat(residue.values()[i] == points.get(i).get(1).asDouble())
                        .as(name)
                        .isTrue();
            }
            publishedCounts(name, expected, whole(closed, residue, ResidueMode.HALF));
            CycleList extra = new CycleList();
            residue.count(ResidueMode.REPEATED, extra);
            assertPairs(extra, expected.get("repeated_extra"));
            n++;
        }
        assertThat(n).isGreaterThanOrEqualTo(22);
    }

    private static void publishedCounts(String name, JsonNode expected, CycleList half) {
        Map<Double, Double> counts = new TreeMap<>();
        Map<Double, Double> wanted = new TreeMap<>();
        half.cycles.forEach(c -> counts.merge(c.range(), c.count(), Double::sum));
        expected.get("astm_cycles")
                .forEach(c -> wanted.merge(c.get(0).asDouble(), c.get(2).asDouble(), Double::sum));
        assertThat(counts).as(name).isEqualTo(wanted);
        if (expected.has("published_counts")) {
            Map<Double, Double> published = new TreeMap<>();
            expected.get("published_counts")
                    .properties()
                    .forEach(e -> published.put(
                            Double.valueOf(e.getKey()), e.getValue().asDouble()));
            assertThat(counts).as(name).isEqualTo(published);
        }
    }

    private static CycleList whole(CycleList closed, Residue residue, ResidueMode mode) {
        CycleList all = new CycleList();
        closed.replay(all);
        residue.count(mode, all);
        return all;
    }

    private static String name(ResidueMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static void assertClose(double found, JsonNode expected) {
        if (expected == null) {
            fail("the oracle has no such field");
        }
        assertThat(found).isCloseTo(expected.asDouble(), relative(expected.asDouble()));
    }

    private static Offset<Double> relative(double expected) {
        return within(Math.max(Double.MIN_NORMAL, SUM_TOLERANCE * Math.abs(expected)));
    }
}
