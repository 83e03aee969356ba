package org.bivouac.jobs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
import org.bivouac.schemas.LimitRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BumpStopFoldTest {
    private static final String DAMPER = "damper_position_fl_mm";
    private static final double SECONDS = 20;

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    /** Half waves of a quarter of a second that come near, into and deep into the stop; one each second. */
    private static Map<String, Track> stage(double... peaksMm) {
        double[] seconds = new double[(int) (100 * SECONDS)];
        double[] values = new double[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = i / 100.0;
            int wave = i / 100;
            double share = (i % 100) / 25.0;
            double height = wave < peaksMm.length && share < 1 ? peaksMm[wave] - 120 : 0;
            values[i] = 120 + height * Math.sin(Math.PI * share);
        }
        return Map.of(
                DAMPER,
                new Track(seconds, values, 0.1),
                ArraySlice.DISTANCE,
                new Track(new double[] {0, SECONDS}, new double[] {0, 0.2}, 60));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyHitIsToldOnceWhereverSlicesAreCut(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] peaks = random.doubles(15, 200, 285).toArray();

        List<Finding> rows = rows(stage(peaks), seed);

        // The wave's top may lie between two samples: half a sample from it the sine is 0.2 % lower.
        long sure = Arrays.stream(peaks).filter(peak -> peak >= 270.4).count();
        long may = Arrays.stream(peaks).filter(peak -> peak >= 270).count();
        assertThat(measure(rows, "bump_stop_hits").value()).isBetween((double) sure, (double) may);
        assertThat(events(rows)).hasSize((int) measure(rows, "bump_stop_hits").value());
    }

    @Test
    void aHitTellsHowDeepHowLongAndHowFastItWas() {
        List<Finding> rows = rows(stage(200, 280, 260), 1);

        Event hit = events(rows).get(0);
        assertThat(events(rows)).hasSize(1);
        // 160 sin πx is above 120 from x = 0.2699 to 0.7301 of a quarter of a second.
        assertThat(hit.atSeconds()).isCloseTo(1 + 0.25 * 0.2699, within(0.01));
        assertThat(hit.durationSeconds()).isCloseTo(0.25 * 0.4602, within(0.02));
        assertThat(hit.peak()).isCloseTo(280, within(0.5));
        assertThat(hit.atKm()).isCloseTo(0.01 * hit.atSeconds(), within(1e-6));
        // 160 π cos(0.2699 π) in a quarter of a second are 1330 mm/s.
        double entry = Double.parseDouble(hit.context().substring("entry_mm_per_s=".length()));
        assertThat(entry).isCloseTo(1330, within(60.0));
        assertThat(measure(rows, "bump_stop_deepest").value()).isCloseTo(40, within(0.5));
    }

    @Test
    void aTeamsOwnLimitSaysWhereTheStopIs() {
        LimitRow limit =
                new LimitRow("*", DAMPER, "above", 0.18, "m", 0, null, Double.NaN, "watch", "damper's drawing");
        List<Finding> rows = rows(stage(170, 200, 215, 220), 1, limit);
        assertThat(measure(rows, "bump_stop_hits").value()).isEqualTo(2);
        assertThat(measure(rows, "bump_stop_deepest").value()).isCloseTo(40, within(0.5));
        assertThat(events(rows).get(0).source()).isEqualTo("limits");
    }

    @Test
    void withoutAHitThereIsNoDeepestAndWithoutSamplesNoNumber() {
        assertThat(measure(rows(stage(200), 1), "bump_stop_hits").value()).isZero();
        assertThat(measure(rows(stage(200), 1), "bump_stop_deepest").reason()).isEqualTo("no hit");
        assertThat(measure(rows(Map.of(), 1), "bump_stop_hits").reason()).isEqualTo("no valid samples");
    }

    private static List<Finding> rows(Map<String, Track> stage, long seed, LimitRow... limits) {
        Catalogue catalogue = Catalogue.builtIn();
        return FoldLaws.check(
                new BumpStopFold(catalogue, catalogue.require(DAMPER), List.of(limits)), stage, SECONDS, seed);
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
