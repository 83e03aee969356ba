package org.bivouac.jobs.dump.can.candump;

import static org.bivouac.jobs.dump.can.text.Scanner.NONE;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.bivouac.jobs.dump.can.text.Scanner;

/** The time in brackets before a frame: {@code (1631416514.717133)}, {@code (000.000123)}, {@code (2012-08-17 14:14:44.318850)}. */
final class CandumpTime {
    /** Most nanoseconds since 1970 that fit, less a margin: the year 2255. */
    private static final long LATEST_SECOND = 9_000_000_000L;

    private static final int NANO_DIGITS = 9;
    /** Digits and point of {@code 1631416514.717133}. */
    private static final int USUAL_TIME = 17;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Time, ns from 1970 or from the log's own zero; {@link Scanner#NONE} when the line has none. */
    long nanos;
    /** Whether the time was a date and time of day, which are local. */
    boolean dated;

    private int at;
    /** The seconds of the line before as they stand in it, and their value: most lines have the same. */
    private long lastDigits;

    private long lastMoreDigits;
    private long lastSeconds;

    /** The line has no time. */
    void none() {
        nanos = NONE;
        dated = false;
    }

    /**
     * Reads the time whose opening bracket stands at {@code bracket}.
     *
     * @return where the line goes on behind it; negative if it is none
     */
    int parse(byte[] text, int bracket, int to) {
        dated = false;
        int start = bracket + 1;
        boolean usual = start + USUAL_TIME < to && text[start + 10] == '.' && text[start + USUAL_TIME] == ')';
        return (usual ? usualTime(text, start, to) : anyTime(text, start, to)) ? at : -1;
    }

    /** Reads {@code 1631416514.717133)}, the layout of a log whose clock was set. */
    private boolean usualTime(byte[] text, int start, int to) {
        long digits = (long) WORD.get(text, start);
        long moreDigits = ((long) text[start + 8] << 8) | text[start + 9];
        if (digits != lastDigits || moreDigits != lastMoreDigits) {
            long seconds = Scanner.number(text, start, start + 10, 10);
            if (seconds == NONE || seconds > LATEST_SECOND) {
                return anyTime(text, start, to);
            }
            lastDigits = digits;
            lastMoreDigits = moreDigits;
            lastSeconds = seconds;
        }
        int micros = 0;
        for (int i = start + 11; i < start + USUAL_TIME; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return anyTime(text, start, to);
            }
            micros = 10 * micros + digit;
        }
        nanos = lastSeconds * 1_000_000_000L + micros * 1000L;
        at = start + USUAL_TIME + 1;
        return true;
    }

    private boolean anyTime(byte[] text, int start, int to) {
        long seconds = 0;
        int i = start;
        for (; i < to && text[i] >= '0' && text[i] <= '9'; i++) {
            seconds = 10 * seconds + (text[i] - '0');
            if (seconds > LATEST_SECOND) {
                return false;
            }
        }
        if (i < to && text[i] == '-') {
            return date(text, start, to);
        }
        return i > start && fraction(text, i, to, seconds);
    }

    /** Reads {@code .fraction)}, at most nine digits. */
    private boolean fraction(byte[] text, int from, int to, long seconds) {
        if (from >= to || text[from] != '.') {
            return false;
        }
        long fraction = 0;
        int i = from + 1;
        for (; i < to && text[i] >= '0' && text[i] <= '9'; i++) {
            fraction = 10 * fraction + (text[i] - '0');
        }
        int digits = i - from - 1;
        if (digits < 1 || digits > NANO_DIGITS || i >= to || text[i] != ')') {
            return false;
        }
        nanos = seconds * Scanner.power(NANO_DIGITS) + fraction * Scanner.power(NANO_DIGITS - digits);
        at = i + 1;
        return true;
    }

    /** Reads {@code 2012-08-17 14:14:44.318850)}. */
    private boolean date(byte[] text, int start, int to) {
        int day = start + "2012-08-17 ".length();
        int dot = day + "14:14:44".length();
        if (dot >= to || text[start + 4] != '-' || text[start + 7] != '-' || text[day - 1] != ' ') {
            return false;
        }
        long year = Scanner.number(text, start, start + 4, 10);
        long month = Scanner.number(text, start + 5, start + 7, 10);
        long dayOfMonth = Scanner.number(text, start + 8, start + 10, 10);
        long hour = Scanner.number(text, day, day + 2, 10);
        long minute = Scanner.number(text, day + 3, day + 5, 10);
        long second = Scanner.number(text, day + 6, day + 8, 10);
        if (year < 1970 || month < 1 || dayOfMonth < 1 || hour < 0 || minute < 0 || second < 0 || year > 2200) {
            return false;
        }
        try {
            long days = LocalDate.of((int) year, (int) month, (int) dayOfMonth)
                    .atTime((int) hour, (int) minute, (int) second)
                    .toEpochSecond(ZoneOffset.UTC);
            dated = true;
            return fraction(text, dot, to, days);
        } catch (DateTimeException impossible) {
            return false;
        }
    }
}
