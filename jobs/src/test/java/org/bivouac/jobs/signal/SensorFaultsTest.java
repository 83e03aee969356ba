package org.bivouac.jobs.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bivouac.jobs.signal.SensorFaults.Interval;
import org.bivouac.jobs.signal.SensorFaults.Kind;
import org.bivouac.jobs.signal.SensorFaults.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SensorFaultsTest {
    private static final Stretches ALWAYS = Stretches.of(List.of(new long[] {0, Long.MAX_VALUE / 2}));
    private static final Stretches NEVER = Stretches.of(List.of());
    private static final Rules DAMPER = new Rules(-50, 500, 10, 1, 150, 0.1);

    /** Sensors as they are fitted: rate, rules, resolution, and how fast and far the quantity swings. */
    @SuppressWarnings("ImmutableEnumChecker") // rules are a record of numbers
    private enum Sensor {
        DAMPER_100_HZ(100, DAMPER, 0.1, 40, 1.3, 120),
        TEMPERATURE_10_HZ(10, new Rules(-40, 250, 1800, Double.NaN, 15, 30), 0.5, 12, 0.004, 90),
        SPEED_10_HZ(10, new Rules(0, 300, 60, 30, 100, 2), 0.01, 35, 0.02, 80),
        TORQUE_50_HZ(50, new Rules(-8000, 8000, 10, 1, 3000, 1), 1, 700, 0.5, 500);

        private final int rateHz;
        private final Rules rules;
        private final double resolution;
        private final double swing;
        private final double hz;
        private final double mean;

        Sensor(int rateHz, Rules rules, double resolution, double swing, double hz, double mean) {
            this.rateHz = rateHz;
            this.rules = rules;
            this.resolution = resolution;
            this.swing = swing;
            this.hz = hz;
            this.mean = mean;
        }

        /** Two slow waves and noise, in steps of the sensor's resolution. */
        double[] healthy(Random random, int samples) {
            double phase = random.nextDouble() * 6;
            double[] values = new double[samples];
            for (int i = 0; i < samples; i++) {
                double t = (double) i / rateHz;
                double clean =
                        mean + swing * (0.6 * Math.sin(6.28 * hz * t + phase) + 0.4 * Math.sin(6.28 * hz * 0.37 * t));
                values[i] = quantised(clean + 2 * resolution * random.nextGaussian());
            }
            return values;
        }

        double quantised(double value) {
            return Math.rint(value / resolution) * resolution;
        }
    }

    private static long[] micros(int rateHz, int samples) {
        return IntStream.range(0, samples)
                .mapToLong(i -> i * 1_000_000L / rateHz)
                .toArray();
    }

    private static List<Interval> faults(Rules rules, Stretches moving, long[] micros, double[] values) {
        SensorFaults faults = new SensorFaults(rules, moving);
        faults.add(micros, values, 0, values.length);
        return faults.finish(micros[0], micros[micros.length - 1]);
    }

    /** Which samples lie in an interval of a kind. */
    private static boolean[] flags(List<Interval> intervals, long[] micros) {
        boolean[] flags = new boolean[micros.length];
        for (Interval interval : intervals) {
            int i = Arrays.binarySearch(micros, interval.from());
            for (i = i < 0 ? -i - 1 : i; i < micros.length && micros[i] <= interval.to(); i++) {
                flags[i] = true;
            }
        }
        return flags;
    }

    /** Breaks a signal in many places and knows where: the truth is written down as each fault is made. */
    private static boolean[] broken(Sensor sensor, Random random, double[] values) {
        boolean[] truth = new boolean[values.length];
        double range = sensor.rules.max() - sensor.rules.min();
        int at = 5 * sensor.rateHz;
        while (true) {
            int kind = random.nextInt(5);
            double seconds = kind == 1
                    ? sensor.rules.constantSeconds() * (1.2 + random.nextDouble())
                    : 2 + 20 * random.nextDouble();
            int length = kind == 0 ? 1 + random.nextInt(3) : (int) (seconds * sensor.rateHz);
            if (at + length + 5 * sensor.rateHz >= values.length) {
                return truth;
            }
            for (int i = at; i < at + length; i++) {
                switch (kind) {
                    case 0 ->
                        values[i] = sensor.quantised(values[at - 1]
                                + (values[at - 1] > sensor.mean ? -1 : 1) * sensor.rules.maxStep() * 1.2);
                    case 1 -> values[i] = values[at - 1];
                    case 2 ->
                        values[i] = Math.abs(sensor.mean - sensor.rules.max()) > sensor.rules.maxStep() * 1.5
                                ? sensor.rules.max() - 0.001 * range
                                : sensor.rules.min() + 0.001 * range;
                    case 3 -> values[i] = sensor.rules.max() + range * (0.01 + random.nextDouble());
                    default -> values[i] = Double.NaN;
                }
                truth[i] = true;
            }
            at += length + (int) (sensor.rateHz * (5 + 30 * random.nextDouble()));
        }
    }

    @ParameterizedTest
    @EnumSource(Sensor.class)
    void ninetyNineOfAHundredBrokenSamplesAreFoundAndNinetyNineOfAHundredFoundAreBroken(Sensor sensor) {
        long hit = 0;
        long found = 0;
        long broken = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int samples = Math.min(200_000, sensor.rateHz * 15_000);
            double[] values = sensor.healthy(random, samples);
            boolean[] truth = broken(sensor, random, values);
            long[] micros = micros(sensor.rateHz, samples);
            // Stuck sensors are known only when the car moves; that it does is told by another.
            boolean[] flags = flags(faults(sensor.rules, ALWAYS, micros, values), micros);
            for (int i = 0; i < samples; i++) {
                hit += truth[i] && flags[i] ? 1 : 0;
                found += flags[i] ? 1 : 0;
                broken += truth[i] ? 1 : 0;
            }
        }
        assertThat((double) hit / found).as("precision of %s", sensor).isGreaterThanOrEqualTo(0.99);
        assertThat((double) hit / broken).as("recall of %s", sensor).isGreaterThanOrEqualTo(0.99);
    }

    @ParameterizedTest
    @EnumSource(Sensor.class)
    void aHealthySensorHasNoFault(Sensor sensor) {
        for (int seed = 0; seed < 20; seed++) {
            double[] values = sensor.healthy(new Random(seed), sensor.rateHz * 3000);
            assertThat(faults(sensor.rules, ALWAYS, micros(sensor.rateHz, values.length), values))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    static Stream<Integer> seeds() {
        return IntStream.range(0, 30).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void samplesMayBeHandedOverInAnyChunks(int seed) {
        Random random = new Random(seed);
        double[] values = Sensor.DAMPER_100_HZ.healthy(random, 50_000);
        broken(Sensor.DAMPER_100_HZ, random, values);
        long[] micros = micros(100, values.length);
        List<Interval> whole = faults(DAMPER, ALWAYS, micros, values);
        SensorFaults chunked = new SensorFaults(DAMPER, ALWAYS);
        for (int from = 0; from < values.length; ) {
            int to = Math.min(values.length, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 5000));
            chunked.add(Arrays.copyOfRange(micros, from, to), Arrays.copyOfRange(values, from, to), 0, to - from);
            from = to;
        }
        assertThat(chunked.finish(micros[0], micros[micros.length - 1]))
                .isEqualTo(whole)
                .isNotEmpty();
    }

    /** A damper at 100 Hz that always moves a little, so that nothing is wrong with it, over 60 s. */
    private static double[] restless() {
        return IntStream.range(0, 6000)
                .mapToDouble(i -> 100 + i % 7 + i % 11 * 0.1)
                .toArray();
    }

    @Test
    void aSpikeIsFlaggedWithItsHeightAndItsNeighboursAreNot() {
        double[] values = restless();
        values[3000] = 400;
        values[3001] = 410;
        assertThat(faults(DAMPER, NEVER, micros(100, 6000), values))
                .containsExactly(new Interval(Kind.SPIKE, 30_000_000, 30_010_000, 2, 410));
    }

    @Test
    void aStepThatStaysIsALevelAndNoSpike() {
        double[] values = restless();
        for (int i = 3000; i < 6000; i++) {
            values[i] += 200;
        }
        assertThat(faults(DAMPER, NEVER, micros(100, 6000), values)).isEmpty();
    }

    @Test
    void aValueThatStandsIsStuckOnlyWhileTheCarMoves() {
        double[] values = restless();
        Arrays.fill(values, 1003, 3004, values[1003]);
        Interval stuck = new Interval(Kind.STUCK, 10_040_000, 30_030_000, 2000, values[1003]);
        assertThat(faults(DAMPER, ALWAYS, micros(100, 6000), values)).containsExactly(stuck);
        assertThat(faults(DAMPER, NEVER, micros(100, 6000), values)).isEmpty();
        Stretches atTheEnd = Stretches.of(List.of(new long[] {19_000_000, 60_000_000}));
        assertThat(faults(DAMPER, atTheEnd, micros(100, 6000), values)).containsExactly(stuck);
        Stretches tooShort = Stretches.of(List.of(new long[] {21_000_000, 60_000_000}));
        assertThat(faults(DAMPER, tooShort, micros(100, 6000), values)).isEmpty();
    }

    @Test
    void theEndOfTheRangeIsARailButTheMiddleIsNot() {
        double[] values = restless();
        Arrays.fill(values, 1000, 1300, 140);
        assertThat(faults(DAMPER, ALWAYS, micros(100, 6000), values))
                .containsExactly(new Interval(Kind.SATURATED, 10_000_000, 12_990_000, 300, 140));
        values[5000] = 141;
        assertThat(faults(DAMPER, ALWAYS, micros(100, 6000), values)).isEmpty();
    }

    @Test
    void whatNoRuleIsGivenForIsNeverFlagged() {
        Rules none = new Rules(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 1);
        double[] values =
                IntStream.range(0, 6000).mapToDouble(i -> i < 5000 ? 4 : -1e9).toArray();
        assertThat(faults(none, ALWAYS, micros(100, 6000), values)).isEmpty();
    }

    @Test
    void aConstantChannelIsAtNoEndOfItsRange() {
        Rules railOnly = new Rules(0, 10, Double.NaN, 1, Double.NaN, 1);
        double[] values = new double[6000];
        Arrays.fill(values, 4.5);
        assertThat(faults(railOnly, ALWAYS, micros(100, 6000), values)).isEmpty();
    }

    @Test
    void aFifthBeyondTheRangeMakesTheWholeSignalUnusable() {
        double[] values = restless();
        for (int i = 0; i < 1300; i++) {
            values[i] = 2000 + i;
        }
        assertThat(faults(DAMPER, ALWAYS, micros(100, 6000), values))
                .extracting(Interval::kind, Interval::from, Interval::to)
                .containsExactly(tuple(Kind.UNUSABLE, 0L, 59_990_000L));
    }

    @Test
    void aSignalThatBeginsLateStopsAndEndsEarlyHasDroppedOutThreeTimes() {
        List<Long> times = new ArrayList<>();
        for (long i = 0; i < 6000; i++) {
            if (i < 2000 || i > 2999) {
                times.add(10_000_000 + i * 10_000);
            }
        }
        long[] micros = times.stream().mapToLong(Long::longValue).toArray();
        double[] values = Arrays.copyOf(restless(), micros.length);
        SensorFaults faults = new SensorFaults(DAMPER, ALWAYS);
        faults.add(micros, values, 0, values.length);
        assertThat(faults.finish(0, 100_000_000))
                .extracting(Interval::kind, Interval::from, Interval::to)
                .containsExactly(
                        tuple(Kind.DROPOUT, 0L, 9_999_999L),
                        tuple(Kind.DROPOUT, 29_990_001L, 39_999_999L),
                        tuple(Kind.DROPOUT, 69_990_001L, 100_000_000L));
    }

    @ParameterizedTest
    @EnumSource(Sensor.class)
    void aSensorClippedForAWhileBelowWhatItReadBeforeIsFoundAndNothingElseIs(Sensor sensor) {
        if (Double.isNaN(sensor.rules.railSeconds())) {
            return;
        }
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            // Waves so slow that their upper third lasts longer than a rail may.
            int samples = (int) (sensor.rateHz * sensor.rules.railSeconds() * 300);
            double[] values = new double[samples];
            for (int i = 0; i < samples; i++) {
                double wave = Math.sin(6.28 * i / sensor.rateHz / (4 * sensor.rules.railSeconds()));
                values[i] = sensor.quantised(
                        sensor.mean + sensor.swing * wave + 2 * sensor.resolution * random.nextGaussian());
            }
            long[] micros = micros(sensor.rateHz, samples);
            assertThat(faults(sensor.rules, ALWAYS, micros, values)).isEmpty();

            int from = samples / 4;
            int to = samples / 4 * 3;
            boolean above = random.nextBoolean();
            double bound = sensor.quantised(sensor.mean + (above ? 0.1 : -0.1) * sensor.swing);
            for (int i = from; i < to; i++) {
                values[i] = above ? Math.min(values[i], bound) : Math.max(values[i], bound);
            }
            List<Interval> found = faults(sensor.rules, ALWAYS, micros, values);
            assertThat(found).hasSizeGreaterThanOrEqualTo(SensorFaults.CLIPPED_PEAKS);
            assertThat(found)
                    .allMatch(interval -> interval.kind() == Kind.SATURATED
                            && interval.value() == bound
                            && interval.from() >= micros[from]
                            && interval.to() < micros[to]);
        }
    }

    @Test
    void peaksThatAreFlatAtOneHeightFewTimesAreChance() {
        double[] values = new double[2000];
        for (int i = 0; i < values.length; i++) {
            boolean flat = i % 400 > 50 && i < 400 * (SensorFaults.CLIPPED_PEAKS - 1);
            values[i] = flat ? 100 : 90 + 5 * Math.sin(i) + (i > 1900 ? 60 : 0);
        }
        assertThat(faults(DAMPER, ALWAYS, micros(100, values.length), values)).isEmpty();
    }
}
