package org.bivouac.jobs.dump.gpx;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Instants as XML writes them (XML Schema part 2, 3.2.7 dateTime). */
final class GpxTime {
    /** Stands for text that is no instant. */
    static final long NONE = Long.MIN_VALUE;

    private GpxTime() {}

    /**
     * Microseconds since 1970 UTC; a time without a zone is UTC, as GPX says; second 60 is the one after 59.
     *
     * @return {@link #NONE} when the text is no time
     */
    static long micros(String written) {
        String text = written.strip();
        if (text.length() < 19 || text.length() > 40 || (text.charAt(10) != 'T' && text.charAt(10) != ' ')) {
            return NONE;
        }
        try {
            long day = LocalDate.parse(text.substring(0, 10)).toEpochDay();
            if (text.charAt(13) != ':' || text.charAt(16) != ':') {
                return NONE;
            }
            long seconds = number(text, 11, 13, 23) * 3600 + number(text, 14, 16, 59) * 60 + number(text, 17, 19, 60);
            int at = 19;
            long fraction = 0;
            if (at < text.length() && text.charAt(at) == '.') {
                long weight = 100_000;
                for (at++; at < text.length() && Character.isDigit(text.charAt(at)); at++) {
                    fraction += weight * (text.charAt(at) - '0');
                    weight /= 10;
                }
            }
            return ((day * 86_400 + seconds) - zone(text.substring(at))) * 1_000_000 + fraction;
        } catch (DateTimeException | NumberFormatException notATime) {
            return NONE;
        }
    }

    private static long number(String text, int from, int to, int most) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw new NumberFormatException(text);
            }
        }
        int number = Integer.parseInt(text.substring(from, to));
        if (number > most) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    private static long zone(String text) {
        if (text.isEmpty() || text.equals("Z")) {
            return 0;
        }
        if (text.length() != 6 || text.charAt(3) != ':' || (text.charAt(0) != '+' && text.charAt(0) != '-')) {
            throw new NumberFormatException(text);
        }
        long seconds = number(text, 1, 3, 14) * 3600 + number(text, 4, 6, 59) * 60;
        return text.charAt(0) == '-' ? -seconds : seconds;
    }
}
