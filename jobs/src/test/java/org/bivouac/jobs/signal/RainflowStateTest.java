package org.bivouac.jobs.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RainflowStateTest {
    /** ASTM E1049-85 (2023), 5.4.4, figure 6. */
    private static final double[] ASTM = {-2, 1, -3, 5, -1, 3, -4, 4, -2};

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @Test
    void theExampleOfAstmE1049IsCountedAsPublished() {
        CycleList all = new CycleList();
        RainflowState state = new RainflowState();
        state.feed(ASTM, 0, ASTM.length, all);
        state.close(all).count(ResidueMode.HALF, all);

        Map<Double, Double> counts = new TreeMap<>();
        all.cycles.forEach(c -> counts.merge(c.range(), c.count(), Double::sum));
        assertThat(counts).isEqualTo(Map.of(3.0, 0.5, 4.0, 1.5, 6.0, 0.5, 8.0, 1.0, 9.0, 0.5));
    }

    @Test
    void anEmptySignalHasNoResidueAndAMissingOneNeither() {
        RainflowState state = new RainflowState();
        CycleList none = new CycleList();
        state.feed(new double[0], 0, 0, none);
        state.feed(new double[] {Double.NaN, Double.NaN}, 0, 2, none);

        assertThat(state.close(none).values()).isEmpty();
        assertThat(none.cycles).isEmpty();
        assertThat(state.missing()).isEqualTo(2);
        assertThat(state.turningPoints()).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSignalFedInPiecesIsCountedLikeTheWhole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = signal(random);
        CycleList whole = new CycleList();
        RainflowState one = new RainflowState();
        one.feed(x, 0, x.length, whole);
        Residue residue = one.close(whole);

        CycleList pieces = new CycleList();
        RainflowState fed = new RainflowState();
        for (int from = 0; from < x.length; ) {
            int to = Math.min(x.length, from + random.nextInt(1, 9));
            // A piece arrives in an array of its own, so nothing may be looked up in the one before.
            fed.feed(Arrays.copyOfRange(x, from, to), 0, to - from, pieces);
            from = to;
        }

        assertThat(fed.close(pieces)).isEqualTo(residue);
        assertThat(pieces.cycles).isEqualTo(whole.cycles);
        assertThat(fed.turningPoints()).isEqualTo(TurningPoints.find(x, 0).length);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void partsCountedAloneAndMergedGiveTheCyclesOfTheWholeWhereverCut(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = signal(random);
        int a = random.nextInt(x.length + 1);
        int b = random.nextInt(a, x.length + 1);
        CycleList whole = new CycleList();
        RainflowState one = new RainflowState();
        one.feed(x, 0, x.length, whole);
        Residue residue = one.close(whole);

        CycleList leftFirst = new CycleList();
        RainflowState left = part(x, 0, a, leftFirst);
        left.append(part(x, a, b, leftFirst), leftFirst);
        left.append(part(x, b, x.length, leftFirst), leftFirst);
        CycleList rightFirst = new CycleList();
        RainflowState right = part(x, a, b, rightFirst);
        right.append(part(x, b, x.length, rightFirst), rightFirst);
        RainflowState all = part(x, 0, a, rightFirst);
        all.append(right, rightFirst);

        assertThat(left.close(leftFirst).values()).containsExactly(residue.values());
        assertThat(all.close(rightFirst).values()).containsExactly(residue.values());
        assertThat(leftFirst.pairs()).isEqualTo(whole.pairs());
        assertThat(rightFirst.pairs()).isEqualTo(whole.pairs());
        assertThat(left.samples()).isEqualTo(x.length);
        assertThat(left.turningPoints()).isEqualTo(one.turningPoints());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDeadBandAtReportingEqualsFilteringTheSignalFirst(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = signal(random);
        double band = random.nextInt(0, 6);
        int[] points = TurningPoints.find(x, band);
        CycleList first = new CycleList();
        RainflowState filtered = new RainflowState();
        filtered.feed(Arrays.stream(points).mapToDouble(i -> x[i]).toArray(), 0, points.length, first);
        Residue expected = filtered.close(first);

        CycleList later = new CycleList();
        CycleRecorder beyondBand = (from, to, fromPlace, toPlace, count) -> {
            if (Math.abs(from - to) > band) {
                later.cycle(from, to, fromPlace, toPlace, count);
            }
        };
        RainflowState state = new RainflowState();
        state.feed(x, 0, x.length, beyondBand);
        Residue residue = state.close(beyondBand).deadBand(band, beyondBand);

        assertThat(residue.values()).containsExactly(expected.values());
        assertThat(later.pairs()).isEqualTo(first.pairs());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void halvesAreHalfTheStepsBetweenTurningPointsAndTheLargestRangeIsTheSpan(long seed) {
        double[] x = signal(new SplittableRandom(seed));
        CycleList all = new CycleList();
        RainflowState state = new RainflowState();
        state.feed(x, 0, x.length, all);
        state.close(all).count(ResidueMode.HALF, all);

        double counts = all.cycles.stream().mapToDouble(CycleList.Cycle::count).sum();
        double largest =
                all.cycles.stream().mapToDouble(CycleList.Cycle::range).max().orElse(0);
        double[] valid = Arrays.stream(x).filter(v -> !Double.isNaN(v)).sorted().toArray();
        assertThat(counts).isEqualTo(Math.max(0, (state.turningPoints() - 1) / 2.0));
        assertThat(largest).isEqualTo(valid.length == 0 ? 0 : valid[valid.length - 1] - valid[0]);
    }

    @Test
    void aStoredStateGoesOnWhereItStopped() throws IOException, ClassNotFoundException {
        CycleList whole = new CycleList();
        RainflowState state = new RainflowState();
        state.feed(ASTM, 0, 5, whole);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(state);
        }
        RainflowState stored;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            stored = (RainflowState) in.readObject();
        }
        stored.feed(ASTM, 5, ASTM.length, whole);

        assertThat(stored.close(whole).values()).containsExactly(-2, 1, -3, 5, -4, 4, -2);
        assertThat(whole.cycles).containsExactly(new CycleList.Cycle(-1, 3, 4, 5, 1));
    }

    @Test
    void sumsOfPartsAddUpToTheSumOfTheWhole() {
        double[] x = signal(new SplittableRandom(7));
        CycleSums whole = new CycleSums(1, 2, 5);
        part(x, 0, x.length, whole);
        CycleSums first = new CycleSums(1, 2, 5);
        CycleSums second = new CycleSums(1, 2, 5);
        RainflowState state = part(x, 0, x.length / 3, first);
        state.append(part(x, x.length / 3, x.length, second), first);
        first.append(second);

        assertThat(first.cycles()).isEqualTo(whole.cycles());
        assertThat(first.histogram()).containsExactly(whole.histogram());
        for (int k = 3; k <= 7; k += 2) {
            double expected = whole.sumOfRangeToThe(k);
            assertThat(first.sumOfRangeToThe(k)).isCloseTo(expected, within(1e-9 * expected));
        }
        for (int i = 0; i < whole.largest(); i++) {
            assertThat(first.largestRange(i)).isEqualTo(whole.largestRange(i));
        }
    }

    private static RainflowState part(double[] x, int from, int to, CycleRecorder recorder) {
        RainflowState state = new RainflowState(from);
        state.feed(x, from, to, recorder);
        return state;
    }

    /** A short signal with ties, plateaus and missing samples, where the rules differ most. */
    private static double[] signal(SplittableRandom random) {
        int levels = random.nextInt(2, 14);
        double missing = random.nextInt(3) * 0.1;
        double[] x = new double[random.nextInt(1, 60)];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble() < missing ? Double.NaN : random.nextInt(levels);
        }
        return x;
    }
}
