package org.bivouac.jobs.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * The one place that turns a value into text. A table for machines prints a number in full; the page rounds it to what
 * its unit deserves and keeps the full one beside it. Never depends on the machine's locale or time zone.
 */
final class Figures {
    /** Below this coverage a number is marked with it. */
    static final double MARKED_COVERAGE = 0.98;

    private static final Map<String, Integer> DECIMALS = Map.ofEntries(
            Map.entry("km", 1),
            Map.entry("l", 1),
            Map.entry("l/100 km", 1),
            Map.entry("l/100km", 1),
            Map.entry("kWh/km", 2),
            Map.entry("kWh", 1),
            Map.entry("degC", 1),
            Map.entry("rpm", 0),
            Map.entry("bar", 2),
            Map.entry("V", 2),
            Map.entry("%", 1),
            Map.entry("mm", 1),
            Map.entry("km/h", 1),
            Map.entry("mm/s", 0),
            Map.entry("Hz", 0));

    /** Units whose decimals stay however large the number is. */
    private static final java.util.Set<String> ROAD = java.util.Set.of("km", "l");

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Figures() {}

    /** The shortest decimal that reads back as the very same double; whole numbers without a point; empty for NaN. */
    static String exact(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return value == 0 ? "0" : Long.toString((long) value);
        }
        return Double.toString(value);
    }

    /** Rounded for reading, without the unit: {@code 1234.56 km} is "1 234.6"; powers of ten where it is huge or tiny. */
    static String shown(double value, String unit) {
        if (Double.isNaN(value)) {
            return "n/a";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        if (unit != null && unit.equals("s")) {
            return seconds(value);
        }
        double size = Math.abs(value);
        if (size >= 1e6 || (size != 0 && size < 1e-3 && !ROAD.contains(String.valueOf(unit)))) {
            return scientific(value);
        }
        int wholeDigits = size < 1 ? 1 : (int) Math.floor(Math.log10(size)) + 1;
        int most = Math.max(0, 4 - wholeDigits);
        Integer given = unit == null ? null : DECIMALS.get(unit);
        int decimals = given == null
                ? value == Math.rint(value) ? 0 : Math.min(3, most)
                : ROAD.contains(unit) ? size < 1 && size > 0 ? 3 : given : Math.min(given, most);
        return grouped(new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN));
    }

    /** A whole number with its thousands apart. */
    static String count(long count) {
        return grouped(BigDecimal.valueOf(count));
    }

    /** A length of time: {@code 0.42 s} and {@code 12.3 s} as seconds, longer {@code 4:05 min} and {@code 3:12 h}. */
    private static String seconds(double value) {
        if (value < 0 || value >= 360_000) {
            return grouped(new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN));
        }
        return grouped(new BigDecimal(value).setScale(value < 10 ? 2 : value < 1000 ? 1 : 0, RoundingMode.HALF_EVEN));
    }

    /** A length of time for prose: {@code 12.3 s}, {@code 4 min 05 s}, {@code 3 h 12 min}. */
    static String duration(double seconds) {
        if (Double.isNaN(seconds)) {
            return "n/a";
        }
        if (seconds == 0) {
            return "0 s";
        }
        if (seconds < 100) {
            return shown(seconds, "s") + " s";
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }

    /** {@code +18 %}, {@code −4.2 %}; "n/a" for NaN. */
    static String change(double change) {
        if (Double.isNaN(change)) {
            return "n/a";
        }
        double percent = 100 * change;
        if (Math.abs(percent) >= 1000) {
            return (percent > 0 ? "×\u2009" : "−×\u2009") + shown(Math.abs(1 + change), "");
        }
        int decimals = Math.abs(percent) < 10 ? 1 : 0;
        BigDecimal rounded = new BigDecimal(percent).setScale(decimals, RoundingMode.HALF_EVEN);
        return (rounded.signum() > 0 ? "+" : "") + grouped(rounded) + "\u2009%";
    }

    /** A difference with its sign and the decimals of its unit, so that what rounding leaves of equal figures is 0. */
    static String difference(double difference, String unit) {
        if (Double.isNaN(difference) || Double.isInfinite(difference)) {
            return shown(difference, unit);
        }
        BigDecimal rounded =
                new BigDecimal(difference).setScale(DECIMALS.getOrDefault(unit, 1), RoundingMode.HALF_EVEN);
        return (rounded.signum() > 0 ? "+" : "") + grouped(rounded);
    }

    /** A share of 1 as {@code 41 %}, rounded down so that 97.9 % never looks complete. */
    static String share(double share) {
        return Double.isNaN(share)
                ? "unknown"
                : BigDecimal.valueOf(100 * share)
                                .setScale(0, RoundingMode.FLOOR)
                                .toPlainString() + "\u2009%";
    }

    /** The unit as an engineer writes it: {@code mm^5} is "mm⁵", {@code degC} is "°C". */
    static String unit(String unit) {
        if (unit == null) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        boolean raised = false;
        String readable = unit.replace("degC", "°C").replace("degF", "°F").replace("m3", "m³");
        for (int i = 0; i < readable.length(); i++) {
            char c = readable.charAt(i);
            if (c == '^') {
                raised = true;
            } else if (raised && c >= '0' && c <= '9') {
                out.append(SUPERSCRIPTS.charAt(c - '0'));
            } else {
                raised = false;
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Time of day in UTC; "–" when it is not known. */
    static String clock(Instant time) {
        return time == null ? "–" : CLOCK.format(time);
    }

    /** Time of day in UTC to the minute; "–" when it is not known. */
    static String minute(Instant time) {
        return time == null ? "–" : CLOCK.format(time).substring(0, 5);
    }

    /** The day in UTC; "–" when it is not known. */
    static String day(Instant time) {
        return time == null ? "–" : DAY.format(time);
    }

    private static String scientific(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent)
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
        StringBuilder power = new StringBuilder(exponent < 0 ? "⁻" : "");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            power.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return minus(mantissa) + "\u2009×\u200910" + power;
    }

    /** Thousands apart by a narrow space, from five digits on; a real minus sign; no minus before a rounded zero. */
    private static String grouped(BigDecimal value) {
        String plain = value.abs().toPlainString();
        int point = plain.indexOf('.');
        int whole = point < 0 ? plain.length() : point;
        StringBuilder out = new StringBuilder(plain);
        if (whole >= 5) {
            for (int i = whole - 3; i > 0; i -= 3) {
                out.insert(i, '\u202f');
            }
        }
        return value.signum() < 0 ? "−" + out : out.toString();
    }

    private static String minus(String text) {
        return text.replace('-', '−');
    }
}
