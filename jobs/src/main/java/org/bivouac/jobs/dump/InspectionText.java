package org.bivouac.jobs.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bivouac.jobs.fault.Fault;

/** Writes an inspection as a table for people, control characters escaped. */
public final class InspectionText {
    private static final int MOST_REJECTS = 20;

    private InspectionText() {}

    /** The text, several lines, each ended. */
    public static String of(Inspection inspection) {
        StringBuilder text = new StringBuilder();
        line(text, "file      " + inspection.file());
        line(text, "sha256    " + inspection.sha256());
        line(text, "format    " + inspection.header().format());
        line(
                text,
                "start     "
                        + (inspection.startTime() == null
                                ? "unknown"
                                : inspection.startTime() + " ("
                                        + inspection.header().clock().name().toLowerCase(Locale.ROOT) + ")"));
        inspection.header().metadata().forEach((key, value) -> line(text, key + ": " + value));
        for (Inspection.Group group : inspection.groups()) {
            String rate = Double.isNaN(group.rateHz()) ? "irregular" : number(group.rateHz()) + " Hz";
            line(text, "");
            line(text, "group " + group.name() + ", " + rate);
            table(text, group);
        }
        line(text, "");
        line(text, inspection.rejects().isEmpty() ? "nothing rejected" : "rejected");
        inspection.rejects().stream().limit(MOST_REJECTS).forEach(fault -> line(text, "  " + fault.message()));
        if (inspection.rejects().size() > MOST_REJECTS) {
            line(text, "  and " + (inspection.rejects().size() - MOST_REJECTS) + " more");
        }
        return text.toString();
    }

    private static void table(StringBuilder text, Inspection.Group group) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of("channel", "unit", "n", "missing", "t first", "t last", "first", "last", "min", "max", "mean"));
        for (Inspection.Channel channel : group.channels()) {
            rows.add(List.of(
                    Fault.escape(channel.name()),
                    Fault.escape(channel.unit()),
                    Long.toString(channel.n()),
                    Long.toString(channel.missing()),
                    number(channel.tFirst()),
                    number(channel.tLast()),
                    number(channel.first()),
                    number(channel.last()),
                    number(channel.min()),
                    number(channel.max()),
                    number(channel.mean())));
        }
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                String gap = " ".repeat(widths[c] - row.get(c).length());
                line.append("  ").append(c < 2 ? row.get(c) + gap : gap + row.get(c));
            }
            line(text, line.toString().stripTrailing());
        }
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        String text = String.format(Locale.ROOT, "%.6g", value);
        boolean trimmable = text.indexOf('.') >= 0 && text.indexOf('e') < 0;
        return trimmable ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    private static void line(StringBuilder text, String line) {
        text.append(line.lines().map(Fault::escape).collect(Collectors.joining("\\n")))
                .append('\n');
    }
}
