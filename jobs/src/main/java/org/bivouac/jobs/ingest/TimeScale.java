package org.bivouac.jobs.ingest;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/** From what a clock shows to UTC. What it shows is given as if it were UTC: µs since 1970-01-01T00:00 on that clock. */
interface TimeScale {
    /**
     * A stretch of the clock's times with one answer.
     *
     * @param from first time, inclusive, µs
     * @param to last time, exclusive
     * @param shift what is added to get UTC, µs; of an undecided stretch the one that held before
     * @param undecided why its times mean nothing certain; null when they do
     */
    record Window(long from, long to, long shift, String undecided) {
        boolean holds(long micros) {
            return micros >= from && micros < to;
        }
    }

    /** The stretch that a time lies in. */
    Window at(long micros);

    /** Local times of a zone; those that it skips or has twice are undecided. */
    static TimeScale of(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        return micros -> {
            LocalDateTime local = LocalDateTime.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), 0, ZoneOffset.UTC);
            List<ZoneOffset> offsets = rules.getValidOffsets(local);
            if (offsets.size() == 1) {
                Instant instant = local.toInstant(offsets.get(0));
                // A transition at this very second is the one before.
                ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
                ZoneOffsetTransition after = rules.nextTransition(instant);
                return new Window(
                        before == null ? Long.MIN_VALUE : late(before),
                        after == null ? Long.MAX_VALUE : early(after),
                        -offsets.get(0).getTotalSeconds() * 1_000_000L,
                        null);
            }
            ZoneOffsetTransition change = rules.getTransition(local);
            return new Window(
                    early(change),
                    late(change),
                    -change.getOffsetBefore().getTotalSeconds() * 1_000_000L,
                    "local times " + change.getDateTimeBefore() + " to " + change.getDateTimeAfter() + " of " + zone
                            + (change.isGap() ? " do not exist" : " stand twice on the clock"));
        };
    }

    private static long early(ZoneOffsetTransition change) {
        return Math.min(micros(change.getDateTimeBefore()), micros(change.getDateTimeAfter()));
    }

    private static long late(ZoneOffsetTransition change) {
        return Math.max(micros(change.getDateTimeBefore()), micros(change.getDateTimeAfter()));
    }

    private static long micros(LocalDateTime local) {
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), local);
    }

    /** GPS time, which has had no leap second since 1980-01-06. */
    static TimeScale gps() {
        return LeapSeconds::gps;
    }
}
