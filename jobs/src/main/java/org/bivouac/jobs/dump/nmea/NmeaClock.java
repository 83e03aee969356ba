package org.bivouac.jobs.dump.nmea;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Puts the times of day of a log on one line. The date is that of the sentences which state one (RMC, ZDA); between them
 * a step back of more than half a day is midnight. Sentences without a time happened at that of the last one with it.
 */
final class NmeaClock {
    private static final double DAY = 86_400;
    private static final Pattern TIME = Pattern.compile("[0-9]{6}(\\.[0-9]{1,9})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{6}");

    private final boolean dated;
    private long day;
    private double lastOfDay = Double.NaN;

    private NmeaClock(boolean dated, long firstDay) {
        this.dated = dated;
        day = firstDay;
    }

    /** A clock whose days count from the log's first, whatever dates are stated. */
    static NmeaClock undated() {
        return new NmeaClock(false, 0);
    }

    /** A clock whose first time falls on this day, counted from 1970, and which follows the dates that are stated. */
    static NmeaClock dated(long firstDay) {
        return new NmeaClock(true, firstDay);
    }

    /** Seconds since midnight; NaN when the field is empty or no time. */
    static double ofDay(String field) {
        if (!TIME.matcher(field).matches()) {
            return Double.NaN;
        }
        int hours = Integer.parseInt(field.substring(0, 2));
        int minutes = Integer.parseInt(field.substring(2, 4));
        double seconds = Double.parseDouble(field.substring(4));
        // Second 60 is a leap second.
        boolean possible = hours < 24 && minutes < 60 && seconds < 61;
        return possible ? Math.rint((hours * 3600 + minutes * 60 + seconds) * 1e6) / 1e6 : Double.NaN;
    }

    /** The day that a sentence states, counted from 1970; {@link Long#MIN_VALUE} if it states none. */
    static long statedDay(Sentence sentence) {
        try {
            if (sentence.formatter().equals("ZDA") && sentence.fields().size() >= 4) {
                return LocalDate.of(number(sentence, 3), number(sentence, 2), number(sentence, 1))
                        .toEpochDay();
            }
            String date = sentence.formatter().equals("RMC") ? sentence.text(Sentence.Kind.DATE) : "";
            if (DATE.matcher(date).matches()) {
                int year = Integer.parseInt(date.substring(4));
                // The satellites began in 1980: two digits below that are of this century.
                return LocalDate.of(
                                year < 80 ? 2000 + year : 1900 + year,
                                Integer.parseInt(date.substring(2, 4)),
                                Integer.parseInt(date.substring(0, 2)))
                        .toEpochDay();
            }
        } catch (DateTimeException | NumberFormatException noDate) {
            return Long.MIN_VALUE;
        }
        return Long.MIN_VALUE;
    }

    private static int number(Sentence sentence, int field) {
        return Integer.parseInt(sentence.fields().get(field));
    }

    /** Takes in a sentence with a time; a void one's date is not believed. */
    void tick(Sentence sentence, double secondsOfDay) {
        if (lastOfDay - secondsOfDay > DAY / 2) {
            day++;
        } else if (secondsOfDay - lastOfDay > DAY / 2) {
            day--;
        }
        lastOfDay = secondsOfDay;
        long stated = isVoid(sentence) ? Long.MIN_VALUE : statedDay(sentence);
        if (stated != Long.MIN_VALUE && dated) {
            day = stated;
        }
    }

    /** Whether the receiver itself says that it has no fix. */
    static boolean isVoid(Sentence sentence) {
        return switch (sentence.formatter()) {
            case "RMC" ->
                sentence.fields().size() > 1 && sentence.fields().get(1).equals("V");
            case "GLL" ->
                sentence.fields().size() > 5 && sentence.fields().get(5).equals("V");
            case "GGA" ->
                sentence.fields().size() > 5 && sentence.fields().get(5).equals("0");
            default -> false;
        };
    }

    /** Days from 1970, or from the log's first, of now. */
    long day() {
        return day;
    }

    /** Seconds from midnight of day 0; NaN before the first sentence with a time. */
    double seconds() {
        return day * DAY + lastOfDay;
    }

    /** Seconds since midnight of the last time; NaN before the first. */
    double ofDay() {
        return lastOfDay;
    }
}
