package org.bivouac.jobs.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {
    private static final long SECOND = 1_000_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everySampledInstantOfASegmentIsInExactlyOneSpan(int seed) {
        Random random = new Random(seed);
        List<long[]> segments = new ArrayList<>();
        List<long[]> sampled = new ArrayList<>();
        long at = -500 * SECOND;
        for (int i = 0; i < 40; i++) {
            long next = at + 1 + random.nextInt(200) * SECOND / 7;
            segments.add(new long[] {at, next});
            at = next;
        }
        long run = -600 * SECOND;
        while (run < at) {
            long last = run + random.nextInt(100) * SECOND;
            sampled.add(new long[] {run, last});
            run = last + 1 + random.nextInt(100) * SECOND;
        }
        List<Span> spans = Span.of(segments, sampled);
        for (int i = 1; i < spans.size(); i++) {
            assertThat(spans.get(i).from())
                    .isGreaterThanOrEqualTo(spans.get(i - 1).to());
        }
        for (Span span : spans) {
            assertThat(span.from()).isGreaterThanOrEqualTo(segments.get(span.segment())[0]);
            assertThat(span.to()).isLessThanOrEqualTo(segments.get(span.segment())[1]);
            assertThat(Math.floorDiv(span.from(), Span.WINDOW_MICROS))
                    .isEqualTo(Math.floorDiv(span.to() - 1, Span.WINDOW_MICROS));
        }
        for (long[] stretch : sampled) {
            for (long instant : new long[] {stretch[0], (stretch[0] + stretch[1]) / 2, stretch[1]}) {
                boolean inside = instant >= -500 * SECOND && instant < segments.get(39)[1];
                assertThat(spans.stream().filter(span -> instant >= span.from() && instant < span.to()))
                        .hasSize(inside ? 1 : 0);
            }
        }
    }

    /** D1: a logger that wakes up in 1970 and then learns the time makes no slices for the years between. */
    @Test
    void yearsWithoutSamplesMakeNoSpans() {
        long now = 56L * 365 * 86_400 * SECOND;
        List<Span> spans = Span.of(
                List.of(new long[] {0, now + 120 * SECOND + 1}),
                List.of(new long[] {0, 30 * SECOND}, new long[] {now, now + 120 * SECOND}));
        assertThat(spans).hasSize(4);
    }
}
