package org.bivouac.jobs.simulate.dumps;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Prints the instants of rows: a pattern down to the second, which changes seldom, then milliseconds. */
final class RowClock {
    private final DateTimeFormatter pattern;
    private final long startMillis;
    private long cachedSecond = Long.MIN_VALUE;
    private byte[] cached;

    /**
     * A clock.
     *
     * @param pattern ends with the second
     * @param start instant of second 0
     */
    RowClock(String pattern, Instant start) {
        this.pattern = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
        startMillis = start.toEpochMilli();
    }

    /** Appends, in at most 32 characters, the instant so many seconds after second 0, rounded to a millisecond. */
    void print(double seconds, TextFile to) {
        long millis = startMillis + Math.round(seconds * 1000);
        long second = Math.floorDiv(millis, 1000L);
        if (second != cachedSecond) {
            cached = pattern.format(Instant.ofEpochSecond(second)).getBytes(StandardCharsets.US_ASCII);
            cachedSecond = second;
        }
        to.bytes(cached).put('.').padded((int) (millis - second * 1000), 3);
    }
}
