package org.bivouac.jobs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

class StuckFoldTest {
    private static final String SPEED = "gps_speed_km_per_h";
    private static final List<String> WHEELS = List.of("wheel_speed_fl_km_per_h", "wheel_speed_rr_km_per_h");

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    /** Stands from 10 to 12 s with a short spin as it starts; from 30 to 80 s with wheels that spin for 5 s, rest, and spin. */
    private static Map<String, Track> stage() {
        double[] seconds = new double[1000];
        double[] speed = new double[1000];
        double[] wheel = new double[1000];
        for (int i = 0; i < seconds.length; i++) {
            double t = i / 10.0;
            seconds[i] = t;
            boolean stands = (t >= 10 && t < 12) || (t >= 30 && t < 80);
            boolean spins = (t >= 11 && t < 12) || (t >= 31 && t < 36) || (t >= 70 && t < 73);
            speed[i] = stands ? 0.3 : 50;
            wheel[i] = stands ? (spins ? 25 : 0) : 51;
        }
        Map<String, Track> stage = ArraySlice.stage();
        stage.put(SPEED, new Track(seconds, speed, 2));
        WHEELS.forEach(name -> stage.put(name, new Track(seconds, wheel, 1)));
        stage.put(ArraySlice.DISTANCE, new Track(new double[] {0, 100}, new double[] {0, 1}, 200));
        return stage;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCarIsStuckFromTheFirstSpinUntilItMovesWhereverSlicesAreCut(long seed) {
        List<Finding> rows = rows(stage(), seed);

        List<Event> events = rows.stream()
                .filter(Event.class::isInstance)
                .map(Event.class::cast)
                .toList();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).atSeconds()).isCloseTo(31, within(1e-9));
        assertThat(events.get(0).durationSeconds()).isCloseTo(49, within(1e-9));
        assertThat(events.get(0).peak()).isEqualTo(25);
        assertThat(events.get(0).atKm()).isCloseTo(0.31, within(1e-9));
        assertThat(((Measure) rows.get(0)).value()).isEqualTo(1);
        assertThat(((Measure) rows.get(1)).value()).isCloseTo(49, within(1e-9));
    }

    @Test
    void withoutWheelSpeedsThereIsNoNumber() {
        Map<String, Track> stage = new HashMap<>(stage());
        WHEELS.forEach(stage::remove);
        assertThat(((Measure) rows(stage, 1).get(0)).reason()).isEqualTo("no wheel speed at the same time");
    }

    @Test
    void missingWheelSpeedsMakeNoSpin() {
        Map<String, Track> stage = new HashMap<>(stage());
        WHEELS.forEach(name -> {
            double[] holes = stage.get(name).values().clone();
            Arrays.fill(holes, 305, 365, Double.NaN);
            Arrays.fill(holes, 695, 735, Double.NaN);
            stage.put(name, new Track(stage.get(name).seconds(), holes, 1));
        });
        assertThat(((Measure) rows(stage, 1).get(0)).value()).isZero();
    }

    private static List<Finding> rows(Map<String, Track> stage, long seed) {
        return FoldLaws.check(new StuckFold(Catalogue.builtIn(), SPEED, WHEELS), stage, 100, seed);
    }
}
