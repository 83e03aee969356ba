package org.bivouac.jobs.dump.mdf;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.mdf.Mdf3Blocks.Block;

/**
 * When an MDF 2 or 3 dump begins. From 3.20 on the header counts nanoseconds since 1970 in local time and states how many
 * hours that is ahead of UTC; before, there are a date and a time of day in text, without a zone.
 *
 * @param time null when there is none
 */
record Mdf3Start(Instant time, Clock clock) {
    /** What the header block at byte 64 says (Vector, MDF 3.3, HDBLOCK; offsets here are from the block). */
    static Mdf3Start of(Block header) {
        if (header.bytes().limit() >= 176 && header.bytes().getLong(164) > 0) {
            Instant local = Instant.EPOCH.plus(header.bytes().getLong(164), ChronoUnit.NANOS);
            int hours = header.bytes().getShort(172);
            return Math.abs(hours) <= 14
                    ? new Mdf3Start(local.minus(hours, ChronoUnit.HOURS), Clock.UTC)
                    : new Mdf3Start(local, Clock.LOCAL);
        }
        String date = header.text(18, 10);
        String time = header.text(28, 8);
        if (date.matches("[0-9]{2}:[0-9]{2}:[0-9]{4}") && time.matches("[0-9]{2}:[0-9]{2}:[0-9]{2}")) {
            try {
                LocalDate day = LocalDate.of(
                        Integer.parseInt(date.substring(6)),
                        Integer.parseInt(date.substring(3, 5)),
                        Integer.parseInt(date.substring(0, 2)));
                Instant start = day.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
                return new Mdf3Start(start, Clock.LOCAL);
            } catch (DateTimeException noDate) {
                return new Mdf3Start(null, Clock.RELATIVE);
            }
        }
        return new Mdf3Start(null, Clock.RELATIVE);
    }
}
