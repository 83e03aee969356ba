package org.bivouac.jobs.dump.mdf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;

/** How bytes of a record are text, or are shown as text because they are no number. */
enum TextCoding {
    LATIN_1(StandardCharsets.ISO_8859_1, 1),
    UTF_8(StandardCharsets.UTF_8, 1),
    UTF_16_LE(StandardCharsets.UTF_16LE, 2),
    UTF_16_BE(StandardCharsets.UTF_16BE, 2),
    /** UTF-8 or UTF-16, as a byte order mark says; UTF-8 without one. */
    MARKED(null, 1),
    /** Any bytes, as hexadecimal digits in upper case. */
    HEX(null, 1),
    /** CiA 301, DATE, seven bytes. */
    CANOPEN_DATE(null, 7),
    /** CiA 301, TIME_OF_DAY, six bytes. */
    CANOPEN_TIME(null, 6);

    private static final HexFormat DIGITS = HexFormat.of().withUpperCase();
    private static final LocalDate CANOPEN_EPOCH = LocalDate.of(1984, 1, 1);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

    private final Charset charset;
    private final int unit;

    TextCoding(Charset charset, int unit) {
        this.charset = charset;
        this.unit = unit;
    }

    /** The text in {@code [from, to)}, up to the first NUL; null when the bytes are no text of this coding. */
    String text(byte[] bytes, int from, int to) {
        return switch (this) {
            case HEX -> DIGITS.formatHex(bytes, from, to);
            case CANOPEN_DATE -> to - from < 7 ? null : date(bytes, from);
            case CANOPEN_TIME -> to - from < 6 ? null : time(bytes, from);
            case MARKED -> marked(bytes, from, to);
            default -> text(charset, unit, bytes, from, to);
        };
    }

    private static String text(Charset charset, int unit, byte[] bytes, int from, int to) {
        int end = from;
        while (end + unit <= to && (bytes[end] != 0 || (unit == 2 && bytes[end + 1] != 0))) {
            end += unit;
        }
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, end - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String marked(byte[] bytes, int from, int to) {
        int first = to - from < 2 ? 0 : (bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff);
        if (first == 0xfffe) {
            return text(StandardCharsets.UTF_16LE, 2, bytes, from + 2, to);
        } else if (first == 0xfeff) {
            return text(StandardCharsets.UTF_16BE, 2, bytes, from + 2, to);
        }
        boolean mark = first == 0xefbb && to - from >= 3 && (bytes[from + 2] & 0xff) == 0xbf;
        return text(StandardCharsets.UTF_8, 1, bytes, mark ? from + 3 : from, to);
    }

    /** Milliseconds of the minute, minute, hour, day of month, month and year of the century, 1984 to 2083. */
    private static String date(byte[] b, int at) {
        int millis = (b[at] & 0xff) | (b[at + 1] & 0xff) << 8;
        int year = b[at + 6] & 0x7f;
        try {
            LocalDateTime time = LocalDateTime.of(
                    year < 84 ? 2000 + year : 1900 + year,
                    b[at + 5] & 0x3f,
                    b[at + 4] & 0x1f,
                    b[at + 3] & 0x1f,
                    b[at + 2] & 0x3f,
                    millis / 1000,
                    millis % 1000 * 1_000_000);
            return MILLIS.format(time);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Milliseconds since midnight in 28 bits, days since 1984 in 16. */
    private static String time(byte[] b, int at) {
        long millis = (b[at] & 0xff) | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | (b[at + 3] & 0x0fL) << 24;
        int days = (b[at + 4] & 0xff) | (b[at + 5] & 0xff) << 8;
        return MILLIS.format(CANOPEN_EPOCH.plusDays(days).atStartOfDay().plus(millis, ChronoUnit.MILLIS));
    }
}
