package org.bivouac.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.scan.ArraySlice;
import org.bivouac.jobs.scan.ArraySlice.Track;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Spectrum;
import org.bivouac.jobs.scan.FoldLaws;
import org.bivouac.jobs.signal.Levels;
import org.bivouac.schemas.Catalogue;
import org.junit.jupiter.api.Test;

class StatisticsFoldTest {
    private static final String SPEED = "vehicle_speed_km_per_h";

    /** The mean of the samples would be 9.09 km/h. */
    @Test
    void anHourAt100LoggedAt1HzAndSixMinutesAt0LoggedAt100HzHaveTheMean90Point9() {
        double[] seconds = new double[3600 + 36_001];
        double[] speed = new double[seconds.length];
        Arrays.setAll(seconds, i -> i < 3600 ? i : 3600 + (i - 3600) / 100.0);
        Arrays.fill(speed, 0, 3600, 100);
        Map<String, Track> stage = Map.of(
                SPEED,
                new Track(seconds, speed, 2),
                ArraySlice.DISTANCE,
                new Track(new double[] {0, 3600, 3960}, new double[] {0, 100, 100}, 1e6));

        List<Finding> rows =
                FoldLaws.check(new StatisticsFold(Catalogue.builtIn().require(SPEED)), stage, 3961, 1);

        assertThat(value(rows, "mean_by_time")).isCloseTo(90.9090909, within(1e-6));
        assertThat(value(rows, "mean_by_distance")).isCloseTo(100, within(1e-9));
        assertThat(value(rows, "min")).isZero();
        assertThat(value(rows, "max")).isEqualTo(100);
        assertThat(value(rows, "uncovered_seconds")).isZero();
    }

    @Test
    void aGapIsLeftOutAndItsSecondsAreTold() {
        Map<String, Track> stage =
                Map.of(SPEED, new Track(new double[] {0, 1, 2, 12, 13}, new double[] {10, 10, 90, 30, Double.NaN}, 2));

        List<Finding> rows =
                FoldLaws.check(new StatisticsFold(Catalogue.builtIn().require(SPEED)), stage, 20, 2);

        assertThat(value(rows, "mean_by_time")).isEqualTo(10);
        assertThat(value(rows, "uncovered_seconds")).isEqualTo(10);
        assertThat(value(rows, "gaps")).isEqualTo(1);
        assertThat(value(rows, "missing_samples")).isEqualTo(1);
        assertThat(measure(rows, "mean_by_time").validSeconds()).isEqualTo(2);
        assertThat(measure(rows, "mean_by_distance").reason()).isEqualTo("no driven distance");
    }

    @Test
    void secondsAtLevelAndOutsideAddUpToThoseCovered() {
        Map<String, Track> stage =
                Map.of(SPEED, new Track(new double[] {0, 1, 2, 3, 4, 5}, new double[] {-1, 0, 9.9, 10, 20, 5}, 2));

        List<Finding> rows = FoldLaws.check(
                new TimeAtLevelFold(Catalogue.builtIn().require(SPEED), new Levels(0, 10, 20)), stage, 20, 3);

        assertThat(((Spectrum) rows.get(0)).values()).containsExactly(2, 1);
        assertThat(value(rows, "seconds_outside_levels")).isEqualTo(2);
    }

    @Test
    void jointSecondsStandInTheClassOfBothChannels() {
        Catalogue catalogue = Catalogue.builtIn();
        double[] seconds = {0, 1, 2, 3};
        Map<String, Track> stage = Map.of(
                "engine_speed_rpm", new Track(seconds, new double[] {500, 1500, 1500, 500}, 2),
                "engine_load_pct", new Track(seconds, new double[] {10, 10, 60, 60}, 2));

        List<Finding> rows = FoldLaws.check(
                new JointTimeAtLevelFold(
                        catalogue.require("engine_speed_rpm"),
                        catalogue.require("engine_load_pct"),
                        new Levels(0, 1000, 2000),
                        new Levels(0, 50, 101)),
                stage,
                10,
                4);

        Spectrum joint = (Spectrum) rows.get(0);
        assertThat(joint.values()).containsExactly(1, 0, 1, 1);
        assertThat(joint.xLo()).containsExactly(0, 0, 1000, 1000);
        assertThat(joint.yLo()).containsExactly(0, 50, 0, 50);
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
