package org.bivouac.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.jobs.scan.Telemetry;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.GroundRow;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.RoadBookRow;
import org.bivouac.schemas.SegmentRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A liaison of 2 km, a special, a liaison of 2 km, at 72 km/h with a control of 60 s between them. */
class GroundsTest {
    private static final double METRES_PER_S = 20;
    private static final double METRES_OF_A_DEGREE = 111_195.08;

    @TempDir
    Path folder;

    private int dumpsWritten;

    static IntStream seeds() {
        return IntStream.range(0, 6);
    }

    /** A way by the metre, and where the car stands on it. */
    private static final class Way {
        private final List<double[]> places = new ArrayList<>(List.of(new double[2]));
        private final TreeMap<Integer, Double> stands = new TreeMap<>();
        private double heading;

        Way drive(double metres, double radians) {
            for (int i = 0; i < metres; i++) {
                heading += radians / metres;
                double[] last = places.get(places.size() - 1);
                places.add(new double[] {last[0] + Math.cos(heading), last[1] + Math.sin(heading)});
            }
            return this;
        }

        Way stand(double seconds) {
            stands.put(places.size() - 1, seconds);
            return this;
        }

        Way outAndBack(double metres) {
            return drive(metres, 0).drive(40, Math.PI).drive(metres, 0).drive(40, Math.PI);
        }

        /** Metres driven and speed at a time. */
        double[] at(double seconds) {
            double left = seconds;
            int metre = 0;
            for (var stand : stands.entrySet()) {
                double there = (stand.getKey() - metre) / METRES_PER_S;
                if (left < there) {
                    return new double[] {metre + left * METRES_PER_S, METRES_PER_S};
                }
                left -= there;
                metre = stand.getKey();
                if (left < stand.getValue()) {
                    return new double[] {metre, 0};
                }
                left -= stand.getValue();
            }
            return new double[] {metre + left * METRES_PER_S, METRES_PER_S};
        }

        double seconds() {
            return (places.size() - 1) / METRES_PER_S
                    + stands.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        Telemetry telemetry() {
            return Telemetry.steady(10, 0, seconds())
                    .with("vehicle_speed_km_per_h", at -> 3.6 * at(at)[1])
                    .with("gps_latitude_deg", at -> 21 + place(at)[1] / METRES_OF_A_DEGREE)
                    .with(
                            "gps_longitude_deg",
                            at -> 43 + place(at)[0] / METRES_OF_A_DEGREE / Math.cos(Math.toRadians(21)));
        }

        private double[] place(double seconds) {
            return places.get((int) Math.min(places.size() - 1, at(seconds)[0]));
        }
    }

    private static PlanRow plan(int ordinal, String type, double km) {
        return new PlanRow(2026, "dakar", "3", "*", ordinal, type, km, null, "plan", "test");
    }

    private static List<PlanRow> plan(double specialKm) {
        return List.of(plan(1, "LIAISON", 2), plan(2, "SPECIAL", specialKm), plan(3, "LIAISON", 2));
    }

    private static RoadBookRow book(double fromKm, double toKm, String terrain, String halt) {
        return new RoadBookRow(2026, "dakar", "3", "*", 2, fromKm, toKm, terrain, halt, "plan", "test");
    }

    private List<GroundRow> ground(Way way, List<PlanRow> plan, List<RoadBookRow> book) throws IOException {
        TableFile file = way.telemetry().write(folder, "dump" + ++dumpsWritten);
        CarLog log = CarLog.open(List.of(file));
        Catalogue catalogue = Catalogue.builtIn();
        List<SegmentRow> segments = SegmentJob.segments(Telemetry.CAR, log, plan, catalogue);
        List<GroundRow> rows = SegmentJob.ground(Telemetry.CAR, log, segments, plan, book, catalogue);
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).section().equals(rows.get(i - 1).section())) {
                assertThat(rows.get(i).fromTime()).isEqualTo(rows.get(i - 1).toTime());
            }
            assertThat(rows.get(i).toTime()).isAfter(rows.get(i).fromTime());
        }
        return rows;
    }

    private static double km(List<GroundRow> rows, Predicate<GroundRow> of) {
        return rows.stream()
                .filter(of)
                .mapToDouble(row -> row.toKm() - row.fromKm())
                .sum();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWrongWayMovesTheTerrainsBehindItAndIsTold(int seed) throws IOException {
        Random random = new Random(seed);
        double before = 1000 + random.nextInt(5000);
        double out = 200 + random.nextInt(1500);
        Way way = new Way().drive(2000, 0).stand(60).drive(before, 0.3);
        way.outAndBack(out).drive(8000 - before, -0.4).stand(60).drive(2000, 0);
        List<GroundRow> rows = ground(
                way, plan(8), List.of(book(0, 3, "sand", null), book(3, 7, "dunes", null), book(7, 8, "dirt", null)));

        double inVain = 2 * out / 1000 + 0.08;
        assertThat(km(rows, row -> row.wrongWay() == 1)).isCloseTo(inVain, within(0.04));
        assertThat(rows).noneMatch(row -> row.wrongWay() > 1 || row.returns() > 1);
        GroundRow wrong =
                rows.stream().filter(row -> row.wrongWay() > 0).findFirst().orElseThrow();
        assertThat(wrong.fromKm()).isCloseTo(2 + before / 1000, within(0.04));
        assertThat(wrong.terrain()).isEqualTo(before < 3000 ? "sand" : "dunes");
        assertThat(km(rows, row -> "sand".equals(row.terrain()) && row.wrongWay() == 0))
                .isCloseTo(3, within(0.05));
        assertThat(km(rows, row -> "dunes".equals(row.terrain()) && row.wrongWay() == 0))
                .isCloseTo(4, within(0.05));
        assertThat(km(rows, row -> "dirt".equals(row.terrain()))).isCloseTo(1, within(0.05));
        assertThat(rows).noneMatch(row -> row.halt() != null);
    }

    @Test
    void aSpecialOfLapsIsDrivenAsPlanned() throws IOException {
        Way way = new Way().drive(2000, 0).stand(60);
        for (int lap = 0; lap < 4; lap++) {
            way.drive(600, 0).drive(400, Math.PI).drive(600, 0).drive(400, Math.PI);
        }
        way.drive(500, 0).stand(60).drive(2000, 0.5);
        assertThat(ground(way, plan(8.5), List.of())).allMatch(row -> row.wrongWay() == 0);
        assertThat(ground(way, plan(0.5), List.of())).anyMatch(row -> row.wrongWay() > 0);
    }

    @Test
    void outsideASpecialNothingIsTold() throws IOException {
        Way way = new Way().drive(1000, 0).outAndBack(800).drive(3000, 0.2);
        assertThat(ground(way, List.of(plan(1, "LIAISON", 5)), List.of())).allMatch(row -> row.wrongWay() == 0);
        assertThat(ground(way, List.of(), List.of())).isEmpty();
    }

    @Test
    void aStandIsPlannedWhereTheRoadBookHasAHalt() throws IOException {
        Way way = new Way()
                .drive(2000, 0)
                .stand(60)
                .drive(3000, 0.3)
                .stand(90)
                .drive(3000, 0.3)
                .stand(45);
        way.drive(2000, 0).stand(60).drive(2000, 0.5);
        List<GroundRow> rows = ground(way, plan(8), List.of(book(0, 8, "sand", null), book(3.1, 3.1, null, "REFUEL")));
        assertThat(rows.stream().map(GroundRow::halt).filter(halt -> halt != null))
                .containsExactly("REFUEL", "unplanned");
        assertThat(rows.stream()
                        .filter(row -> "unplanned".equals(row.halt()))
                        .mapToLong(row -> row.fromTime().until(row.toTime(), ChronoUnit.SECONDS)))
                .containsExactly(45L);
    }

    /** A counter that is off by 2 % is stretched to the plan; one that is off by more is another stage than planned. */
    @Test
    void kilometresAreStretchedToThePlanWithinWhatOdometersAreOffBy() throws IOException {
        Way way = new Way().drive(2000, 0).stand(60).drive(8160, 0.3).stand(60).drive(2000, 0);
        List<GroundRow> rows = ground(way, plan(8), List.of(book(0, 6, "sand", null), book(6, 8, "dirt", null)));
        assertThat(km(rows, row -> "sand".equals(row.terrain()))).isCloseTo(6.12, within(0.01));
        assertThat(km(rows, row -> "dirt".equals(row.terrain()))).isCloseTo(2.04, within(0.01));
    }
}
