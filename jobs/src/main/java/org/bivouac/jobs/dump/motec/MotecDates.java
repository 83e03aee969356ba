package org.bivouac.jobs.dump.motec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The zoneless dates and times that MoTeC dumps state. */
final class MotecDates {
    private static final List<DateTimeFormatter> DATES = List.of(format("uuuu-M-d"), format("d/M/uuuu"));
    private static final List<DateTimeFormatter> TIMES = List.of(format("h:m:s a"), format("H:m:s"));

    private MotecDates() {}

    private static DateTimeFormatter format(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** The instant that the date and time name when read as UTC; null when one of them cannot be read. */
    static Instant start(String date, String time) {
        for (DateTimeFormatter dates : DATES) {
            for (DateTimeFormatter times : TIMES) {
                Optional<Instant> start = start(date, dates, time, times);
                if (start.isPresent()) {
                    return start.get();
                }
            }
        }
        return null;
    }

    private static Optional<Instant> start(String date, DateTimeFormatter dates, String time, DateTimeFormatter times) {
        try {
            LocalTime ofDay = LocalTime.parse(time, times);
            return Optional.of(LocalDate.parse(date, dates).atTime(ofDay).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException otherFormat) {
            return Optional.empty();
        }
    }
}
