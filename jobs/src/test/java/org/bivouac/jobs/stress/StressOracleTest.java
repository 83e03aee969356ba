package org.bivouac.jobs.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Mean stress, Miner's variants and scatter against the oracle; skipped when it is not there. */
class StressOracleTest {
    private static final Path ORACLE = Path.of(System.getProperty("bivouac.oracle", ""), "stress");

    @Test
    void meanStressCorrectionsAgree() throws IOException {
        JsonNode oracle = read("mean_stress.json");
        JsonNode p = oracle.get("parameters");
        JsonNode five = p.get("five_segment");
        MeanStress.FiveSegments segments = new MeanStress.FiveSegments(
                number(five, "M4"),
                number(five, "M0"),
                number(five, "M1"),
                number(five, "M2"),
                number(five, "M3"),
                number(five, "R12"),
                number(five, "R23"));
        double m = number(p, "M");
        int checked = 0;
        for (JsonNode cycle : oracle.get("cycles")) {
            double sa = number(cycle, "amplitude");
            double sm = number(cycle, "mean");
            checked += check(cycle, "goodman_R_minus1", MeanStress.goodman(sa, sm, number(p, "Rm")));
            checked += check(cycle, "gerber_R_minus1", MeanStress.gerber(sa, sm, number(p, "Rm")));
            checked += check(cycle, "walker_R_minus1", MeanStress.walker(sa, sm, number(p, "walker_gamma")));
            checked += check(cycle, "swt_R_minus1", MeanStress.smithWatsonTopper(sa, sm));
            checked += check(cycle, "fkm_goodman_R_minus1", MeanStress.fkm(sa, sm, m, number(p, "M2")));
            checked += check(cycle, "fkm_goodman_R0", MeanStress.fkm(sa, sm, m, number(p, "M2")) / (1 + m));
            checked += check(cycle, "five_segment_R_minus1", segments.amplitude(sa, sm));
        }
        assertThat(checked).isGreaterThan(6 * oracle.get("cycles").size());
    }

    /** Fields that the oracle leaves out are those where the correction does not exist. */
    private static int check(JsonNode cycle, String field, double found) {
        if (!cycle.has(field)) {
            assertThat(found).as(field + " of " + cycle).isNaN();
            return 1;
        }
        assertThat(found)
                .as(field + " of " + cycle)
                .isCloseTo(number(cycle, field), within(1e-9 * number(cycle, field)));
        return 1;
    }

    @Test
    void minersVariantsAgree() throws IOException {
        for (JsonNode spectrum : read("miner_spectra.json").get("spectra")) {
            double[] amplitudes = numbers(spectrum.get("amplitude"));
            double[] counts = numbers(spectrum.get("count"));
            JsonNode sn = spectrum.get("sn");
            double sd = number(sn, "SD");
            double nd = number(sn, "ND");
            double k = number(sn, "k1");
            JsonNode expected = spectrum.get("damage");
            close(sum(WoehlerCurve.elementary(sd, nd, k), amplitudes, counts), number(expected, "elementary"));
            close(sum(WoehlerCurve.original(sd, nd, k), amplitudes, counts), number(expected, "original"));
            close(sum(WoehlerCurve.haibach(sd, nd, k), amplitudes, counts), number(expected, "haibach_2k_minus_1"));
            close(sum(WoehlerCurve.fkm(sd, nd, k), amplitudes, counts), number(expected, "fkm_k_plus_k_minus_2"));
            close(
                    sum(new WoehlerCurve(sd, nd, k, number(sn, "k2")), amplitudes, counts),
                    number(expected, "two_slope"));
            close(
                    WoehlerCurve.elementary(sd, nd, k).consistentDamage(amplitudes, counts),
                    number(spectrum, "rfcnt_consistent_miner"));
        }
    }

    private static double sum(WoehlerCurve curve, double[] amplitudes, double[] counts) {
        MinerSum sum = new MinerSum(curve);
        for (int i = 0; i < amplitudes.length; i++) {
            sum.cycle(-amplitudes[i], amplitudes[i], 0, 0, counts[i]);
        }
        return sum.damage();
    }

    @Test
    void theCurveMovesWithTheFailureProbability() throws IOException {
        JsonNode oracle = read("failure_probability.json");
        JsonNode median = oracle.get("curve_pf50");
        double k = number(median, "k");
        WoehlerCurve curve = WoehlerCurve.elementary(number(median, "SD"), number(median, "ND"), k);
        for (JsonNode row : oracle.get("rows")) {
            WoehlerCurve moved = curve.atFailureProbability(number(row, "pf"), number(median, "TN"));
            close(moved.sdAmplitude(), number(row, "SD"));
            close(moved.ndCycles(), number(row, "ND"));
            close(1 / moved.damage(2 * number(median, "SD")), number(row, "N_at_2SD"));
        }
    }

    @Test
    void noAmplitudeAtTheKneeDoesNoConsistentDamage() {
        WoehlerCurve curve = WoehlerCurve.elementary(100, 1e6, 5);
        assertThat(curve.consistentDamage(new double[] {99}, new double[] {1e9}))
                .isZero();
        assertThat(curve.consistentDamage(new double[0], new double[0])).isZero();
    }

    private static void close(double found, double expected) {
        assertThat(found).isCloseTo(expected, within(1e-9 * expected));
    }

    private static JsonNode read(String name) throws IOException {
        Path file = ORACLE.resolve(name);
        assumeTrue(Files.isRegularFile(file), "no oracle in " + file);
        return new ObjectMapper().readTree(file.toFile());
    }

    private static double number(JsonNode node, String field) {
        return node.get(field).asDouble();
    }

    private static double[] numbers(JsonNode node) {
        double[] numbers = new double[node.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = node.get(i).asDouble();
        }
        return numbers;
    }
}
