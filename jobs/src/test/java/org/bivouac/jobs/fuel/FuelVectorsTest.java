package org.bivouac.jobs.fuel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.bivouac.jobs.signal.Counter;
import org.bivouac.jobs.signal.Trapezoid;
import org.bivouac.jobs.signal.WeightedStatistics;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One case for each vector of the fuel oracle; skipped when the oracle is not there. */
class FuelVectorsTest {
    private static final Path VECTORS = Path.of(System.getProperty("bivouac.oracle", ""), "fuel", "vectors.csv");

    /** What a wrong method gives; our result must differ. */
    private static final Set<String> WRONG = Set.of("F2b", "F9b", "F15b");

    private static final double[] T = {0, 1, 2, 4, 10};
    private static final double[] FLOW = {2, 4, 4, 6, 0};
    private static final RoadLoad F7 = new RoadLoad.Car(3300, 3300, 1.45).at(0.12, 1.15, 15, 0, 0.02, 0);
    private static final RangePlan F11 = RangePlan.of(
            new double[] {193, 34, 180, 24, 172},
            new double[] {38, 40, 55, 85, 24},
            new double[] {2, 2.5, 4, 12, 1},
            0,
            0.06,
            12);
    private static final Ratio F12 = Ratio.of(new double[] {12, 15, 9, 20}, new double[] {30, 35, 25, 40});

    /** Everything that the vectors ask for, computed by the project. */
    private static Map<String, DoubleSupplier> results() {
        Map<String, DoubleSupplier> results = new LinkedHashMap<>();
        results.put("F1", () -> new InjectorFlow(8, 22, 100).gramPerSecond(4000, 200, 0.00035, 0.0032));
        results.put("F2a", () -> Trapezoid.of(T, FLOW, 10).integral());
        results.put("F2b", () -> Trapezoid.of(T, FLOW, 10).integral());
        results.put("F2c", () -> Trapezoid.of(T, FLOW, 2).integral());
        results.put("F2d", () -> Trapezoid.of(T, FLOW, 2).uncoveredSeconds());
        results.put(
                "F3",
                () -> 0.5
                        * Counter.of(new double[] {65000, 65400, 200, 600, 100, 500}, 65536, 2000)
                                .total());
        for (int celsius : new int[] {45, 5}) {
            GasolineDensity table = GasolineDensity.TABLE_54B;
            results.put("F4_" + celsius, () -> table.volumeCorrection(745, celsius));
            results.put("F4d_" + celsius, () -> table.kgPerM3(745, celsius));
            results.put("F4m_" + celsius, () -> table.kg(550, 745, celsius));
        }
        results.put("F5a", () -> AirDensity.standardPressurePascal(600));
        results.put("F5b", () -> air(600, 20, 0.3));
        results.put("F5c", () -> air(1000, 35, 0.1) / air(0, 5, 0.6));
        results.put("F6a", () -> SpecificPower.PASSENGER_CAR.kilowattPerTonne(25, 0.5, 0.02));
        results.put("F6b", () -> SpecificPower.LIGHT_COMMERCIAL_TRUCK.kilowattPerTonne(25, 0.5, 0.02));
        results.put("F6c", () -> SpecificPower.jimenezPalacios(25, 0.5, 0.02));
        results.put("F7_roll", F7::rollingKw);
        results.put("F7_aero", F7::dragKw);
        results.put("F7_grade", F7::gradeKw);
        results.put("F7_inertia", F7::inertiaKw);
        results.put("F7_E", () -> F7.kilowattHourPerKm(15));
        results.put("F8a", () -> FuelEnergy.kilowattHourPerKm(45, 745, 42.7));
        results.put("F8b", () -> FuelEnergy.brakeEfficiency(260, 42.7));
        results.put("F8c", () -> FuelEnergy.gramPerKilowattHour(12, 165));
        results.put("F9a", FuelVectorsTest::litresPer100Km);
        results.put("F9b", FuelVectorsTest::litresPer100Km);
        results.put("F10", () -> RoadLoad.pavedRollingCoefficient(1.6, 90));
        results.put("F11a", F11::litres);
        results.put("F11b", F11::independentError);
        results.put("F11c", F11::error);
        results.put("F11d", () -> F11.loadLitres(0.95, 0, 20));
        results.put("F11e", () -> F11.dryProbability(330));
        results.put("F12a", F12::litresPer100Km);
        results.put("F12b", F12::standardError);
        results.put("F13", () -> Calibration.closurePercent(441, Calibration.tankLitres(30, 520, 118)));
        results.put("F14", () -> calibration().factor());
        results.put("F15a", FuelVectorsTest::meanSpeed);
        results.put("F15b", FuelVectorsTest::meanSpeed);
        results.put("F16", () -> new RoadBook(new double[] {0, 95, 126.5}, new double[] {0, 91.04, 121.18}).km(118));
        return results;
    }

    @TestFactory
    Stream<DynamicTest> everyVectorOfTheOracleIsMet() throws IOException {
        if (!Files.isRegularFile(VECTORS)) {
            // Assumed inside a test, because a factory that is given up leaves no trace among the skipped.
            return Stream.of(DynamicTest.dynamicTest("vectors", () -> assumeTrue(false, "no oracle in " + VECTORS)));
        }
        Map<String, DoubleSupplier> results = results();
        List<CSVRecord> rows;
        try (CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(VECTORS, StandardCharsets.UTF_8))) {
            rows = parser.getRecords();
        }
        assertThat(rows.stream().map(row -> row.get("id")).toList())
                .containsExactlyInAnyOrderElementsOf(results.keySet());
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.get("id") + " " + row.get("what"),
                        () -> check(row, results.get(row.get("id")).getAsDouble())));
    }

    private static void check(CSVRecord row, double found) {
        double expected = Double.parseDouble(row.get("expected"));
        String tolerance = row.get("tolerance").strip();
        double allowed = 0;
        if (tolerance.endsWith("rel")) {
            allowed = Double.parseDouble(tolerance.replace("rel", "").strip()) * Math.abs(expected);
        } else if (!tolerance.equals("exact")) {
            allowed = Double.parseDouble(tolerance);
        }
        if (WRONG.contains(row.get("id"))) {
            assertThat(Math.abs(found - expected)).isGreaterThan(allowed + 1e-3);
        } else {
            assertThat(found).isCloseTo(expected, within(allowed));
        }
    }

    /** Three stages of 432, 398 and 455 l by the tank: s² = sum(tank - k ecu)²/(n - 1), se = s / sqrt(sum ecu²). */
    @Test
    void theErrorOfACalibrationFollowsItsResiduals() {
        assertThat(calibration().standardError()).isCloseTo(0.001808, within(5e-7));
    }

    @Test
    void severalPulsesAddUpAndOneShorterThanTheDeadTimeLetsNothingThrough() {
        InjectorFlow flow = new InjectorFlow(8, 22, 100);
        assertThat(flow.gramPerSecond(4000, 200, 0.00035, 0.0032, 0.0002))
                .isEqualTo(flow.gramPerSecond(4000, 200, 0.00035, 0.0032));
    }

    @Test
    void operatingModesAreClosedOnTheLeft() {
        assertThat(SpecificPower.operatingMode(10, 0, 0)).isEqualTo(12);
        assertThat(SpecificPower.operatingMode(10, -0.1, 0)).isEqualTo(11);
        assertThat(SpecificPower.operatingMode(20, 12, 0)).isEqualTo(27);
        assertThat(SpecificPower.operatingMode(25 * 0.44704, 30, 0)).isEqualTo(30);
        assertThat(SpecificPower.operatingMode(30, 5.9, 0)).isEqualTo(33);
        assertThat(SpecificPower.operatingMode(0.1, 0, 0)).isEqualTo(1);
        assertThat(SpecificPower.operatingMode(20, 5, 0, 0, -0.9)).isZero();
        assertThat(SpecificPower.operatingMode(20, 5, -0.5, -0.5, -0.5)).isZero();
        assertThat(SpecificPower.operatingMode(20, 5, -0.5, -0.5)).isEqualTo(23);
    }

    @Test
    void aRoadBookKnowsNothingOutsideItsWaypoints() {
        RoadBook book = new RoadBook(new double[] {10, 20}, new double[] {9, 19.5});
        assertThat(book.km(20)).isEqualTo(19.5);
        assertThat(book.km(9.9)).isNaN();
        assertThat(book.km(20.1)).isNaN();
    }

    private static double litresPer100Km() {
        return Ratio.of(new double[] {30, 90}, new double[] {100, 150}).litresPer100Km();
    }

    private static Calibration calibration() {
        return Calibration.of(new double[] {432, 398, 455}, new double[] {441, 405, 466});
    }

    private static double air(double altitudeM, double celsius, double humidity) {
        return AirDensity.kgPerM3(AirDensity.standardPressurePascal(altitudeM), celsius, humidity);
    }

    private static double meanSpeed() {
        double[] seconds = new double[3600 + 36_001];
        double[] speed = new double[seconds.length];
        Arrays.setAll(seconds, i -> i < 3600 ? i : 3600 + (i - 3600) / 100.0);
        Arrays.fill(speed, 0, 3600, 100);
        WeightedStatistics statistics = new WeightedStatistics();
        statistics.add(seconds, speed, null, 0, speed.length, 2);
        return statistics.meanByTime();
    }
}
