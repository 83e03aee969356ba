package org.bivouac.jobs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DriverMarkerFoldTest {
    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void pressesWithAShortPauseAreOneAndAllOthersAreTold(long seed) {
        double[] seconds = new double[200];
        double[] values = new double[200];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = i / 10.0;
        }
        // A press of half a second, a bouncing one, and one that lasts until the end.
        for (int i :
                new int[] {50, 51, 52, 53, 54, 100, 101, 104, 105, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199}) {
            values[i] = 1;
        }
        Map<String, Track> stage = Map.of(
                "driver_marker",
                new Track(seconds, values, 2),
                "vehicle_speed_km_per_h",
                new Track(new double[] {0, 20}, new double[] {0, 200}, 60),
                ArraySlice.DISTANCE,
                new Track(new double[] {0, 20}, new double[] {0, 0.4}, 60));

        List<Finding> rows = FoldLaws.check(
                new DriverMarkerFold(Catalogue.builtIn(), List.of("vehicle_speed_km_per_h")), stage, 20, seed);

        assertThat(rows.get(0)).isInstanceOfSatisfying(Measure.class, count -> {
            assertThat(count.measure()).isEqualTo("driver_markers");
            assertThat(count.value()).isEqualTo(3);
        });
        assertThat(rows.stream().skip(1).map(row -> ((Event) row).atSeconds())).containsExactly(5.0, 10.0, 19.0);
        assertThat(rows.get(1)).isInstanceOfSatisfying(Event.class, press -> {
            assertThat(press.durationSeconds()).isCloseTo(0.5, within(1e-9));
            assertThat(press.atKm()).isCloseTo(0.1, within(1e-9));
            assertThat(press.context()).isEqualTo("vehicle_speed_km_per_h=50.0000");
        });
    }
}
