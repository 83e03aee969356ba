package org.bivouac.jobs.ingest;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The leap seconds of UTC since GPS time began on 1980-01-06, when both were equal. Source: IERS Bulletin C, as collected
 * in {@code leap-seconds.list} of the IANA time zone database; none has been announced after 2017-01-01.
 *
 * <p>In µs since 1970 a leap second has no place of its own: 23:59:60.25 is written as the 00:00:00.25 that follows it.
 */
final class LeapSeconds {
    private static final long SECOND = 1_000_000;

    /** The first day of UTC behind each of them. */
    private static final LocalDate[] DAYS = {
        LocalDate.of(1981, 7, 1),
        LocalDate.of(1982, 7, 1),
        LocalDate.of(1983, 7, 1),
        LocalDate.of(1985, 7, 1),
        LocalDate.of(1988, 1, 1),
        LocalDate.of(1990, 1, 1),
        LocalDate.of(1991, 1, 1),
        LocalDate.of(1992, 7, 1),
        LocalDate.of(1993, 7, 1),
        LocalDate.of(1994, 7, 1),
        LocalDate.of(1996, 1, 1),
        LocalDate.of(1997, 7, 1),
        LocalDate.of(1999, 1, 1),
        LocalDate.of(2006, 1, 1),
        LocalDate.of(2009, 1, 1),
        LocalDate.of(2012, 7, 1),
        LocalDate.of(2015, 7, 1),
        LocalDate.of(2017, 1, 1),
    };

    private LeapSeconds() {}

    /** From GPS time to UTC. */
    static TimeScale.Window gps(long gpsMicros) {
        int passed = 0;
        while (passed < DAYS.length && gpsMicros >= gpsMicros(passed)) {
            passed++;
        }
        return new TimeScale.Window(
                passed == 0 ? Long.MIN_VALUE : gpsMicros(passed - 1),
                passed == DAYS.length ? Long.MAX_VALUE : gpsMicros(passed),
                -passed * SECOND,
                null);
    }

    /** GPS time at the end of a leap second. */
    private static long gpsMicros(int leap) {
        return (DAYS[leap].atStartOfDay().toEpochSecond(ZoneOffset.UTC) + leap + 1) * SECOND;
    }
}
