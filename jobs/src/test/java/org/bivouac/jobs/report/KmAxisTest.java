package org.bivouac.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.bivouac.schemas.SegmentRow;
import org.junit.jupiter.api.Test;

class KmAxisTest {
    private static final double[] X =
            IntStream.range(0, 100).mapToDouble(i -> i + 0.5).toArray();

    private static SegmentRow segment(int from, int to, double fromKm, double km) {
        return new SegmentRow(
                2026,
                "dakar",
                "3",
                "501",
                0,
                "s",
                "SPECIAL",
                Instant.ofEpochSecond(from),
                Instant.ofEpochSecond(to),
                to - from,
                fromKm,
                fromKm + km,
                km,
                Double.NaN,
                null,
                "none",
                0);
    }

    private static Trace speed(double first, double second) {
        double[] values = IntStream.range(0, 100)
                .mapToDouble(i -> i < 50 ? first : second)
                .toArray();
        return new Trace("vehicle_speed_km_per_h", "km/h", X, values, values);
    }

    @Test
    void aSegmentsDistanceIsSpreadByTheSpeed() {
        double[] km = KmAxis.of(List.of(speed(30, 90)), List.of(segment(0, 100, 0, 4)));
        assertThat(km[49]).isCloseTo(0.99, within(1e-9));
        assertThat(km[50]).isCloseTo(1.03, within(1e-9));
        assertThat(km[99]).isCloseTo(3.97, within(1e-9));
        assertThat(km).isSorted();
    }

    @Test
    void withoutASpeedItIsSpreadEvenlyAndBetweenSegmentsItStands() {
        Trace engine = new Trace("engine_speed_rpm", "rpm", X, X, X);
        double[] km = KmAxis.of(List.of(engine), List.of(segment(60, 80, 2, 2), segment(0, 40, 0, 2)));
        assertThat(km[19]).isCloseTo(0.975, within(1e-9));
        assertThat(km[50]).isEqualTo(2);
        assertThat(km[69]).isCloseTo(2.95, within(1e-9));
        assertThat(km[99]).isEqualTo(4);
    }

    @Test
    void whereNoDistanceIsKnownThereIsNoAxis() {
        assertThat(KmAxis.of(List.of(speed(0, 0)), List.of())).isEmpty();
        assertThat(KmAxis.of(List.of(speed(0, 0)), List.of(segment(0, 100, Double.NaN, Double.NaN))))
                .isEmpty();
        assertThat(KmAxis.of(List.of(speed(0, 0)), List.of(segment(0, 100, 0, 0))))
                .isEmpty();
    }
}
