package org.bivouac.jobs.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.bivouac.jobs.scan.ArraySlice;
import org.bivouac.jobs.scan.ArraySlice.Track;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Event;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Spectrum;
import org.bivouac.jobs.scan.FoldLaws;
import org.bivouac.jobs.signal.ResidueMode;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RainflowFoldTest {
    private static final String DAMPER = "damper_position_fl_mm";
    private static final Channel CHANNEL = Catalogue.builtIn().require(DAMPER);

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /** ASTM E1049-85 (2023), 5.4.4: half counts 3: 0.5, 4: 1.5, 6: 0.5, 8: 1, 9: 0.5. */
    @Test
    void theExampleOfAstmE1049GivesItsCountsDamageAndLargestCycle() {
        RainflowSettings settings =
                new RainflowSettings(0, 1, ResidueMode.HALF, 3, 1, Optional.of(WoehlerCurve.elementary(0.5, 1000, 3)));
        double[] seconds = {0, 1, 2, 3, 4, 5, 6, 7, 8};
        Map<String, Track> stage = Map.of(
                DAMPER,
                new Track(seconds, new double[] {-2, 1, -3, 5, -1, 3, -4, 4, -2}, 2),
                ArraySlice.DISTANCE,
                new Track(new double[] {0, 5, 10}, new double[] {0, 0.05, 0.1}, 10));

        List<Finding> rows = FoldLaws.check(new RainflowFold(CHANNEL, settings), stage, 10, 1);

        double sum3 = 0.5 * 27 + 1.5 * 64 + 0.5 * 216 + 512 + 0.5 * 729;
        assertThat(value(rows, "pseudo_damage_k3")).isEqualTo(sum3);
        assertThat(value(rows, "n_cycles")).isEqualTo(4);
        assertThat(value(rows, "max_range")).isEqualTo(9);
        assertThat(value(rows, "damage")).isCloseTo(sum3 / 1000, within(1e-12));
        assertThat(value(rows, "travel_km")).isCloseTo(46e-6, within(1e-15));
        assertThat(value(rows, "gaps_joined")).isZero();
        assertThat(spectrum(rows, "rainflow_range").values()).containsExactly(0, 0, 0, 0.5, 1.5, 0, 0.5, 0, 1, 0.5);
        assertThat(spectrum(rows, "rainflow_residue").xLo()).containsExactly(-2, 1, -3, 5, -4, 4, -2);
        Event largest = (Event)
                rows.stream().filter(Event.class::isInstance).findFirst().orElseThrow();
        assertThat(largest.atSeconds()).isEqualTo(3);
        assertThat(largest.durationSeconds()).isEqualTo(3);
        assertThat(largest.atKm()).isCloseTo(0.03, within(1e-12));
        assertThat(largest.peak()).isEqualTo(9);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutTiesTheLargestCyclesLieWhereTheyAreWhereverTheStageIsCut(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] seconds = new double[600];
        double[] position = new double[600];
        Arrays.setAll(seconds, i -> i / 10.0);
        for (int i = 1; i < position.length; i++) {
            position[i] = position[i - 1] + random.nextDouble(-5, 5);
        }
        Map<String, Track> stage = Map.of(
                DAMPER,
                new Track(seconds, position, 0.1),
                ArraySlice.DISTANCE,
                new Track(new double[] {0, 60}, new double[] {0, 1}, 100));
        RainflowFold fold = new RainflowFold(CHANNEL, RainflowSettings.of(2, 1));
        RainflowFold.Partial whole = fold.empty();
        fold.add(whole, new ArraySlice(stage, 0, 60, 0));
        RainflowFold.Partial parts = fold.empty();
        for (double from = 0; from < 60; from += 7.3) {
            RainflowFold.Partial part = fold.empty();
            fold.add(part, new ArraySlice(stage, from, Math.min(60, from + 7.3), 5));
            parts = fold.merge(parts, part);
        }

        assertThat(events(fold.rows(parts))).isEqualTo(events(fold.rows(whole)));
        FoldLaws.check(fold, stage, 60, seed);
    }

    @Test
    void aGapIsJoinedAndSaid() {
        Map<String, Track> stage =
                Map.of(DAMPER, new Track(new double[] {0, 0.1, 5, 5.1}, new double[] {0, 50, 40, 100}, 0.1));

        List<Finding> rows = FoldLaws.check(new RainflowFold(CHANNEL, RainflowSettings.of(0.5, 10)), stage, 10, 1);

        assertThat(value(rows, "gaps_joined")).isEqualTo(1);
        assertThat(value(rows, "max_range")).isEqualTo(100);
        assertThat(value(rows, "travel_km")).isCloseTo(110e-6, within(1e-15));
    }

    @Test
    void withoutSamplesThereIsAReasonInsteadOfANumber() {
        List<Finding> rows = FoldLaws.check(new RainflowFold(CHANNEL, RainflowSettings.of(0.5, 10)), Map.of(), 10, 1);

        assertThat(measure(rows, "pseudo_damage_k5").reason()).isEqualTo("no valid samples");
        assertThat(measure(rows, "pseudo_damage_k5").value()).isNaN();
    }

    private static List<String> events(List<Finding> rows) {
        return rows.stream()
                .filter(Event.class::isInstance)
                .map(Event.class::cast)
                .map(e -> e.atSeconds() + " " + e.durationSeconds() + " " + e.peak() + " " + e.context())
                .toList();
    }

    private static Spectrum spectrum(List<Finding> rows, String name) {
        return rows.stream()
                .filter(Spectrum.class::isInstance)
                .map(Spectrum.class::cast)
                .filter(s -> s.spectrum().equals(name))
                .findFirst()
                .orElseThrow();
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
