package org.bivouac.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceThinnerTest {
    @Test
    void everyWindowKeepsItsSmallestAndLargestValue() {
        TraceThinner thinner = new TraceThinner("x", "mm", 0, 10, 5, 0);
        thinner.add(new double[] {0, 1, 2, 9, 10, 11}, new double[] {3, -7, Double.NaN, 1, 8, 99});
        Trace trace = thinner.trace();
        assertThat(trace.x()).containsExactly(1, 3, 5, 7, 9);
        assertThat(trace.min()).containsExactly(-7, Double.NaN, Double.NaN, Double.NaN, 1);
        assertThat(trace.max()).containsExactly(3, Double.NaN, Double.NaN, Double.NaN, 8);
    }

    @Test
    void aSlowChannelIsDrawnThroughAndAGapStaysOne() {
        TraceThinner thinner = new TraceThinner("x", "mm", 0, 10, 20, 2);
        thinner.add(new double[] {0, 1, 2, 3, 7, 8}, new double[] {0, 10, 20, 10, 50, 60});
        Trace trace = thinner.trace();
        assertThat(Arrays.copyOf(trace.max(), 7)).containsExactly(0, 5, 10, 15, 20, 15, 10);
        assertThat(Arrays.copyOfRange(trace.max(), 7, 14)).containsOnly(Double.NaN);
        assertThat(Arrays.copyOfRange(trace.max(), 14, 17)).containsExactly(50, 55, 60);
        assertThat(Arrays.copyOfRange(trace.max(), 17, 20)).containsOnly(Double.NaN);
        assertThat(trace.min()).isEqualTo(trace.max());
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noPeakIsLostAndTheCutsDoNotMatter(long seed) {
        Random random = new Random(seed);
        double[] seconds = random.doubles(1_000, 0, 100).toArray();
        double[] values = random.doubles(1_000, -5, 5).toArray();
        TraceThinner whole = new TraceThinner("x", "mm", 0, 100, 17, 0);
        whole.add(seconds, values);
        TraceThinner pieces = new TraceThinner("x", "mm", 0, 100, 17, 0);
        int cut = random.nextInt(1_000);
        pieces.add(Arrays.copyOfRange(seconds, cut, 1_000), Arrays.copyOfRange(values, cut, 1_000));
        pieces.add(Arrays.copyOf(seconds, cut), Arrays.copyOf(values, cut));
        assertThat(pieces.trace().min()).isEqualTo(whole.trace().min());
        assertThat(pieces.trace().max()).isEqualTo(whole.trace().max());
        assertThat(Arrays.stream(whole.trace().max()).max())
                .isEqualTo(Arrays.stream(values).max());
        assertThat(Arrays.stream(whole.trace().min()).min())
                .isEqualTo(Arrays.stream(values).min());
    }
}
