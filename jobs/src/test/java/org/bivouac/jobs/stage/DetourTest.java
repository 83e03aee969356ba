package org.bivouac.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.jobs.scan.Telemetry;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.SegmentRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of borders when a car drives way that the plan does not know: 72 km/h, sampled once a second, so 20 m a sample. */
class DetourTest {
    private static final int RATE_HZ = 1;
    private static final double METRES_PER_S = 20;

    /** Where a border lies is known to the sample that moves or stands first. */
    private static final double NEAR_KM = 0.045;

    @TempDir
    Path folder;

    private int dumpsWritten;

    /** One leg as driven, with the time that the car stands behind it. */
    private record Leg(String type, double plannedKm, double drivenKm, double standsSeconds) {}

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    private static List<PlanRow> plan(List<Leg> legs) {
        List<PlanRow> plan = new ArrayList<>();
        for (Leg leg : legs) {
            plan.add(new PlanRow(
                    2026, "dakar", "3", "*", plan.size() + 1, leg.type, leg.plannedKm, null, "plan", "test"));
        }
        return plan;
    }

    /** A drive whose speedometer reads too much by a factor. */
    private static Telemetry drive(List<Leg> legs, double factor) {
        double seconds = legs.stream()
                .mapToDouble(leg -> leg.drivenKm * 1000 / METRES_PER_S + leg.standsSeconds)
                .sum();
        return Telemetry.steady(RATE_HZ, 0, seconds)
                .with("vehicle_speed_km_per_h", at -> moves(legs, at) ? METRES_PER_S * 3.6 * factor : 0);
    }

    private static boolean moves(List<Leg> legs, double at) {
        double from = 0;
        for (Leg leg : legs) {
            double stands = from + leg.drivenKm * 1000 / METRES_PER_S;
            if (at < stands) {
                return true;
            }
            from = stands + leg.standsSeconds;
            if (at < from) {
                return false;
            }
        }
        return false;
    }

    private List<SegmentRow> segments(List<Leg> legs, Telemetry... dumps) throws IOException {
        List<TableFile> files = new ArrayList<>();
        for (Telemetry dump : dumps) {
            files.add(dump.write(folder, "dump" + ++dumpsWritten));
        }
        return SegmentJob.segments(Telemetry.CAR, CarLog.open(files), plan(legs), Catalogue.builtIn());
    }

    private static double km(List<SegmentRow> segments, String section) {
        return segments.stream()
                .filter(row -> row.segment().matches(section + "(-\\d+)?"))
                .mapToDouble(SegmentRow::distanceKm)
                .sum();
    }

    private static void assertDriven(List<SegmentRow> segments, List<Leg> legs) {
        int liaisons = 0;
        int specials = 0;
        for (Leg leg : legs) {
            String section = leg.type.equals("SPECIAL") ? "special-" + ++specials : "liaison-" + ++liaisons;
            assertThat(km(segments, section)).as(section).isCloseTo(leg.drivenKm, within(NEAR_KM));
        }
        assertThat(segments).noneMatch(row -> row.type().equals("UNKNOWN"));
    }

    private static List<Leg> stage(Random random, double detourKm, double standsSeconds) {
        double special = 40 + 200 * random.nextDouble();
        return List.of(
                leg("LIAISON", 5 + 30 * random.nextDouble(), standsSeconds),
                new Leg("SPECIAL", special, special + detourKm, standsSeconds),
                leg("LIAISON", 5 + 30 * random.nextDouble(), 60));
    }

    private static Leg leg(String type, double km, double standsSeconds) {
        return new Leg(type, km, km, standsSeconds);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDetourOfAnyLengthBelongsToTheSpecialWhenTheCarStandsAtItsEnd(int seed) throws IOException {
        Random random = new Random(seed);
        List<Leg> legs = stage(random, 0.6 + 60 * random.nextDouble(), 30);
        List<SegmentRow> segments = segments(legs, drive(legs, 1));
        assertDriven(segments, legs);
        assertThat(segments)
                .extracting(SegmentRow::type)
                .containsExactly("LIAISON", "STOP", "SPECIAL", "STOP", "LIAISON", "STOP");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDetourOfUpToATwentiethBelongsToTheSpecialThoughTheCarStandsNowhere(int seed) throws IOException {
        Random random = new Random(seed);
        List<Leg> legs = stage(random, 2.5 * random.nextDouble(), 0);
        assertDriven(segments(legs, drive(legs, 1)), legs);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLogCutAnywhereHasTheBordersOfTheWholeOneAsFarAsItGoes(int seed) throws IOException {
        Random random = new Random(seed);
        List<Leg> legs = stage(random, 0, seed % 2 == 0 ? 30 : 0);
        Telemetry whole = drive(legs, 1);
        int cut = 100 + random.nextInt(whole.rows() - 100);
        List<SegmentRow> of = segments(legs, whole);
        List<SegmentRow> ofPart = segments(legs, whole.rows(i -> i < cut));
        assertThat(ofPart)
                .extracting(SegmentRow::fromTime)
                .isSubsetOf(of.stream().map(SegmentRow::fromTime).toList());
        assertThat(ofPart)
                .extracting(SegmentRow::segment)
                .isEqualTo(of.stream()
                        .map(SegmentRow::segment)
                        .limit(ofPart.size())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ofSeveralSpecialsTheOneBehindWhichTheStopsFitAgainHoldsTheDetour(int seed) throws IOException {
        Random random = new Random(seed);
        double detour = 1.5 + 3 * random.nextDouble();
        List<Leg> legs = List.of(
                leg("LIAISON", 10, 30),
                new Leg("SPECIAL", 80, 80 + (seed % 2 == 0 ? detour : 0), 30),
                leg("LIAISON", 25, 30),
                new Leg("SPECIAL", 70, 70 + (seed % 2 == 0 ? 0 : detour), 30),
                leg("LIAISON", 12, 30));
        assertDriven(segments(legs, drive(legs, 1)), legs);
    }

    @Test
    void severalDumpsOfOneDriveAreCutLikeOne() throws IOException {
        List<Leg> legs = stage(new Random(1), 3, 30);
        Telemetry whole = drive(legs, 1);
        IntPredicate early = i -> i < whole.rows() / 3;
        List<SegmentRow> segments = segments(legs, whole.rows(early.negate()), whole.rows(early));
        assertThat(segments).isEqualTo(segments(legs, whole));
    }

    @Test
    void wayBehindTheStagesEndDoesNotMoveTheSpecialsEnd() throws IOException {
        List<Leg> legs = new ArrayList<>(stage(new Random(2), 0, 30));
        List<PlanRow> plan = plan(legs);
        legs.add(leg("LIAISON", 3, 30));
        TableFile file = drive(legs, 1).write(folder, "a");
        List<SegmentRow> segments =
                SegmentJob.segments(Telemetry.CAR, CarLog.open(List.of(file)), plan, Catalogue.builtIn());
        assertThat(km(segments, "special-1")).isCloseTo(legs.get(1).drivenKm, within(NEAR_KM));
        assertThat(km(segments, "liaison-2")).isCloseTo(legs.get(2).drivenKm + 3, within(NEAR_KM));
    }

    @Test
    void aSpeedometerThatReadsABitTooMuchIsNoDetour() throws IOException {
        List<Leg> legs = stage(new Random(3), 0, 30);
        List<SegmentRow> segments = segments(legs, drive(legs, 1.008));
        assertThat(km(segments, "special-1")).isCloseTo(legs.get(1).drivenKm * 1.008, within(NEAR_KM));
        assertThat(km(segments, "liaison-2")).isCloseTo(legs.get(2).drivenKm * 1.008, within(NEAR_KM));
    }

    @Test
    void aSpecialBeginsWhenTheCarLeavesTheControlAndEndsWhenItComesToOne() throws IOException {
        List<Leg> legs = stage(new Random(4), 0.9, 30);
        SegmentRow special = segments(legs, drive(legs, 1)).stream()
                .filter(row -> row.segment().equals("special-1"))
                .findFirst()
                .orElseThrow();
        double arrives = legs.get(0).drivenKm * 1000 / METRES_PER_S;
        assertThat(special.fromTime().toEpochMilli() - Telemetry.ORIGIN / 1000)
                .isCloseTo(Math.round((arrives + 30) * 1000), within(1000L));
        assertThat(special.seconds()).isCloseTo(legs.get(1).drivenKm * 1000 / METRES_PER_S, within(1.0));
        assertThat(special.evidence()).isEqualTo("plan-stop");
    }
}
