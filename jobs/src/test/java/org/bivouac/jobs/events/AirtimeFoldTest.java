package org.bivouac.jobs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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

class AirtimeFoldTest {
    private static final String VERTICAL = "body_acceleration_vert_g";
    private static final String[] CORNERS = {"fl", "fr", "rl", "rr"};
    private static final double SECONDS = 30;

    /** A push that comes and goes at once is the worst case: at 100 Hz each end lies somewhere between two samples. */
    private static final double ERROR = 0.025;

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    /** A car on a smooth road that takes off at some places and lands at 3 g; noise as of usual sensors. */
    private static Map<String, Track> stage(long seed, int rateHz, List<double[]> flights) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] seconds = new double[(int) (SECONDS * rateHz)];
        double[] vertical = new double[seconds.length];
        double[][] travel = new double[4][seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = i / (double) rateHz;
            double push = 1 + 0.2 * Math.sin(9 * seconds[i]);
            double out = 0;
            double bend = 0;
            for (double[] flight : flights) {
                double before = seconds[i] - flight[0];
                double behind = seconds[i] - flight[1];
                if (before > 0 && behind < 0) {
                    push = 0;
                    double turn = Math.PI / (flight[1] - flight[0]);
                    out = 55 * (1 - Math.cos(turn * before));
                    bend = -0.055 * turn * turn * Math.cos(turn * before);
                } else if (behind >= 0 && behind < 0.3) {
                    push = behind < 0.1 ? 3 : push;
                    double turn = Math.PI / 0.3;
                    out = 55 * (1 + Math.cos(turn * behind));
                    bend = 0.055 * turn * turn * Math.cos(turn * behind);
                }
            }
            double felt = push - 0.11 * bend / 9.80665;
            vertical[i] = felt + 0.004 * random.nextGaussian();
            for (int c = 0; c < 4; c++) {
                travel[c][i] = 120 - out + 0.05 * random.nextGaussian();
            }
        }
        Map<String, Track> stage = ArraySlice.stage();
        stage.put(VERTICAL, new Track(seconds, vertical, 0.5));
        for (int c = 0; c < 4; c++) {
            stage.put("damper_position_" + CORNERS[c] + "_mm", new Track(seconds, travel[c], 0.1));
        }
        double[] slow = {0, 15, 30};
        stage.put("vehicle_speed_km_per_h", new Track(slow, new double[] {72, 72, 72}, 60));
        stage.put(ArraySlice.DISTANCE, new Track(slow, new double[] {0, 0.3, 0.6}, 60));
        return stage;
    }

    private static List<double[]> flights(SplittableRandom random) {
        List<double[]> flights = new ArrayList<>();
        double at = 1 + random.nextDouble();
        while (at < SECONDS - 3) {
            double seconds = 0.15 + 0.7 * random.nextDouble();
            flights.add(new double[] {at, at + seconds});
            at += seconds + 1 + 4 * random.nextDouble();
        }
        return flights;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFlightIsToldWhereverSlicesAreCut(long seed) {
        List<double[]> flights = flights(new SplittableRandom(seed));
        Map<String, Track> stage = stage(seed, seed % 2 == 0 ? 100 : 250, flights);

        List<Finding> rows = FoldLaws.check(new AirtimeFold(Catalogue.builtIn()), stage, SECONDS, seed);

        List<Event> events = events(rows);
        assertThat(events).hasSameSizeAs(flights);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).atSeconds()).isCloseTo(flights.get(i)[0], within(0.015));
            assertThat(events.get(i).durationSeconds()).isCloseTo(flights.get(i)[1] - flights.get(i)[0], within(ERROR));
            assertThat(events.get(i).atKm()).isCloseTo(0.02 * events.get(i).atSeconds(), within(1e-9));
            assertThat(events.get(i).peak()).isCloseTo(3, within(0.1));
        }
        assertThat(measure(rows, "jumps").value()).isEqualTo(flights.size());
        assertThat(measure(rows, "longest_airtime").value())
                .isCloseTo(flights.stream().mapToDouble(f -> f[1] - f[0]).max().orElseThrow(), within(ERROR));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void missingSamplesHideAFlightAndMakeNoneUp(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> flights = flights(random);
        Map<String, Track> stage = stage(seed, 100, flights);
        for (Track track : List.of(stage.get(VERTICAL), stage.get("damper_position_rl_mm"))) {
            for (int k = 0; k < 4; k++) {
                int from = random.nextInt(track.values().length);
                Arrays.fill(
                        track.values(), from, Math.min(track.values().length, from + random.nextInt(200)), Double.NaN);
            }
        }

        List<Event> events = events(FoldLaws.check(new AirtimeFold(Catalogue.builtIn()), stage, SECONDS, seed));

        assertThat(events.size()).isLessThanOrEqualTo(flights.size());
        for (Event event : events) {
            assertThat(flights).anySatisfy(flight -> {
                assertThat(event.atSeconds()).isCloseTo(flight[0], within(0.02));
                assertThat(event.durationSeconds()).isCloseTo(flight[1] - flight[0], within(0.03));
            });
        }
    }

    @Test
    void aJumpTellsItsSpeedItsLengthAndItsLanding() {
        Map<String, Track> stage = stage(1, 100, List.of(new double[] {5, 5.5}));
        Event jump = events(rows(stage)).get(0);
        // 72 km/h are 20 m/s; 3 g for 0.1 s are 2 g more than gravity: 1.96 m/s, and the wheels come up besides.
        assertThat(jump.context())
                .matches("speed_km_per_h=72.00; length_m=(9.[4-9]|10).*; landing_m_per_s=(1.[89]|2.[0-5]).*");
        assertThat(measure(rows(stage), "hardest_landing").value()).isCloseTo(3, within(0.1));
        assertThat(measure(rows(stage), "longest_jump").value()).isCloseTo(10, within(0.6));
    }

    @Test
    void withoutWhatItNeedsThereIsNoNumberButTheReason() {
        Map<String, Track> stage = stage(1, 100, List.of(new double[] {5, 5.5}));
        assertThat(reason(without(stage, VERTICAL))).isEqualTo("no body_acceleration_vert_g");
        assertThat(reason(without(stage, "damper_position_fl_mm"))).isNull();
        assertThat(reason(without(without(stage, "damper_position_fl_mm"), "damper_position_rr_mm")))
                .isEqualTo("fewer than three damper positions");
        assertThat(reason(stage(1, 20, List.of()))).contains("has 20 samples/s, fewer than 40");
        Track track = stage.get(VERTICAL);
        Map<String, Track> level = new HashMap<>(stage);
        level.put(
                VERTICAL,
                new Track(
                        track.seconds(),
                        Arrays.stream(track.values()).map(g -> g - 1).toArray(),
                        0.5));
        assertThat(reason(level)).contains("gravity is not in it");
        assertThat(events(rows(level))).isEmpty();
    }

    @Test
    void aSmoothRoadHasNoJumpsAndNoLongestOne() {
        List<Finding> rows = rows(stage(1, 100, List.of()));
        assertThat(measure(rows, "jumps").value()).isZero();
        assertThat(measure(rows, "airtime_seconds").value()).isZero();
        assertThat(measure(rows, "longest_airtime").reason()).isEqualTo("no jump");
    }

    private static Map<String, Track> without(Map<String, Track> stage, String channel) {
        Map<String, Track> rest = new HashMap<>(stage);
        rest.remove(channel);
        return rest;
    }

    private static String reason(Map<String, Track> stage) {
        return measure(rows(stage), "jumps").reason();
    }

    private static List<Finding> rows(Map<String, Track> stage) {
        return FoldLaws.check(new AirtimeFold(Catalogue.builtIn()), stage, SECONDS, 1);
    }

    private static List<Event> events(List<Finding> rows) {
        return rows.stream()
                .filter(Event.class::isInstance)
                .map(Event.class::cast)
                .toList();
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
