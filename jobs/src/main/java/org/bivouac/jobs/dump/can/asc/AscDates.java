package org.bivouac.jobs.dump.can.asc;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the dates of {@code .asc} headers, whose words and order are those of the machine that wrote them: {@code Sam Sep
 * 30 15:06:13.191 2017}, {@code Thu Apr 28 10:44:52.480 am 2022}, {@code Di 05. März 2024 07:05:00,250}. Months are known
 * in English, German, French, Italian, Spanish, Portuguese and Dutch by what their names begin with; weekdays are passed
 * over.
 */
final class AscDates {
    private static final String[][] MONTHS = {
        {"jan", "gen", "ene"},
        {"feb", "fev", "fevr"},
        {"mar", "mrz", "maer", "mrt"},
        {"apr", "avr", "abr"},
        {"may", "mai", "mag", "mei"},
        {"jun", "juin", "giu"},
        {"jul", "juil", "lug"},
        {"aug", "aou", "ago"},
        {"sep", "set"},
        {"oct", "okt", "ott", "out"},
        {"nov"},
        {"dec", "dez", "dic"}
    };
    private static final Map<String, Integer> HALF_DAYS = Map.of(
            "am", 0, "a.m.", 0, "a.m", 0, "vorm.", 0, "vorm", 0, "pm", 12, "p.m.", 12, "p.m", 12, "nachm.", 12, "nachm",
            12);

    private AscDates() {}

    /** The date and time that the words say; null when they say none. */
    static LocalDateTime parse(String words) {
        LocalTime time = null;
        LocalDate date = null;
        int halfDay = -1;
        int year = -1;
        int day = -1;
        int month = -1;
        for (String word : plain(words).split("\\s+")) {
            String bare = word.replaceAll("[.,]+$", "");
            if (HALF_DAYS.containsKey(word)) {
                halfDay = HALF_DAYS.get(word);
            } else if (word.indexOf(':') > 0) {
                time = time(word);
            } else if (bare.matches("\\d{4}")) {
                year = Integer.parseInt(bare);
            } else if (bare.matches("\\d{1,2}")) {
                day = Integer.parseInt(bare);
            } else if (bare.matches("\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}")) {
                date = numeric(bare);
            } else {
                // A weekday may begin like a month (French mardi): the last word that is a month counts.
                int found = month(bare);
                month = found > 0 ? found : month;
            }
        }
        try {
            if (date == null && year > 0 && month > 0 && day > 0) {
                date = LocalDate.of(year, month, day);
            }
            if (date == null || time == null) {
                return null;
            }
            if (halfDay >= 0) {
                time = time.withHour(time.getHour() % 12 + halfDay);
            }
            return date.atTime(time);
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    private static String plain(String words) {
        String lower = words.strip().toLowerCase(Locale.ROOT).replace("ä", "ae");
        return Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    private static int month(String word) {
        for (int m = 0; m < MONTHS.length; m++) {
            for (String name : MONTHS[m]) {
                if (word.startsWith(name)) {
                    return m + 1;
                }
            }
        }
        return -1;
    }

    private static LocalTime time(String word) {
        try {
            String[] parts = word.replace(',', '.').split(":", -1);
            if (parts.length < 2) {
                return null;
            }
            String padded = String.format(
                            Locale.ROOT, "%2s:%2s:%s", parts[0], parts[1], parts.length > 2 ? parts[2] : "00")
                    .replace(' ', '0');
            return LocalTime.parse(padded);
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    /** {@code 30.9.2017} and {@code 2017-09-30}; month before day, as in {@code 9/30/2017}, only with slashes. */
    private static LocalDate numeric(String word) {
        String[] parts = word.split("[./-]");
        int first = Integer.parseInt(parts[0]);
        int second = Integer.parseInt(parts[1]);
        int third = Integer.parseInt(parts[2]);
        try {
            if (parts[0].length() == 4) {
                return LocalDate.of(first, second, third);
            }
            return word.indexOf('/') > 0 ? LocalDate.of(third, first, second) : LocalDate.of(third, second, first);
        } catch (DateTimeException impossible) {
            return null;
        }
    }
}
