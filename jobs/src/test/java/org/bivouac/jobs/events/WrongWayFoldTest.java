package org.bivouac.jobs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.bivouac.jobs.scan.ArraySlice;
import org.bivouac.jobs.scan.ArraySlice.Track;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Event;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.FoldLaws;
import org.bivouac.schemas.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 600 s: a wrong way from 100 to 200 s with a stand of 10 s in it, and stands of 60 s from 300 s and from 450 s. */
class WrongWayFoldTest {
    private static final double SECONDS = 600;
    private static final List<Stay> STAYS = List.of(
            new Stay(1, 1, false, 100, 140, 1.0, 1.6),
            new Stay(1, 1, true, 140, 150, 1.6, 1.6),
            new Stay(1, 1, false, 150, 200, 1.6, 2.4),
            new Stay(0, 0, true, 300, 360, 4, 4),
            new Stay(0, 0, true, 450, 510, 5, 5));

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    private static void put(Map<String, Track> stage, String channel, double rateHz, DoubleUnaryOperator of) {
        double[] seconds = new double[(int) (SECONDS * rateHz)];
        Arrays.setAll(seconds, i -> i / rateHz);
        stage.put(channel, new Track(seconds, Arrays.stream(seconds).map(of).toArray(), 2 / rateHz));
    }

    private static Map<String, Track> stage() {
        Map<String, Track> stage = ArraySlice.stage();
        put(stage, "gps_latitude_deg", 10, at -> 20 + at * 1e-5);
        put(stage, "gps_longitude_deg", 10, at -> 40);
        put(stage, "fuel_flow_l_per_h", 10, at -> 36);
        put(stage, "wheel_speed_fl_km_per_h", 10, at -> 0);
        put(stage, "tyre_pressure_fl_bar", 1, at -> 1.8);
        put(stage, "fuel_level_l", 1, at -> 300 - at / 100);
        return stage;
    }

    private static List<Finding> rows(Map<String, Track> stage, List<Stay> stays, long seed) {
        return FoldLaws.check(new WrongWayFold(Catalogue.builtIn(), stays), stage, SECONDS, seed);
    }

    private static List<Event> events(List<Finding> rows, String kind) {
        return rows.stream()
                .filter(Event.class::isInstance)
                .map(Event.class::cast)
                .filter(event -> event.kind().equals(kind))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWrongWayIsToldOnceWithItsWayItsStandsAndItsFuel(long seed) {
        List<Finding> rows = rows(stage(), STAYS, seed);
        assertThat(events(rows, "detour")).singleElement().satisfies(event -> {
            assertThat(event.atSeconds()).isEqualTo(100);
            assertThat(event.durationSeconds()).isEqualTo(100);
            assertThat(event.peak()).isCloseTo(1.4, within(1e-9));
            assertThat(event.context()).isEqualTo("returns=1; standing_s=10; litres=1.000");
        });
        assertThat(rows.stream()
                        .filter(Measure.class::isInstance)
                        .map(Measure.class::cast)
                        .filter(row -> row.measure().equals("lost_seconds")))
                .singleElement()
                .satisfies(row -> assertThat(row.value()).isEqualTo(120));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStandThatTheLogExplainsIsNoLostWay(long seed) {
        Map<String, Track> stage = stage();
        assertThat(events(rows(stage, STAYS, seed), "lost")).hasSize(2);
        // The first one: wheels that spin for three seconds. The second one: a wheel that was changed.
        put(stage, "wheel_speed_fl_km_per_h", 10, at -> at > 310 && at < 313 ? 20 : 0);
        assertThat(events(rows(stage, STAYS, seed), "lost"))
                .extracting(Event::atSeconds)
                .containsExactly(450.0);
        put(stage, "tyre_pressure_fl_bar", 1, at -> at < 500 ? 0.9 : 1.8);
        assertThat(events(rows(stage, STAYS, seed), "lost")).isEmpty();
        put(stage, "tyre_pressure_fl_bar", 1, at -> 1.8);
        put(stage, "fuel_level_l", 1, at -> at < 480 ? 100 : 180);
        assertThat(events(rows(stage, STAYS, seed), "lost")).isEmpty();
    }

    @Test
    void whoComesBackTwiceLooksForHisWay() {
        List<Stay> stays = List.of(new Stay(1, 2, false, 100, 200, 1, 3));
        assertThat(events(rows(stage(), stays, 1), "lost")).singleElement().satisfies(event -> {
            assertThat(event.durationSeconds()).isEqualTo(100);
            assertThat(event.context()).isEqualTo("returns=2");
        });
    }

    @Test
    void shortStandsAreTraffic() {
        assertThat(events(rows(stage(), List.of(new Stay(0, 0, true, 300, 320, 4, 4)), 1), "lost"))
                .isEmpty();
    }

    @Test
    void withoutAPositionWrongWaysAreUnknown() {
        Map<String, Track> stage = stage();
        stage.remove("gps_latitude_deg");
        assertThat(rows(stage, List.of(), 1))
                .allSatisfy(row -> assertThat(((Measure) row).reason()).isEqualTo("no position"));
    }
}
