package org.bivouac.jobs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bivouac.jobs.scan.ArraySlice;
import org.bivouac.jobs.scan.ArraySlice.Track;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Event;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.FoldLaws;
import org.bivouac.jobs.scan.TestStage;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.LimitRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitFoldTest {
    private static final String OIL = "oil_pressure_bar";

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /** Looks at every pair of samples, with no state at all. */
    @ParameterizedTest
    @MethodSource("seeds")
    void runsEqualABruteForceSearch(long seed) {
        Map<String, Track> stage = TestStage.of(seed);
        Track rpm = stage.get("engine_speed_rpm");
        double forSeconds = (seed % 4) * 0.05;
        LimitRow limit =
                new LimitRow("*", "engine_speed_rpm", "above", 3500, "rpm", forSeconds, "", Double.NaN, "alarm", "us");

        List<double[]> runs = new ArrayList<>();
        int[] valid = IntStream.range(0, rpm.values().length)
                .filter(i -> !Double.isNaN(rpm.values()[i]))
                .toArray();
        for (int a = 0; a < valid.length; a++) {
            if (rpm.values()[valid[a]] > 3500 && (a == 0 || !joined(rpm, valid, a - 1))) {
                int b = a;
                while (b + 1 < valid.length && joined(rpm, valid, b)) {
                    b++;
                }
                boolean next = b + 1 < valid.length
                        && rpm.seconds()[valid[b + 1]] - rpm.seconds()[valid[b]] <= rpm.maxGapSeconds();
                double from = rpm.seconds()[valid[a]];
                double to = rpm.seconds()[valid[next ? b + 1 : b]];
                if (to - from >= forSeconds) {
                    double peak = Arrays.stream(valid, a, b + 1)
                            .mapToDouble(i -> rpm.values()[i])
                            .max()
                            .orElseThrow();
                    runs.add(new double[] {from, to - from, peak});
                }
            }
        }

        List<Finding> rows = FoldLaws.check(
                new LimitFold(Catalogue.builtIn(), limit, List.of("engine_load_pct")), stage, TestStage.SECONDS, seed);
        List<Event> events = events(rows);
        assertThat(value(rows, "exceedances_above_3500")).isEqualTo(runs.size());
        assertThat(value(rows, "seconds_above_3500"))
                .isCloseTo(runs.stream().mapToDouble(r -> r[1]).sum(), within(1e-9));
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).atSeconds()).isEqualTo(runs.get(i)[0]);
            assertThat(events.get(i).durationSeconds()).isCloseTo(runs.get(i)[1], within(1e-12));
            assertThat(events.get(i).peak()).isEqualTo(runs.get(i)[2]);
        }
    }

    /** True when a run goes on from valid sample {@code a} to the next. */
    private static boolean joined(Track track, int[] valid, int a) {
        return track.values()[valid[a]] > 3500
                && track.values()[valid[a + 1]] > 3500
                && track.seconds()[valid[a + 1]] - track.seconds()[valid[a]] <= track.maxGapSeconds();
    }

    @Test
    void lowOilPressureCountsOnlyWhileTheEngineTurnsAndTellsWhereAndWhatElse() {
        double[] seconds = {0, 1, 2, 3, 4, 5};
        Map<String, Track> stage = Map.of(
                OIL,
                new Track(seconds, new double[] {0.2, 3, 0.8, 0.5, 3, 3}, 1),
                "engine_speed_rpm",
                new Track(seconds, new double[] {0, 4000, 5000, 6000, 4000, 4000}, 1),
                ArraySlice.DISTANCE,
                new Track(seconds, new double[] {0, 1, 2, 3, 4, 5}, 1));
        LimitRow limit = new LimitRow(
                "*", OIL, "below", 14.5037737730209, "psi", 2, "engine_speed_rpm", 1500, "alarm", "builder");

        List<Finding> rows =
                FoldLaws.check(new LimitFold(Catalogue.builtIn(), limit, List.of("engine_speed_rpm")), stage, 6, 1);

        Event event = events(rows).get(0);
        assertThat(events(rows)).hasSize(1);
        assertThat(event.atSeconds()).isEqualTo(2);
        assertThat(event.durationSeconds()).isEqualTo(2);
        assertThat(event.atKm()).isEqualTo(2);
        assertThat(event.peak()).isEqualTo(0.5);
        assertThat(event.limit()).isCloseTo(1, within(1e-12));
        assertThat(event.unit()).isEqualTo("bar");
        assertThat(event.context()).isEqualTo("engine_speed_rpm=6000.00");
    }

    @Test
    void theDurationIsMetAtItsVeryBoundaryAndMissedAboveIt() {
        Map<String, Track> stage = Map.of(OIL, new Track(new double[] {0, 1, 2, 3}, new double[] {3, 9, 9, 3}, 1));
        assertThat(value(
                        rows(stage, new LimitRow("*", OIL, "above", 8, "bar", 2, null, 0, "watch", "")),
                        "exceedances_above_8"))
                .isEqualTo(1);
        assertThat(value(
                        rows(stage, new LimitRow("*", OIL, "above", 8, "bar", 2.001, null, 0, "watch", "")),
                        "exceedances_above_8"))
                .isZero();
    }

    @Test
    void aMissingChannelOrGateGivesNoNumberButTheReason() {
        Map<String, Track> stage = Map.of(OIL, new Track(new double[] {0, 1}, new double[] {3, 9}, 1));
        LimitRow gated = new LimitRow("*", OIL, "above", 2.5, "bar", 0, "engine_speed_rpm", 0, "watch", "");

        assertThat(measure(rows(stage, gated), "exceedances_above_2_5").reason())
                .startsWith("no engine_speed_rpm");
        assertThat(measure(rows(Map.of(), gated), "seconds_above_2_5").reason()).isEqualTo("no valid samples");
    }

    @Test
    void aLimitThatNamesWhatDoesNotExistIsRefused() {
        for (LimitRow wrong : List.of(
                new LimitRow("*", "oil", "above", 1, "bar", 0, null, 0, "watch", ""),
                new LimitRow("*", OIL, "over", 1, "bar", 0, null, 0, "watch", ""),
                new LimitRow("*", OIL, "above", 1, "rpm", 0, null, 0, "watch", ""))) {
            assertThatThrownBy(() -> new LimitFold(Catalogue.builtIn(), wrong, List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<Finding> rows(Map<String, Track> stage, LimitRow limit) {
        return FoldLaws.check(new LimitFold(Catalogue.builtIn(), limit, List.of()), stage, 10, 1);
    }

    private static List<Event> events(List<Finding> rows) {
        return rows.stream()
                .filter(Event.class::isInstance)
                .map(Event.class::cast)
                .toList();
    }

    private static double value(List<Finding> rows, String name) {
        return measure(rows, name).value();
    }

    private static Measure measure(List<Finding> rows, String name) {
        return rows.stream()
                .filter(Measure.class::isInstance)
                .map(Measure.class::cast)
                .filter(m -> m.measure().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
