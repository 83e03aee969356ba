package org.bivouac.jobs.simulate.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.parquet.ColumnFileReader;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.simulate.car.Incident;
import org.bivouac.jobs.simulate.dumps.DumpFormat;
import org.bivouac.jobs.simulate.faults.FaultKind;
import org.bivouac.jobs.simulate.faults.FaultPlan;
import org.bivouac.jobs.simulate.faults.FaultyLoggers;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.log.InjectedFault;
import org.bivouac.jobs.simulate.truth.TrueDrive;
import org.bivouac.jobs.simulate.truth.TrueEvent;
import org.bivouac.jobs.simulate.truth.TrueParameter;
import org.bivouac.jobs.simulate.truth.TrueTerrain;
import org.bivouac.jobs.spark.LocalTasks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rally as a whole: the same bytes from the same seed, plausible speeds, plans that are what they say. */
class SimulatedRallyTest {
    private static SimulatedRally.Request request(Path out, double scale, long seed, SimulatedRally.Channels channels) {
        boolean all = channels == SimulatedRally.Channels.PARQUET;
        return new SimulatedRally.Request(
                seed,
                out,
                List.of(),
                List.of(),
                List.of(),
                scale,
                all ? List.of(Incident.Kind.MARKER, Incident.Kind.PUNCTURE) : List.of(),
                all ? Map.of("chassis", "mdf4", "engine", "motec-ld", "gps", "vbo") : Map.of(),
                100,
                channels);
    }

    private static List<TrueDrive> run(RallyPlan plan, SimulatedRally.Request request, int threads) throws IOException {
        FaultPlan faults =
                FaultPlan.once(List.of(FaultKind.values()), request.seed(), SimulatedRally.places(plan, request));
        try (LocalTasks tasks = new LocalTasks(threads, (what, done, of) -> {})) {
            return SimulatedRally.run(plan, request, (outing, seed) -> new FaultyLoggers(faults), tasks)
                    .drives();
        }
    }

    @Test
    void theSameSeedWritesTheSameBytesOnOneThreadAndOnTwo(@TempDir Path one, @TempDir Path two, @TempDir Path other)
            throws IOException {
        RallyPlan plan = PlanFolder.read("stage");
        run(plan, request(one, 0.012, 7, SimulatedRally.Channels.PARQUET), 1);
        run(plan, request(two, 0.012, 7, SimulatedRally.Channels.PARQUET), 2);
        run(plan, request(other, 0.012, 8, SimulatedRally.Channels.NONE), 2);

        Map<String, byte[]> first = files(one);
        Map<String, byte[]> second = files(two);
        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
        assertThat(first.keySet())
                .contains(
                        "2026/bivouac-rally/1/501/chassis.mf4",
                        "truth/drives.csv",
                        "truth/drives.parquet",
                        "truth/channels/2026/bivouac-rally/1/503/1000hz.parquet",
                        "plan.csv",
                        "run-sheets.csv");
        assertThat(files(other).get("truth/drives.csv")).isNotEqualTo(first.get("truth/drives.csv"));

        // What was written is what can be read.
        List<TrueDrive> drives = RecordTables.read(one.resolve("truth/drives.parquet"), TrueDrive.class);
        assertThat(drives).extracting(TrueDrive::car).containsExactly("501", "502", "503");
        List<TrueEvent> events = RecordTables.read(one.resolve("truth/events.parquet"), TrueEvent.class);
        assertThat(events).extracting(TrueEvent::kind).contains("driver_marker", "puncture", "stuck");
        List<InjectedFault> faults = RecordTables.read(one.resolve("truth/faults.parquet"), InjectedFault.class);
        assertThat(faults).isNotEmpty();
        List<TrueParameter> parameters =
                RecordTables.read(one.resolve("truth/parameters.parquet"), TrueParameter.class);
        assertThat(parameters)
                .anyMatch(row -> row.car().equals("502")
                        && row.parameter().equals("mass_kg")
                        && Math.abs(row.percent() - 2) < 1e-9);
        Path channels = one.resolve("truth/channels/2026/bivouac-rally/1/501/1000hz.parquet");
        try (ColumnFileReader reader = ColumnFileReader.open(channels)) {
            long rows = 0;
            for (int group = 0; group < reader.rowGroups(); group++) {
                rows += reader.rows(group);
            }
            assertThat(rows).isEqualTo(Math.round(1000 * drives.get(0).seconds()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage", "rally"})
    void thePlansThatComeAlongTileTheirStages(String name) {
        RallyPlan plan = PlanFolder.read(name);

        for (StagePlan stage : plan.stages()) {
            int special = stage.pieces().stream()
                    .filter(piece -> piece.type().equals("SPECIAL"))
                    .mapToInt(Piece::metres)
                    .sum();
            assertThat(special).as(stage.stage()).isBetween(20_000, 1_000_000);
        }
        assertThat(plan.cars()).hasSize(3);
        assertThat(PlanFolder.read("rally").stages()).hasSize(14).anyMatch(StagePlan::marathon);
    }

    @Test
    void speedsOnEachTerrainAreThoseOfAStockCar(@TempDir Path out) throws IOException {
        // A tenth of the stage; 2025 stage 1 as run: 413 km, best Stock car 70.2 km/h, sectors 53 to 102 km/h.
        RallyPlan plan = PlanFolder.read("stage");
        List<TrueDrive> drives = run(withoutIncidents(plan), request(out, 0.1, 3, SimulatedRally.Channels.NONE), 2);

        assertThat(drives).allSatisfy(drive -> assertThat(speed(drive)).isBetween(53.0, 82.0));
        assertThat(speed(drives.get(0))).isGreaterThan(speed(drives.get(1))).isBetween(62.0, 82.0);
        assertThat(speed(drives.get(1))).isGreaterThan(speed(drives.get(2)));
        assertThat(drives)
                .allSatisfy(drive -> assertThat(100 * drive.burntLitres() / drive.distanceKm())
                        .isBetween(35.0, 75.0));
        Map<String, Double> terrain =
                RecordTables.read(out.resolve("truth/terrain.parquet"), TrueTerrain.class).stream()
                        .filter(row -> row.car().equals("501") && row.type().equals("SPECIAL"))
                        .collect(Collectors.toMap(TrueTerrain::terrain, TrueTerrain::meanSpeedKmPerH));
        assertThat(terrain.get("dirt")).isGreaterThan(terrain.get("dunes"));
        assertThat(terrain.get("gravel")).isGreaterThan(terrain.get("dunes"));
        assertThat(terrain.get("dunes")).isGreaterThan(terrain.get("rocks"));
    }

    /** 2025 stage 1, 413 km: best T1+ 4:35:08, best Stock car 5:53:08. */
    private static final double BEST_T1_PLUS = 90.1;

    private static final double BEST_STOCK = 70.2;

    @Test
    void aT1PlusCarIsAsMuchFasterAsThePublishedTimesSay(@TempDir Path one, @TempDir Path two) throws IOException {
        RallyPlan plan = withoutIncidents(PlanFolder.read("stage"));
        TrueDrive stock = run(plan, chosen(one, 0.1, 3, "501"), 1).get(0);
        TrueDrive fast = run(plan, chosen(two, 0.1, 3, "501=t1+"), 1).get(0);

        // A tenth of the stage has a tenth of its corners and dunes, so the ratio scatters by some percent.
        assertThat(speed(fast) / speed(stock)).isCloseTo(BEST_T1_PLUS / BEST_STOCK, within(0.06));
        assertThat(fast.residualMj()).isLessThan(0.001 * fast.fuelMj());
        assertThat(fast.startLitres() + fast.filledLitres() - fast.burntLitres())
                .isCloseTo(fast.endLitres(), within(1e-9 * fast.startLitres()));
        Map<String, Double> parameters =
                RecordTables.read(two.resolve("truth/parameters.parquet"), TrueParameter.class).stream()
                        .filter(row -> row.subject().equals("car"))
                        .collect(Collectors.toMap(TrueParameter::parameter, TrueParameter::value));
        assertThat(parameters).containsEntry("travel_m", 0.35).containsEntry("speed_limit_km_per_h", 170.0);
        assertThat(Files.readString(two.resolve("run-sheets.csv"))).contains(",501,t1+,");
        assertThatThrownBy(() -> run(plan, chosen(two, 0.1, 3, "501=T9"), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("stock, t1+");
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"501, 42", "501, 7", "501=t1+, 42", "501=t1+, 7"})
    void theFullStageHasThePublishedSpeedsOfTheBestCars(String car, long seed, @TempDir Path out) throws IOException {
        RallyPlan plan = withoutIncidents(PlanFolder.read("stage"));
        TrueDrive drive = run(plan, chosen(out, 1, seed, car), 1).get(0);

        // Within 5 %: another seed is other ground of the same kind.
        double published = car.endsWith("t1+") ? BEST_T1_PLUS : BEST_STOCK;
        assertThat(speed(drive)).isCloseTo(published, within(0.05 * published));
        assertThat(drive.residualMj()).isLessThan(0.001 * drive.fuelMj());
    }

    private static SimulatedRally.Request chosen(Path out, double scale, long seed, String car) {
        return new SimulatedRally.Request(
                seed,
                out,
                List.of(),
                List.of(car),
                List.of(),
                scale,
                List.of(),
                Map.of(),
                100,
                SimulatedRally.Channels.NONE);
    }

    @Test
    void theOrganisersFeedBecomesAPlan() {
        String corpus = System.getProperty("bivouac.corpus", "");
        assumeFalse(corpus.isEmpty(), "no corpus given");
        RallyPlan plan = PlanFolder.read(
                Path.of(corpus, "organiser-2025", "stage-2025-A.json").toString());

        assertThat(plan.stages().stream().map(StagePlan::stage))
                .containsExactly("P", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
        // Lengths as the feed's sectors give them; stage 2 of two days, stage 4 before the marathon night.
        assertThat(plan.stages().stream().mapToInt(stage -> stage.metres() / 1000))
                .containsExactly(79, 499, 1058, 963, 588, 492, 829, 716, 737, 589, 640, 507, 131);
        assertThat(plan.stages().get(2).pieces().stream().map(Piece::type)).contains("BIVOUAC");
        assertThat(plan.stages().stream().filter(StagePlan::marathon).map(StagePlan::stage))
                .containsExactly("4");
        // Stage 6 hides a transfer on asphalt of 172 km in its special.
        assertThat(plan.stages().get(6).pieces().stream()
                        .filter(piece -> piece.type().equals("TRANSFER"))
                        .mapToInt(Piece::metres)
                        .sum())
                .isEqualTo(172_000);
        // Stage 11 of the cars: 98 km of sand and 177 of dunes.
        assertThat(plan.stages().get(11).pieces().stream()
                        .filter(piece -> "dunes".equals(piece.terrain()))
                        .mapToInt(Piece::metres)
                        .sum())
                .isCloseTo(177_000, within(2000));
    }

    @Test
    void wrongPlansAreRefusedWithTheLineAndWhatWasExpected(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> PlanFolder.read("nowhere"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("stage, rally");
        Files.writeString(
                folder.resolve("stages.csv"),
                "event,stage,date,start,zone,latitude_deg,longitude_deg,altitude_m,marathon\n"
                        + "x,1,2026-01-04,07:00,Asia/Riyadh,20,42,900,no\n");
        Files.writeString(
                folder.resolve("route.csv"), "stage,from_km,to_km,type,terrain,seconds,litres\n1,0,2,SPECIAL,mud,,\n");
        assertThatThrownBy(() -> PlanFolder.read(folder.toString()))
                .hasMessageContaining("mud")
                .hasMessageContaining("dunes");
        Files.writeString(
                folder.resolve("route.csv"),
                "stage,from_km,to_km,type,terrain,seconds,litres\n1,0,2,SPECIAL,sand,,\n1,3,4,SPECIAL,sand,,\n");
        assertThatThrownBy(() -> PlanFolder.read(folder.toString()))
                .hasMessageContaining("route.csv:3")
                .hasMessageContaining("expected 2.0");
    }

    @Test
    void formatsAreNamedByLoggerOrTakenInTurn() {
        List<String> known =
                Stream.of(DumpFormat.values()).map(DumpFormat::text).toList();
        assertThat(Formats.parse(List.of(), known)).isNull();
        assertThat(Formats.parse(List.of("none"), known)).isEmpty();
        assertThat(Formats.parse(List.of("mdf4", "csv", "gps=vbo"), known))
                .isEqualTo(Map.of("chassis", "mdf4", "engine", "csv", "gps", "vbo"));
        assertThatThrownBy(() -> Formats.parse(List.of("engine=wav"), known)).hasMessageContaining("motec-ld");
    }

    @Test
    void aDriveIsTheSameWhereverItTravels(@TempDir Path out) throws IOException, ClassNotFoundException {
        RallyPlan plan = PlanFolder.read("stage").scaled(0.004);
        DriveTask.Item item = new DriveTask.Item(
                plan,
                3,
                2026,
                0,
                1,
                out.toString(),
                Map.of(),
                100,
                false,
                (outing, seed) -> new FaultyLoggers(FaultPlan.none()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream packed = new ObjectOutputStream(bytes)) {
            packed.writeObject(item);
        }
        DriveTask.Item arrived;
        try (ObjectInputStream unpacked = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            arrived = (DriveTask.Item) unpacked.readObject();
        }
        assertThat(DriveTask.run(arrived).truth()).isEqualTo(DriveTask.run(item).truth());
    }

    private static RallyPlan withoutIncidents(RallyPlan plan) {
        return new RallyPlan(
                plan.edition(),
                plan.stages(),
                plan.cars(),
                plan.terrains(),
                plan.classes(),
                plan.differences(),
                List.of());
    }

    private static double speed(TrueDrive drive) {
        return 3600 * drive.specialKm() / drive.specialS();
    }

    private static Map<String, byte[]> files(Path root) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
