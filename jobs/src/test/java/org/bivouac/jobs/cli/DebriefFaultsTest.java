package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.ComparisonRow;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.RejectRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that are seen only when a stage is analysed, compared and reported: late dumps, sensors, counters, order. */
class DebriefFaultsTest {
    private static final String HEADER =
            "time_s,Engine RPM [rpm],Oil Press [bar],Distance [km],Vehicle Speed [km/h],Fuel Used [l]\n";
    private static final int ROWS = 3000;

    @TempDir
    Path temp;

    private Path inbox;
    private Path lake;

    @BeforeEach
    void lay() throws IOException {
        inbox = Files.createDirectories(temp.resolve("inbox"));
        lake = temp.resolve("lake");
    }

    private void put(String place, String text) throws IOException {
        Path file = inbox.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** 30 s at 100 Hz and 72 km/h that burn 1.4995 l. */
    private static String drive(IntFunction<String> pressure, IntFunction<String> km, IntFunction<String> litres) {
        StringBuilder text = new StringBuilder(HEADER);
        IntStream.range(0, ROWS)
                .forEach(i -> text.append(String.format(
                        Locale.ROOT,
                        "%.2f,%d,%s,%s,72,%s\n",
                        i / 100.0,
                        2000 + i % 700,
                        pressure.apply(i),
                        km.apply(i),
                        litres.apply(i))));
        return text.toString();
    }

    private static String drive(int seed) {
        return drive(i -> number(3 + (i + seed) % 9 * 0.1), DebriefFaultsTest::km, DebriefFaultsTest::litres);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String km(int row) {
        return number(row * 0.0002);
    }

    private static String litres(int row) {
        return number(row * 0.0005);
    }

    private Ran debrief() {
        return Ran.onThreads("debrief", inbox, lake);
    }

    private MeasureRow measure(String name, String channel) throws IOException {
        return Ran.table(lake, MeasureRow.class).stream()
                .filter(row -> row.segment().equals("stage")
                        && row.measure().equals(name)
                        && row.channel().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    private static String live(Path lake) throws IOException {
        try (Stream<Path> snapshots = Files.list(lake.resolve("snapshots"))) {
            String newest = Files.readString(
                    snapshots.max(java.util.Comparator.naturalOrder()).orElseThrow());
            // What is live, not how it came to be.
            return newest.replaceAll("(?s).*\"live\"", "");
        }
    }

    @Test
    void a8ALateDumpOfAnEarlierStageRebuildsItAndWhatWasComparedWithIt() throws IOException {
        put("2026/dakar/1/501/a.csv", drive(1));
        put("2026/dakar/2/501/a.csv", drive(2));
        assertThat(debrief().status()).isZero();
        List<MeasureRow> before = measuresOf("1");
        List<ComparisonRow> compared = Ran.table(lake, ComparisonRow.class);
        String late = drive(3).replace("Oil Press [bar]", "Oil Temp [degC]");
        put("2026/dakar/1/501/late.csv", late);

        Ran ran = debrief();

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out())
                .containsPattern("analyse .* 1 cars done, 1 as they were")
                .containsPattern("compare .* 2 stages done, 0 as they were")
                .containsPattern("report .* 2 stages done, 0 as they were");
        assertThat(measuresOf("1")).isNotEqualTo(before);
        assertThat(Ran.table(lake, ComparisonRow.class)).isNotEqualTo(compared);

        Path inOrder = temp.resolve("in-order");
        Ran.onThreads("debrief", inbox, inOrder);
        for (String table : List.of("measures", "comparison", "segments", "channels", "dumps", "events", "spectra")) {
            String sql = "SELECT * FROM " + table + " ORDER BY ALL";
            assertThat(Ran.bivouac("sql", sql, "--csv", "--lake", lake).out())
                    .as(table)
                    .isEqualTo(
                            Ran.bivouac("sql", sql, "--csv", "--lake", inOrder).out());
        }
        assertThat(reports(lake)).isEqualTo(reports(inOrder)).hasSize(4);
        assertThat(Ran.bivouac("verify", "--lake", lake).status()).isZero();
    }

    private List<MeasureRow> measuresOf(String stage) throws IOException {
        return Ran.table(lake, MeasureRow.class).stream()
                .filter(row -> row.stage().equals(stage))
                .toList();
    }

    private static List<String> reports(Path lake) throws IOException {
        try (Stream<Path> files = Files.walk(lake.resolve("reports").toRealPath())) {
            return files.filter(file -> file.toString().endsWith("measures.csv")
                            || file.toString().endsWith("comparison.csv"))
                    .sorted()
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void d8ASensorThatDropsOutHasNoMeanButAShareOfValidTime() throws IOException {
        put(
                "2026/dakar/1/501/a.csv",
                drive(i -> i > 300 && i < 2900 ? "" : "4.5", DebriefFaultsTest::km, DebriefFaultsTest::litres));
        assertThat(debrief().status()).isZero();

        MeasureRow mean = measure("mean_by_time", "oil_pressure_bar");
        assertThat(mean.coverage()).isCloseTo(400.0 / ROWS, within(0.01));
        assertThat(mean.value()).isNaN();
        assertThat(mean.reason()).isNotBlank();
        assertThat(measure("missing_samples", "oil_pressure_bar").value()).isEqualTo(2599);
        assertThat(Files.readString(lake.resolve("reports/2026-dakar/1/index.html")))
                .contains("valid)");
    }

    @Test
    void d8ValuesBeyondPlausibilityAreKeptAndCountedAndInNoFigure() throws IOException {
        put(
                "2026/dakar/1/501/a.csv",
                drive(i -> i % 100 == 7 ? "999.9" : "4.5", DebriefFaultsTest::km, DebriefFaultsTest::litres));
        assertThat(debrief().status()).isZero();

        assertThat(Ran.table(lake, ChannelRow.class))
                .filteredOn(row -> row.name().equals("Oil Press"))
                .singleElement()
                .satisfies(row -> assertThat(row.implausible()).isEqualTo(30))
                .satisfies(row -> assertThat(row.max()).isEqualTo(999.9));
        assertThat(measure("max", "oil_pressure_bar").value()).isEqualTo(4.5);
        assertThat(measure("sensor_implausible_samples", "oil_pressure_bar").value())
                .isEqualTo(30);
        String telemetry = "SELECT max(oil_pressure_bar) FROM telemetry";
        assertThat(Ran.bivouac("sql", telemetry, "--csv", "--lake", lake).out()).contains("999.9");
    }

    /** A minute at 50 Hz whose damper breaks in every way. */
    private static String broken() {
        StringBuilder text =
                new StringBuilder("time_s,damper_position_fl_mm [mm],GPS Speed [km/h],vehicle_speed_km_per_h [km/h]\n");
        IntStream.range(0, 3000).forEach(i -> {
            double damper = i >= 500 && i < 1300
                    ? 101.55
                    : i >= 1500 && i < 1600 ? 499.9 : i == 2000 ? 390 : 100 + i % 37 * 0.7 - i % 11;
            text.append(String.format(
                    Locale.ROOT,
                    "%.2f,%s,%.2f,%.2f\n",
                    i / 50.0,
                    i >= 2500 ? "" : damper,
                    60 + i % 19 * 0.1,
                    60 + i % 23 * 0.1));
        });
        return text.toString();
    }

    @Test
    void d8AStuckSaturatedSpikingOrSilentSensorIsFlaggedListedAndInNoFigure() throws IOException {
        put("2026/dakar/1/501/a.csv", broken());
        assertThat(debrief().status()).isZero();

        String damper = "damper_position_fl_mm";
        assertThat(measure("sensor_stuck_seconds", damper).value()).isEqualTo(15.96, within(1e-9));
        assertThat(measure("sensor_saturated_samples", damper).value()).isEqualTo(100);
        assertThat(measure("sensor_spike_samples", damper).value()).isEqualTo(1);
        assertThat(measure("sensor_dropout_intervals", damper).value()).isEqualTo(1);
        assertThat(measure("max", damper).value()).isLessThan(126);
        assertThat(measure("max", damper).coverage()).isCloseTo((60 - 16 - 2 - 10) / 60.0, within(0.005));
        assertThat(Ran.table(lake, EventRow.class))
                .filteredOn(
                        event -> event.channel().equals(damper) && event.kind().startsWith("sensor"))
                .extracting(EventRow::kind)
                .containsExactlyInAnyOrder("sensor_stuck", "sensor_saturated", "sensor_spike", "sensor_dropout");
        assertThat(Files.readString(lake.resolve("reports/2026-dakar/1/index.html")))
                .contains("Sensors that cannot be believed", "stuck at one value while the car moved");
    }

    @Test
    void d9NotANumberIsInNoMeasureAndNoReport() throws IOException {
        put(
                "2026/dakar/1/501/a.csv",
                drive(
                        i -> i % 3 == 0 ? "NaN" : i % 7 == 0 ? "Infinity" : "4.5",
                        i -> i % 50 == 49 ? "1e999" : km(i),
                        i -> i % 11 == 5 ? "-Inf" : litres(i)));
        assertThat(debrief().status()).isEqualTo(3);

        MeasureRow mean = measure("mean_by_time", "oil_pressure_bar");
        assertThat(mean.value()).isCloseTo(4.5, within(1e-12));
        assertThat(measure("fuel_litres_counter", "fuel_used_l").value()).isCloseTo(1.4995, within(0.0015));
        assertThat(Ran.table(lake, MeasureRow.class))
                .allSatisfy(row -> assertThat(Double.isInfinite(row.value())).isFalse())
                .allSatisfy(row -> assertThat(Double.isNaN(row.value()) == (row.reason() != null))
                        .as("%s", row)
                        .isTrue());
        try (Stream<Path> files = Files.list(lake.resolve("reports/2026-dakar/1"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".csv") && !path.endsWith("rejects.csv"))
                    .toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("NaN", "Infinity");
            }
        }
        assertThat(Files.readString(lake.resolve("reports/2026-dakar/1/index.html")))
                .doesNotContain(">NaN<", ">Infinity<", ">null<");
    }

    @Test
    void d10AFuelCounterThatStartsAnewStillGivesTheLitresBurnt() throws IOException {
        put("2026/dakar/1/501/a.csv", drive(i -> "4.5", DebriefFaultsTest::km, i -> number(i * 0.0005 % 0.6)));
        assertThat(debrief().status()).isZero();

        assertThat(measure("fuel_litres_counter", "fuel_used_l").value()).isCloseTo(1.4995, within(0.0015));
        assertThat(measure("fuel_counter_resets", "fuel_used_l").value()).isEqualTo(2);
    }

    @Test
    void d11ACarThatDoesNotMoveHasNoConsumptionPerDistanceAndTheReasonIsGiven() throws IOException {
        put(
                "2026/dakar/1/501/a.csv",
                drive(i -> "4.5", i -> "12.5", DebriefFaultsTest::litres).replace(",72,", ",0,"));
        assertThat(debrief().status()).isZero();

        MeasureRow consumption = measure("fuel_l_per_100km_counter", "fuel_used_l");
        assertThat(consumption.value()).isNaN();
        assertThat(consumption.reason()).isEqualTo("no driven distance");
        assertThat(measure("fuel_litres_counter", "fuel_used_l").value()).isCloseTo(1.4995, within(1e-9));
        assertThat(Ran.table(lake, MeasureRow.class))
                .allSatisfy(row -> assertThat(Double.isInfinite(row.value())).isFalse());
    }

    @Test
    void d12CoresAndNamesOfTheFilesDoNotChangeABit() throws IOException {
        put("2026/dakar/1/501/a.csv", drive(1));
        put("2026/dakar/1/501/b.csv", drive(2).replace("Oil Press", "Fuel Press"));
        put("2026/dakar/1/502/a.csv", drive(3));
        assertThat(Ran.onThreads("debrief", inbox, lake).status()).isZero();
        for (int cores : new int[] {1, 3, 8}) {
            Path other = temp.resolve("lake" + cores);
            assertThat(Ran.bivouac("debrief", inbox, "--lake", other, "--engine", "threads", "--cores", cores)
                            .status())
                    .isZero();
            assertThat(live(other)).isEqualTo(live(lake));
        }
    }

    @Test
    void a5OverlappingDumpsAreOneDrive() throws IOException {
        put("2026/dakar/1/501/whole.csv", drive(1));
        assertThat(debrief().status()).isZero();
        double whole = measure("fuel_litres_counter", "fuel_used_l").value();
        double mean = measure("mean_by_time", "oil_pressure_bar").value();

        List<String> lines = drive(1).lines().toList();
        put("2026/dakar/1/502/first.csv", HEADER + String.join("\n", lines.subList(1, 2001)) + "\n");
        put("2026/dakar/1/502/second.csv", HEADER + String.join("\n", lines.subList(1001, ROWS + 1)) + "\n");
        assertThat(debrief().status()).isZero();
        MeasureRow litres = Ran.table(lake, MeasureRow.class).stream()
                .filter(row -> row.car().equals("502")
                        && row.segment().equals("stage")
                        && row.measure().equals("fuel_litres_counter"))
                .findFirst()
                .orElseThrow();
        assertThat(litres.value()).isCloseTo(whole, within(1e-9));
        assertThat(Ran.table(lake, MeasureRow.class))
                .filteredOn(row -> row.car().equals("502")
                        && row.segment().equals("stage")
                        && row.measure().equals("mean_by_time")
                        && row.channel().equals("oil_pressure_bar"))
                .singleElement()
                .satisfies(row -> assertThat(row.value()).isCloseTo(mean, within(1e-9)));
    }

    @Test
    void a5WhereOverlappingDumpsContradictEachOtherNeitherIsBelieved() throws IOException {
        put("2026/dakar/1/501/first.csv", drive(i -> "4.5", DebriefFaultsTest::km, DebriefFaultsTest::litres));
        put(
                "2026/dakar/1/501/second.csv",
                drive(i -> i < 1000 ? "9.5" : "4.5", DebriefFaultsTest::km, DebriefFaultsTest::litres));
        Ran ran = debrief();

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.errorLines("2026/dakar/1/501/second.csv", "A5"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("oil_pressure_bar has another value than in 2026/dakar/1/501/first.csv", "(1000 times)");
        assertThat(Ran.table(lake, RejectRow.class))
                .filteredOn(row -> row.rule().equals("A5"))
                .singleElement()
                .satisfies(row -> assertThat(row.count()).isEqualTo(1000));
        assertThat(measure("conflicting_samples", "oil_pressure_bar").value()).isEqualTo(1000);
        assertThat(measure("duplicate_samples", "oil_pressure_bar").value()).isEqualTo(3000);
        assertThat(measure("max", "oil_pressure_bar").value()).isEqualTo(4.5);
        assertThat(measure("conflicting_samples", "engine_speed_rpm").value()).isZero();
    }
}
