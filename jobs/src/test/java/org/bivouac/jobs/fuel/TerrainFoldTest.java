package org.bivouac.jobs.fuel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.bivouac.jobs.scan.ArraySlice;
import org.bivouac.jobs.scan.ArraySlice.Track;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.FoldLaws;
import org.bivouac.jobs.signal.Parts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 300 s at 10 Hz: 100 s of sand at 36 km/h, 100 s of gravel at 72 km/h, 50 s that nobody names, 50 s of sand in which the car stands. */
class TerrainFoldTest {
    private static final double SECONDS = 300;
    private static final Parts PARTS = new Parts(new double[] {0, 100, 250}, new double[] {100, 200, SECONDS});
    private static final List<String> TERRAIN = List.of("sand", "gravel", "sand");
    private static final String SPEED = "vehicle_speed_km_per_h";
    private static final String FLOW = "fuel_flow_l_per_h";
    private static final String COUNTER = "fuel_used_l";

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    private static double speed(double seconds) {
        return seconds < 100 ? 36 : seconds < 200 ? 72 : seconds < 250 ? 90 : 0;
    }

    private static double km(double seconds) {
        return Math.min(seconds, 100) * 0.01
                + Math.max(0, Math.min(seconds, 200) - 100) * 0.02
                + Math.max(0, Math.min(seconds, 250) - 200) * 0.025;
    }

    private static Map<String, Track> stage(double flowOfGravel) {
        int n = 3000;
        double[] seconds = new double[n];
        double[] speed = new double[n];
        double[] km = new double[n];
        double[] flow = new double[n];
        double[] used = new double[n];
        for (int i = 0; i < n; i++) {
            double t = i / 10.0;
            seconds[i] = t;
            speed[i] = speed(t);
            km[i] = km(t);
            flow[i] = t >= 100 && t < 200 ? flowOfGravel : 18;
            used[i] = 0.005 * t - (t >= 150 ? 0.75 : 0);
        }
        Map<String, Track> stage = ArraySlice.stage();
        stage.put(SPEED, new Track(seconds, speed, 1));
        stage.put(ArraySlice.DISTANCE, new Track(seconds, km, 1));
        stage.put(FLOW, new Track(seconds, flow, 1));
        stage.put(COUNTER, new Track(seconds, used, 1));
        return stage;
    }

    private static double value(List<Finding> rows, String terrain, String measure) {
        return find(rows, terrain, measure).value();
    }

    private static Measure find(List<Finding> rows, String terrain, String measure) {
        return rows.stream()
                .map(Measure.class::cast)
                .filter(row -> row.subject().position().equals(terrain)
                        && row.measure().equals(measure))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void wayTimeSpeedAndLitresGoToTheirTerrainWhereverSlicesAreCut(long seed) {
        List<Finding> rows = FoldLaws.check(new TerrainFold(PARTS, TERRAIN, SPEED), stage(36), SECONDS, seed);

        assertThat(value(rows, "sand", "terrain_km")).isCloseTo(1, within(1e-9));
        assertThat(value(rows, "gravel", "terrain_km")).isCloseTo(2, within(0.003));
        assertThat(value(rows, "sand", "terrain_seconds")).isCloseTo(150, within(1e-9));
        assertThat(value(rows, "sand", "terrain_moving_seconds")).isCloseTo(100, within(1e-9));
        assertThat(value(rows, "sand", "terrain_speed_km_per_h")).isCloseTo(36, within(1e-6));
        assertThat(value(rows, "gravel", "terrain_speed_km_per_h")).isCloseTo(72, within(0.1));
        assertThat(value(rows, "gravel", "terrain_litres_flow")).isCloseTo(1, within(0.002));
        assertThat(value(rows, "gravel", "terrain_l_per_100km_flow")).isCloseTo(50, within(0.1));
        // The counter was reset in the middle, and what it showed then came since.
        assertThat(value(rows, "gravel", "terrain_litres_counter")).isCloseTo(0.5, within(0.002));
        Measure litres = find(rows, "gravel", "terrain_litres_flow");
        assertThat(litres.part().seconds()).isCloseTo(100, within(1e-9));
        assertThat(litres.validSeconds()).isCloseTo(100, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTerrainsOfATiledWayAddUpToTheWhole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] from = random.doubles(20, 0, SECONDS).sorted().toArray();
        from[0] = 0;
        double[] to = new double[from.length];
        System.arraycopy(from, 1, to, 0, from.length - 1);
        to[to.length - 1] = SECONDS;
        List<String> names = random.ints(20, 0, 4).mapToObj(i -> "kind" + i).toList();
        List<Finding> rows =
                FoldLaws.check(new TerrainFold(new Parts(from, to), names, SPEED), stage(25), SECONDS, seed);
        List<Finding> whole = FoldLaws.check(
                new TerrainFold(new Parts(new double[] {0}, new double[] {SECONDS}), List.of("all"), SPEED),
                stage(25),
                SECONDS,
                seed);
        for (String measure :
                List.of("terrain_km", "terrain_seconds", "terrain_litres_flow", "terrain_litres_counter")) {
            double sum = rows.stream()
                    .map(Measure.class::cast)
                    .filter(row -> row.measure().equals(measure))
                    .mapToDouble(Measure::value)
                    .sum();
            assertThat(sum).as(measure).isCloseTo(value(whole, "all", measure), within(1e-9));
        }
    }

    @Test
    void withoutDistanceOrFuelTheReasonIsGiven() {
        Map<String, Track> stage = stage(36);
        stage.keySet().removeAll(List.of(ArraySlice.DISTANCE, FLOW, COUNTER));
        List<Finding> rows = FoldLaws.check(new TerrainFold(PARTS, TERRAIN, SPEED), stage, SECONDS, 1);
        assertThat(find(rows, "sand", "terrain_km").reason()).isEqualTo("no driven distance");
        assertThat(rows).noneMatch(row -> ((Measure) row).measure().contains("litres"));
    }
}
