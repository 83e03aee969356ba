package org.bivouac.jobs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

class DamperPairFoldTest {
    private static final String LEFT = "damper_position_rl_mm";
    private static final String RIGHT = "damper_position_rr_mm";
    private static final int SECONDS = 600;

    static LongStream seeds() {
        return LongStream.range(0, 3);
    }

    /** Two dampers on ground of changing roughness; from a time on the right one swings so many times as far. */
    private static Map<String, Track> stage(long seed, double fromSeconds, double times) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] seconds = new double[SECONDS * 50];
        double[][] travel = new double[2][seconds.length];
        double rough = 10;
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = i / 50.0;
            rough = i % 500 == 0 ? 5 + 20 * random.nextDouble() : rough;
            for (int side = 0; side < 2; side++) {
                double swing = side == 1 && seconds[i] >= fromSeconds ? times * rough : rough;
                travel[side][i] = 120 + swing * Math.sin(9 * seconds[i] + side) + random.nextGaussian() * 0.05;
            }
        }
        Map<String, Track> stage = ArraySlice.stage();
        stage.put(LEFT, new Track(seconds, travel[0], 0.1));
        stage.put(RIGHT, new Track(seconds, travel[1], 0.1));
        stage.put(ArraySlice.DISTANCE, new Track(new double[] {0, SECONDS}, new double[] {0, 6}, 2 * SECONDS));
        return stage;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDamperThatMovesTwiceAsFastAsItsPartnerIsTold(long seed) {
        List<Finding> rows = rows(stage(seed, 200, 2), seed);

        List<Event> events = events(rows);
        assertThat(events).hasSize(1);
        assertThat(events.get(0).subject().position()).isEqualTo("rr");
        assertThat(events.get(0).atSeconds()).isCloseTo(200, within(40.0));
        assertThat(events.get(0).atSeconds() + events.get(0).durationSeconds()).isCloseTo(SECONDS, within(40.0));
        assertThat(events.get(0).peak()).isCloseTo(2, within(0.05));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHealthyPairIsNotAndItsRatioIsOne(long seed) {
        List<Finding> rows = rows(stage(seed, 200, 1.2), seed);
        assertThat(events(rows)).isEmpty();
        assertThat(((Measure) rows(stage(seed, SECONDS, 1), seed).get(0)).value())
                .isCloseTo(1, within(0.02));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void groundThatHidesItDoesNotMendADamper(long seed) {
        Map<String, Track> stage = stage(seed, 60, 2);
        like(stage, stage(seed, 60, 1.4), 240, 400);
        assertThat(events(rows(stage, seed))).singleElement().satisfies(event -> {
            assertThat(event.atSeconds()).isCloseTo(60, within(40.0));
            assertThat(event.durationSeconds()).isCloseTo(SECONDS - 60, within(60.0));
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDamperThatWasMendedAndBreaksAgainIsToldTwice(long seed) {
        Map<String, Track> stage = stage(seed, 60, 2);
        like(stage, stage(seed, SECONDS, 1), 200, 380);
        assertThat(events(rows(stage, seed))).hasSize(2);
    }

    /** From one time to another the right damper moves as on another stage. */
    private static void like(Map<String, Track> stage, Map<String, Track> other, int from, int to) {
        System.arraycopy(other.get(RIGHT).values(), from * 50, stage.get(RIGHT).values(), from * 50, (to - from) * 50);
    }

    @Test
    void aStretchOfAMinuteIsNotLongEnough() {
        Map<String, Track> stage = stage(1, 200, 2);
        double[] right = stage.get(RIGHT).values();
        System.arraycopy(stage(1, SECONDS, 1).get(RIGHT).values(), 260 * 50, right, 260 * 50, right.length - 260 * 50);
        assertThat(events(rows(stage, 1))).isEmpty();
    }

    @Test
    void withoutSamplesThereIsNoRatio() {
        assertThat(((Measure) rows(Map.of(), 1).get(0)).reason()).isEqualTo("never both known");
    }

    private static List<Finding> rows(Map<String, Track> stage, long seed) {
        Catalogue catalogue = Catalogue.builtIn();
        return FoldLaws.check(
                new DamperPairFold(catalogue, catalogue.require(LEFT), catalogue.require(RIGHT)), stage, SECONDS, seed);
    }

    private static List<Event> events(List<Finding> rows) {
        return rows.stream()
                .filter(Event.class::isInstance)
                .map(Event.class::cast)
                .toList();
    }
}
