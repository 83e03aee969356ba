package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClockBookTest {
    private static final long START = micros("2026-01-05T06:00:00Z");
    private static final long TICK = 10_000;

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }

    static Stream<Integer> seeds() {
        return IntStream.range(0, 60).boxed();
    }

    /** A clock that is set now and then while rows are recorded every 10 ms; the last setting is right. */
    private record Drive(long[] recorded, List<Long> sets, long[] truth) {
        static Drive of(Random random, int jumps) {
            List<Integer> at = random.ints(1, 20_000)
                    .distinct()
                    .limit(jumps)
                    .sorted()
                    .boxed()
                    .toList();
            long[] truth =
                    LongStream.range(0, 20_000).map(i -> START + i * TICK).toArray();
            long[] recorded = truth.clone();
            // From the last setting, which is right, back to the first.
            long offset = 0;
            for (int k = at.size() - 1; k >= 0; k--) {
                int row = at.get(k);
                boolean fits = offset > -10_000_000_000L;
                if (fits && random.nextBoolean()) {
                    // The clock had lost its date: it showed the seventies or eighties.
                    offset = -START + Math.round(random.nextDouble() * 3e14);
                } else {
                    // It was ahead, and has been set back by 2 s or more: to this, or to a lost date.
                    offset = (fits ? offset : 0) + 2_000_000 + random.nextInt(1_000_000_000);
                }
                for (int i = 0; i < row; i++) {
                    recorded[i] = truth[i] + offset;
                }
            }
            return new Drive(recorded, at.stream().map(Integer::longValue).toList(), truth);
        }
    }

    private static ClockBook followed(long[] recorded, Random random) {
        ClockBook book = new ClockBook(2026, true, Double.NaN);
        long before = Long.MIN_VALUE;
        for (int from = 0; from < recorded.length; ) {
            int to = Math.min(recorded.length, from + 1 + random.nextInt(4000));
            long[] block = Arrays.copyOfRange(recorded, from, to);
            long[] ordinals = LongStream.range(from, to).toArray();
            boolean rising = true;
            for (long now : block) {
                rising &= now > before;
                before = now;
            }
            book.follow(block, ordinals, block.length, rising, i -> false);
            from = to;
        }
        return book;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneToTwentySettingsKeepEveryRowAndPutEachWhereItBelongs(int seed) {
        Random random = new Random(seed);
        Drive drive = Drive.of(random, 1 + seed % 20);

        ClockBook book = followed(drive.recorded(), random);

        ClockPlan plan = book.plan().orElseThrow();
        assertThat(book.steps()).extracting(ClockBook.Step::ordinal).isEqualTo(drive.sets());
        assertThat(book.steps()).allMatch(ClockBook.Step::isSet);
        long[] written = drive.recorded().clone();
        plan.place(written, LongStream.range(0, written.length).toArray(), written.length);
        for (int i = 0; i < written.length; i++) {
            assertThat(Math.abs(written[i] - drive.truth()[i])).as("row %d", i).isLessThanOrEqualTo(TICK);
        }
    }

    @Test
    void aClockWithoutStepsNeedsNoPlan() {
        long[] pausing = LongStream.range(0, 1000)
                .map(i -> START + i * TICK + (i > 500 ? 3_712_345_678L : 0))
                .toArray();
        ClockBook book = followed(pausing, new Random(1));
        assertThat(book.steps()).isEmpty();
        assertThat(book.plan()).isEmpty();
    }

    @Test
    void jitterBetweenRecordsIsNoSetting() {
        long[] jittery = LongStream.range(0, 1000)
                .map(i -> START + i * TICK + (i % 10 == 5 ? 15_000 : 0))
                .toArray();
        ClockBook book = followed(jittery, new Random(1));
        assertThat(book.steps()).hasSize(100).allMatch(step -> step.kind().equals("step_back"));
        assertThat(book.plan()).isEmpty();
    }

    @Test
    void swappedPiecesOfAFileAreNoSettingBecauseTimeLeapsBackToWhereItWas() {
        List<Long> order = new ArrayList<>();
        LongStream.range(0, 1000).forEach(order::add);
        LongStream.range(3000, 5000).forEach(order::add);
        LongStream.range(1000, 3000).forEach(order::add);
        LongStream.range(5000, 9000).forEach(order::add);
        ClockBook book =
                followed(order.stream().mapToLong(i -> START + i * TICK).toArray(), new Random(2));
        assertThat(book.steps()).singleElement().satisfies(step -> {
            assertThat(step.kind()).isEqualTo("step_back");
            assertThat(step.ordinal()).isEqualTo(3000);
        });
        assertThat(book.plan()).isEmpty();
    }

    @Test
    void aLeapOfManyHoursBetweenDatesThatFitIsKeptAndTold() {
        long[] night = LongStream.range(0, 1000)
                .map(i -> START + i * TICK + (i > 500 ? 36_000_000_000L : 0))
                .toArray();
        ClockBook book = followed(night, new Random(1));
        assertThat(book.steps()).extracting(ClockBook.Step::kind).containsExactly("leap_forward");
        assertThat(book.plan()).isEmpty();
    }

    /** The clock shows another zone from one row to another. */
    private static long[] zoned(int from, int to, long halfHours) {
        return LongStream.range(0, 20_000)
                .map(i -> START + i * TICK + (i >= from && i < to ? halfHours * 1_800_000_000L : 0))
                .toArray();
    }

    private static long[] written(ClockBook book, long[] recorded) {
        long[] written = recorded.clone();
        book.plan()
                .orElseThrow()
                .place(written, LongStream.range(0, written.length).toArray(), written.length);
        return written;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aClockThatFallsBackByWholeHalfHoursGoesOnAsBefore(int seed) {
        Random random = new Random(seed);
        int from = 1 + random.nextInt(19_998);
        long[] recorded = zoned(from, 20_000, -1L - random.nextInt(28));
        ClockBook book = followed(recorded, random);
        assertThat(book.steps()).singleElement().satisfies(step -> {
            assertThat(step.kind()).isEqualTo("set_back");
            assertThat(step.done()).contains("another zone");
        });
        assertThat(written(book, recorded)).isEqualTo(zoned(0, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aZoneThatIsTakenBackLeavesNothing(int seed) {
        Random random = new Random(seed);
        int from = 1 + random.nextInt(10_000);
        int to = from + 100 + random.nextInt(9_000);
        long halfHours = 1L + random.nextInt(11);
        long[] recorded = zoned(from, to, random.nextBoolean() ? halfHours : -halfHours);
        ClockBook book = followed(recorded, random);
        assertThat(book.steps()).hasSize(2).allMatch(ClockBook.Step::isSet);
        assertThat(written(book, recorded)).isEqualTo(zoned(0, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aClockThatGoesForwardByWholeHalfHoursMayHavePausedAndIsToldOnly(int seed) {
        Random random = new Random(seed);
        ClockBook book = followed(zoned(1 + random.nextInt(19_998), 20_000, 1L + random.nextInt(11)), random);
        assertThat(book.steps()).singleElement().satisfies(step -> {
            assertThat(step.kind()).isEqualTo("leap_forward");
            assertThat(step.done()).contains("may be a pause or another zone");
        });
        assertThat(book.plan()).isEmpty();
    }

    @Test
    void aZoneAppliedAfterTheDateWasSetDoesNotUndoTheSetting() {
        long[] recorded = zoned(12_000, 20_000, -2);
        for (int i = 0; i < 5_000; i++) {
            recorded[i] = i * TICK;
        }
        ClockBook book = followed(recorded, new Random(3));
        assertThat(written(book, recorded)).isEqualTo(zoned(0, 0, 0));
    }
}
