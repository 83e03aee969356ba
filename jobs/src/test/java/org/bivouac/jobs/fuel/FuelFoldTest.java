package org.bivouac.jobs.fuel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.bivouac.jobs.scan.ArraySlice;
import org.bivouac.jobs.scan.ArraySlice.Track;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.FoldLaws;
import org.junit.jupiter.api.Test;

class FuelFoldTest {
    /** Vectors F2c and F2d in l/h: 17 of 35 are integrated, 6 s are not. */
    @Test
    void flowIsIntegratedByTrapezoidsAndAGapIsNot() {
        double[] seconds = {0, 1, 2, 4, 10};
        Map<String, Track> stage = Map.of(
                "fuel_flow_l_per_h",
                new Track(seconds, new double[] {7200, 14_400, 14_400, 21_600, 0}, 2),
                ArraySlice.DISTANCE,
                new Track(seconds, new double[] {0, 1, 2, 4, 100}, 10));

        List<Finding> rows = FoldLaws.check(new FuelFold(FuelSettings.of(745, 42.7)), stage, 20, 1);

        assertThat(value(rows, "fuel_litres_flow")).isCloseTo(17, within(1e-9));
        assertThat(value(rows, "fuel_uncovered_seconds_flow")).isEqualTo(6);
        assertThat(value(rows, "fuel_distance_flow")).isEqualTo(4);
        assertThat(value(rows, "fuel_l_per_100km_flow")).isCloseTo(425, within(1e-9));
        assertThat(value(rows, "fuel_kwh_per_km_flow"))
                .isCloseTo(FuelEnergy.kilowattHourPerKm(425, 745, 42.7), within(1e-9));
        assertThat(measure(rows, "fuel_idle_litres_flow").reason()).startsWith("no speed");
        assertThat(measure(rows, "fuel_litres_flow").validSeconds()).isEqualTo(4);
    }

    @Test
    void aCounterThatIsResetGoesOnFromItsNewValue() {
        double[] seconds = {0, 10, 20, 30};
        Map<String, Track> stage = Map.of(
                "fuel_used_l",
                new Track(seconds, new double[] {50, 52, 1, 4}, 10),
                ArraySlice.DISTANCE,
                new Track(seconds, new double[] {0, 4, 8, 12}, 10));

        List<Finding> rows = FoldLaws.check(new FuelFold(FuelSettings.UNKNOWN_FUEL), stage, 40, 1);

        assertThat(value(rows, "fuel_litres_counter")).isEqualTo(6);
        assertThat(value(rows, "fuel_counter_resets")).isEqualTo(1);
        assertThat(value(rows, "fuel_l_per_100km_counter")).isEqualTo(50);
        assertThat(measure(rows, "fuel_kwh_per_km_counter").reason()).startsWith("no density");
    }

    @Test
    void fuelBurntAtAStandstillIsIdleOnlyWithTheEngineOn() {
        double[] seconds = {0, 1, 2, 3, 4};
        Map<String, Track> stage = Map.of(
                "fuel_flow_l_per_h", new Track(seconds, new double[] {3600, 3600, 3600, 3600, 3600}, 1),
                "gps_speed_km_per_h", new Track(seconds, new double[] {0, 0, 50, 0.9, 0}, 1),
                "engine_speed_rpm", new Track(seconds, new double[] {0, 800, 3000, 800, 800}, 1));

        List<Finding> rows = FoldLaws.check(new FuelFold(FuelSettings.UNKNOWN_FUEL), stage, 10, 1);

        assertThat(value(rows, "fuel_litres_flow")).isEqualTo(4);
        assertThat(value(rows, "fuel_idle_litres_flow")).isEqualTo(2);
        assertThat(value(rows, "idle_seconds_flow")).isEqualTo(2);
        assertThat(measure(rows, "fuel_l_per_100km_flow").reason()).isEqualTo("no driven distance");
    }

    @Test
    void aCarWithoutFuelChannelsSaysSo() {
        List<Finding> rows = FoldLaws.check(new FuelFold(FuelSettings.UNKNOWN_FUEL), Map.of(), 10, 1);

        assertThat(rows).hasSize(1);
        assertThat(measure(rows, "fuel_litres").reason()).isEqualTo("no fuel flow and no fuel counter in the log");
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
