package org.bivouac.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.jobs.scan.Telemetry;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.SegmentRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A car at a steady 72 km/h, 20 m/s, that stands from 1000 s to 1200 s: 20 km, a stop, 40 km. */
class SegmentJobTest {
    private static final double SECONDS = 3200;

    @TempDir
    Path folder;

    private static double speed(double seconds) {
        return seconds >= 1000 && seconds < 1200 ? 0 : 72;
    }

    private static Telemetry drive() {
        return Telemetry.steady(10, 0, SECONDS).with("vehicle_speed_km_per_h", SegmentJobTest::speed);
    }

    private static PlanRow plan(int ordinal, String type, double km, Double startSeconds) {
        Instant start = startSeconds == null
                ? null
                : Instant.EPOCH.plusNanos((Telemetry.ORIGIN + Math.round(startSeconds * 1e6)) * 1000);
        return new PlanRow(2026, "dakar", "3", "*", ordinal, type, km, start, "plan", "test");
    }

    private List<SegmentRow> segments(List<PlanRow> plan, Telemetry telemetry) throws IOException {
        TableFile file = telemetry.write(folder, "a");
        List<SegmentRow> segments =
                SegmentJob.segments(Telemetry.CAR, CarLog.open(List.of(file)), plan, Catalogue.builtIn());
        assertTiled(segments, telemetry);
        return segments;
    }

    /** Every instant from the first sample to the last in exactly one segment; distances add up. */
    private static void assertTiled(List<SegmentRow> segments, Telemetry telemetry) {
        for (int i = 1; i < segments.size(); i++) {
            assertThat(segments.get(i).fromTime()).isEqualTo(segments.get(i - 1).toTime());
            assertThat(Double.compare(
                            segments.get(i).fromKm(), segments.get(i - 1).toKm()))
                    .isZero();
            assertThat(segments.get(i).seconds()).isPositive();
        }
        assertThat(segments.stream().mapToDouble(SegmentRow::seconds).sum())
                .isCloseTo((telemetry.rows() - 1) / 10.0 + 1e-6, within(1e-7));
        assertThat(segments.stream().map(SegmentRow::segment)).doesNotHaveDuplicates();
        assertThat(segments.stream().map(SegmentRow::ordinal)).isSorted();
    }

    private static List<String> names(List<SegmentRow> segments) {
        return segments.stream().map(SegmentRow::segment).toList();
    }

    @Test
    void thePlannedKilometresCutTheLogAndAStopNestsInside() throws IOException {
        List<SegmentRow> segments = segments(
                List.of(plan(1, "LIAISON", 10, null), plan(2, "SPECIAL", 40, null), plan(3, "LIAISON", 10, null)),
                drive());
        assertThat(names(segments)).containsExactly("liaison-1", "special-1", "stop-1", "special-1-2", "liaison-2");
        assertThat(segments.get(0).seconds()).isCloseTo(500, within(0.1));
        assertThat(segments.get(1).plannedKm()).isEqualTo(40);
        assertThat(segments.get(3).plannedKm()).isNaN();
        assertThat(segments.get(2).seconds()).isCloseTo(200, within(0.11));
        assertThat(segments.get(2).distanceKm()).isCloseTo(0, within(0.002));
        assertThat(segments.get(2).evidence()).isEqualTo("speed");
        assertThat(segments.get(3).distanceKm()).isCloseTo(30, within(0.01));
        assertThat(segments).allSatisfy(row -> assertThat(row.distanceBasis()).isEqualTo("vehicle_speed_km_per_h"));
        assertThat(segments.stream().mapToDouble(SegmentRow::distanceKm).sum()).isCloseTo(60, within(0.01));
    }

    @Test
    void aTruncatedLogDoesNotReachTheLaterSections() throws IOException {
        List<SegmentRow> segments = segments(
                List.of(plan(1, "LIAISON", 10, null), plan(2, "SPECIAL", 400, null), plan(3, "LIAISON", 10, null)),
                drive().rows(i -> i < 9000));
        assertThat(names(segments)).containsExactly("liaison-1", "special-1");
    }

    @Test
    void aPlannedStartAtWhichTheCarStandsNearbyWinsOverKilometres() throws IOException {
        List<SegmentRow> segments =
                segments(List.of(plan(1, "LIAISON", 20.4, null), plan(2, "SPECIAL", 39, 1100.0)), drive());
        assertThat(names(segments)).containsExactly("liaison-1", "stop-1", "stop-2", "special-1");
        assertThat(segments.get(3).evidence()).isEqualTo("plan-time");
        assertThat(segments.get(3).fromKm()).isCloseTo(20, within(0.01));
    }

    @Test
    void aPlannedStartOfAnotherCarIsNotBelieved() throws IOException {
        List<SegmentRow> segments =
                segments(List.of(plan(1, "LIAISON", 30, null), plan(2, "SPECIAL", 30, 1100.0)), drive());
        assertThat(segments.get(segments.size() - 1).evidence()).isEqualTo("plan-distance");
        assertThat(segments.get(segments.size() - 1).fromKm()).isCloseTo(30, within(0.001));
    }

    @Test
    void withoutAPlanTheLogIsUnknownButItsStopsAreFound() throws IOException {
        assertThat(names(segments(List.of(), drive()))).containsExactly("unknown-1", "stop-1", "unknown-1-2");
    }

    @Test
    void whatLiesFarBeyondThePlanIsUnknown() throws IOException {
        List<SegmentRow> segments =
                segments(List.of(plan(1, "LIAISON", 10, null), plan(2, "SPECIAL", 30, null)), drive());
        assertThat(names(segments)).containsExactly("liaison-1", "special-1", "stop-1", "special-1-2", "unknown-1");
        assertThat(segments.get(4).fromKm()).isCloseTo(40, within(0.001));
    }

    /** D11. */
    @Test
    void aCarThatNeverMovedHasOneStopOfNoDistance() throws IOException {
        List<SegmentRow> segments = segments(
                List.of(plan(1, "LIAISON", 10, null), plan(2, "SPECIAL", 30, null)),
                Telemetry.steady(10, 0, 300).with("vehicle_speed_km_per_h", s -> 0));
        assertThat(names(segments)).startsWith("stop-1");
        assertThat(segments.stream().mapToDouble(SegmentRow::distanceKm).sum()).isZero();
    }

    @Test
    void aLogWithoutAnySpeedIsCutByStartTimesOrUnknown() throws IOException {
        Telemetry telemetry = Telemetry.steady(10, 0, 300).with("engine_speed_rpm", s -> 800);
        List<SegmentRow> segments =
                segments(List.of(plan(1, "LIAISON", 10, 0.0), plan(2, "SPECIAL", 30, 100.0)), telemetry);
        assertThat(names(segments)).containsExactly("liaison-1", "special-1");
        assertThat(segments.get(1).distanceKm()).isNaN();
        assertThat(segments.get(1).distanceBasis()).isNull();
        assertThat(segments.get(1).evidence()).isEqualTo("plan-time");
    }

    @Test
    void midnightAndGapsDoNotCut() throws IOException {
        Telemetry night = Telemetry.steady(10, 0, 90_000)
                .with("vehicle_speed_km_per_h", s -> 72)
                .rows(i -> i < 100_000 || i > 200_000);
        TableFile file = night.write(folder, "a");
        assertThat(SegmentJob.segments(
                        Telemetry.CAR,
                        CarLog.open(List.of(file)),
                        List.of(plan(1, "SPECIAL", 1700, null)),
                        Catalogue.builtIn()))
                .singleElement()
                .satisfies(row -> assertThat(row.distanceKm()).isCloseTo(72 * 25 - 72 * 10_000.2 / 3600, within(0.1)));
    }

    @Test
    void anOdometerIsPreferredAndItsResetDoesNotLoseDistance() throws IOException {
        List<SegmentRow> segments = segments(
                List.of(),
                Telemetry.steady(10, 0, 1000)
                        .with("vehicle_speed_km_per_h", s -> 70)
                        .with("distance_km", s -> s < 500 ? 100 + s * 0.02 : (s - 500) * 0.02));
        assertThat(segments).singleElement().satisfies(row -> {
            assertThat(row.distanceBasis()).isEqualTo("distance_km");
            assertThat(row.distanceKm()).isCloseTo(20, within(0.01));
        });
    }

    @Test
    void thePlanOfTheCarsClassAndItsLatestVersionIsChosen() {
        PlanRow all = plan(1, "LIAISON", 10, null);
        PlanRow own = new PlanRow(2026, "dakar", "3", "stock", 1, "LIAISON", 12, null, "plan", "x");
        PlanRow ownAsRun = new PlanRow(2026, "dakar", "3", "stock", 1, "LIAISON", 11, null, "as-run", "x");
        assertThat(PlannedSections.choose(List.of(all, own, ownAsRun), "Stock")).containsExactly(ownAsRun);
        assertThat(PlannedSections.choose(List.of(all, own, ownAsRun), "ultimate"))
                .containsExactly(all);
        assertThat(PlannedSections.choose(List.of(all, own), null)).containsExactly(all);
        assertThat(PlannedSections.choose(List.of(), null)).isEmpty();
    }
}
