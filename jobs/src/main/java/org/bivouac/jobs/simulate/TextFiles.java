package org.bivouac.jobs.simulate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes recordings of one rate as the text that loggers and their tools export. */
final class TextFiles {
    private static final String WINDOWS = "\r\n";

    private TextFiles() {}

    /** MoTeC i2's CSV export: twelve key lines, names on line 15, units on 16, quoted data from 19. */
    static byte[] i2Csv(Session session, List<Recording> recordings) {
        int rate = rate(recordings);
        int rows = rows(recordings);
        StringBuilder out = new StringBuilder();
        String end = fixed((rows - 1) / (double) rate, 3);
        String[][] head = {
            {"Format", "MoTeC CSV File", null, null, "Workbook", ""},
            {"Venue", session.event(), null, null, "Worksheet", ""},
            {"Vehicle", session.crew().car(), null, null, "Vehicle Desc", ""},
            {"Driver", session.crew().driver(), null, null, "Engine ID", ""},
            {"Device", "ADL"},
            {"Comment", "stage " + session.stage(), null, null, "Session", ""},
            {"Log Date", date("yyyy-MM-dd", session.start()), null, null, "Origin Time", "0.000", "s"},
            {"Log Time", date("h:mm:ss a", session.start()), null, null, "Start Time", "0.000", "s"},
            {"Sample Rate", fixed(rate, 3), "Hz", null, "End Time", end, "s"},
            {"Duration", end, "s", null, "Start Distance", "0", "m"},
            {"Range", "entire outing", null, null, "End Distance", lastDistance(recordings), "m"},
            {"Beacon Markers", ""},
        };
        for (String[] line : head) {
            quoted(out, line);
        }
        out.append(WINDOWS).append(WINDOWS);
        String[] names = new String[recordings.size() + 1];
        String[] units = new String[recordings.size() + 1];
        names[0] = "Time";
        units[0] = "s";
        for (int i = 0; i < recordings.size(); i++) {
            names[i + 1] = recordings.get(i).sensor().name();
            units[i + 1] = recordings.get(i).sensor().unit();
        }
        quoted(out, names);
        quoted(out, units);
        out.append(WINDOWS).append(WINDOWS);
        for (int row = 0; row < rows; row++) {
            out.append('"');
            Recording.print(out, row / (double) rate, 3, '.');
            for (Recording recording : recordings) {
                out.append("\",\"");
                Recording.print(out, recording.values()[row], recording.sensor().decimals(), '.');
            }
            out.append('"').append(WINDOWS);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A GPS box's {@code .vbo}: coordinates in minutes, longitude positive west, time of day in UTC.
     *
     * @param start of the first row
     */
    static byte[] vbo(Session session, Instant start, List<Recording> recordings) {
        int rate = rate(recordings);
        StringBuilder out = new StringBuilder();
        out.append("File created on ").append(date("dd/MM/yyyy '@' HH:mm:ss", start));
        out.append(WINDOWS).append(WINDOWS);
        out.append(String.join(
                WINDOWS,
                "[header]",
                "satellites",
                "time",
                "latitude",
                "longitude",
                "velocity kmh",
                "heading",
                "height",
                "",
                "[comments]",
                "Car " + session.crew().car() + ", stage " + session.stage(),
                "",
                "[column names]",
                "sats time lat long velocity heading height ",
                "",
                "[data]",
                ""));
        for (int row = 0; row < rows(recordings); row++) {
            Instant time = start.plusMillis(1000L * row / rate);
            out.append("011 ").append(date("HHmmss.SSS", time));
            for (int i = 0; i < recordings.size(); i++) {
                double value = recordings.get(i).values()[row];
                boolean angle = i < 2;
                out.append(angle ? " +" : " ");
                int before = out.length();
                Recording.print(
                        out,
                        angle ? (i == 1 ? -60 : 60) * value : value,
                        angle ? 6 : recordings.get(i).sensor().decimals(),
                        '.');
                if (angle && out.charAt(before) == '-') {
                    out.deleteCharAt(before - 1);
                }
            }
            out.append(WINDOWS);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A table with {@code name [unit]} headers, its time as UTC in ISO 8601. */
    static byte[] table(Session session, char delimiter, char mark, List<Recording> recordings) {
        int rate = rate(recordings);
        StringBuilder out = new StringBuilder("time");
        for (Recording recording : recordings) {
            Sensor sensor = recording.sensor();
            out.append(delimiter).append(sensor.name());
            if (!sensor.unit().isEmpty()) {
                out.append(" [").append(sensor.unit()).append(']');
            }
        }
        out.append('\n');
        for (int row = 0; row < rows(recordings); row++) {
            out.append(date("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", session.start().plusMillis(1000L * row / rate)));
            for (Recording recording : recordings) {
                out.append(delimiter);
                Recording.print(out, recording.values()[row], recording.sensor().decimals(), mark);
            }
            out.append('\n');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A number with a point and this many decimals. */
    static String fixed(double value, int decimals) {
        StringBuilder out = new StringBuilder();
        Recording.print(out, value, decimals, '.');
        return out.toString();
    }

    private static String lastDistance(List<Recording> recordings) {
        double[] metres = recordings.get(0).values();
        return fixed(metres[metres.length - 1], 0);
    }

    private static void quoted(StringBuilder out, String[] cells) {
        for (int i = 0; i < cells.length; i++) {
            out.append(i == 0 ? "" : ",");
            if (cells[i] != null) {
                out.append('"').append(cells[i]).append('"');
            }
        }
        out.append(WINDOWS);
    }

    private static int rate(List<Recording> recordings) {
        return recordings.get(0).sensor().rateHz();
    }

    private static int rows(List<Recording> recordings) {
        return recordings.get(0).values().length;
    }

    private static String date(String pattern, Instant time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }
}
