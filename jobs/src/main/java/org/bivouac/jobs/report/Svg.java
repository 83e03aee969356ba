package org.bivouac.jobs.report;

import java.util.List;
import java.util.Locale;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.SpectrumRow;

/** Small drawings that need no script: they print, and they scale with the window. Colours come from the style sheet. */
final class Svg {
    private Svg() {}

    /** The stage as a band from start to end, by time, one piece per segment. */
    static Html band(List<SegmentRow> segments) {
        double total = segments.stream().mapToDouble(SegmentRow::seconds).sum();
        Html svg = svg("band", 1000, 22, "segments in order of time");
        double x = 0;
        for (SegmentRow segment : segments) {
            double width = total > 0 ? 1000 * segment.seconds() / total : 0;
            svg.add(Html.of("rect", "seg " + kind(segment.type()))
                    .attribute("x", place(x))
                    .attribute("y", "0")
                    .attribute("width", place(Math.max(0.5, width - 1)))
                    .attribute("height", "22")
                    .add(Html.of("title")
                            .text(segment.segment() + ": " + Figures.duration(segment.seconds()) + ", "
                                    + Figures.shown(segment.distanceKm(), "km") + " km")));
            x += width;
        }
        return svg;
    }

    static String kind(String type) {
        return switch (type) {
            case "LIAISON" -> "liaison";
            case "SPECIAL" -> "special";
            case "STOP" -> "stop";
            default -> "unknown";
        };
    }

    /** A peak against its limit: the scale runs from half the limit to one and a half, the mark is the limit. */
    static Html bullet(double peak, double limit, String side, String state) {
        Html svg = svg("bullet", 120, 14, "peak against limit");
        double size = Math.abs(limit);
        if (Double.isNaN(peak) || size == 0) {
            return svg;
        }
        double ratio = Math.max(0, Math.min(1, (peak - limit) / size + 0.5));
        boolean above = side.equals("above");
        svg.add(Html.of("rect", "track")
                .attribute("x", "0")
                .attribute("y", "5")
                .attribute("width", "120")
                .attribute("height", "4"));
        svg.add(Html.of("rect", "beyond")
                .attribute("x", above ? "60" : "0")
                .attribute("y", "5")
                .attribute("width", "60")
                .attribute("height", "4"));
        svg.add(Html.of("rect", "mark")
                .attribute("x", "59.25")
                .attribute("y", "1")
                .attribute("width", "1.5")
                .attribute("height", "12"));
        return svg.add(Html.of("circle", "peak " + state.replace(' ', '-'))
                .attribute("cx", place(4 + 112 * ratio))
                .attribute("cy", "7")
                .attribute("r", "4"));
    }

    /** A bar from the left, its length the share of the largest. */
    static Html bar(double share, int colour) {
        return svg("bar", 100, 6, "share of the largest")
                .attribute("preserveAspectRatio", "none")
                .add(Html.of("rect", "track").attribute("width", "100").attribute("height", "6"))
                .add(Html.of("rect", "car" + colour)
                        .attribute("width", place(100 * Math.max(0, Math.min(1, share))))
                        .attribute("height", "6"));
    }

    /** The extremes of a signal over time as a band, cut at the middle {@code points} windows. */
    static Html sparkline(Trace trace) {
        int width = 160;
        int height = 28;
        Html svg = svg("spark", width, height, "course over time");
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < trace.min().length; i++) {
            if (!Double.isNaN(trace.min()[i])) {
                low = Math.min(low, trace.min()[i]);
                high = Math.max(high, trace.max()[i]);
            }
        }
        double span = high > low ? high - low : 1;
        int windows = trace.min().length;
        for (int column = 0; column < width; column += 2) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            int to = Math.max(column * windows / width + 1, (column + 2) * windows / width);
            for (int i = column * windows / width; i < to && i < windows; i++) {
                if (!Double.isNaN(trace.min()[i])) {
                    least = Math.min(least, trace.min()[i]);
                    most = Math.max(most, trace.max()[i]);
                }
            }
            if (most >= least) {
                double top = (height - 2) * (1 - (most - low) / span);
                double bottom = (height - 2) * (1 - (least - low) / span);
                svg.add(Html.of("rect")
                        .attribute("x", Integer.toString(column))
                        .attribute("y", place(top))
                        .attribute("width", "2")
                        .attribute("height", place(Math.max(1.5, bottom - top))));
            }
        }
        return svg;
    }

    /** A spectrum in two dimensions: the more of the whole a class holds, the darker (by the square root). */
    static Html heat(List<SpectrumRow> classes) {
        double xLow = classes.stream().mapToDouble(SpectrumRow::xLo).min().orElse(0);
        double xHigh = classes.stream().mapToDouble(SpectrumRow::xHi).max().orElse(1);
        double yLow = classes.stream().mapToDouble(SpectrumRow::yLo).min().orElse(0);
        double yHigh = classes.stream().mapToDouble(SpectrumRow::yHi).max().orElse(1);
        double most = classes.stream().mapToDouble(SpectrumRow::value).max().orElse(0);
        double total = classes.stream().mapToDouble(SpectrumRow::value).sum();
        int left = 44;
        int width = 560;
        int height = 230;
        Html svg = svg("heat", left + width + 10, height + 44, "time at level in two dimensions");
        for (SpectrumRow row : classes) {
            double x = left + width * (row.xLo() - xLow) / (xHigh - xLow);
            double y = height - height * (row.yHi() - yLow) / (yHigh - yLow);
            double w = width * (row.xHi() - row.xLo()) / (xHigh - xLow);
            double h = height * (row.yHi() - row.yLo()) / (yHigh - yLow);
            double shade = most > 0 ? Math.sqrt(row.value() / most) : 0;
            svg.add(Html.of("rect", row.value() > 0 ? "cell" : "cell none")
                    .attribute("x", place(x))
                    .attribute("y", place(y))
                    .attribute("width", place(w - 1))
                    .attribute("height", place(h - 1))
                    .attribute("fill-opacity", row.value() > 0 ? place(0.08 + 0.92 * shade) : "1")
                    .add(Html.of("title")
                            .text(Figures.exact(row.xLo()) + "–" + Figures.exact(row.xHi()) + " "
                                    + Figures.unit(row.xUnit()) + ", " + Figures.exact(row.yLo()) + "–"
                                    + Figures.exact(row.yHi()) + " " + Figures.unit(row.yUnit()) + ": "
                                    + Figures.duration(row.value()) + " ("
                                    + Figures.shown(total > 0 ? 100 * row.value() / total : 0, "%") + " %)")));
        }
        for (int i = 0; i <= 4; i++) {
            double x = xLow + i * (xHigh - xLow) / 4;
            svg.add(label(left + width * i / 4.0, height + 16, i == 0 ? "start" : i == 4 ? "end" : "middle", x));
        }
        for (int i = 0; i <= 2; i++) {
            double y = yLow + i * (yHigh - yLow) / 2;
            svg.add(label(left - 6, height - height * i / 2.0 + (i == 2 ? 10 : 0), "end", y));
        }
        return svg;
    }

    private static Html label(double x, double y, String anchor, double value) {
        return Html.of("text")
                .attribute("x", place(x))
                .attribute("y", place(y))
                .attribute("text-anchor", anchor)
                .text(Figures.shown(value, ""));
    }

    private static Html svg(String classes, int width, int height, String label) {
        return Html.of("svg", classes)
                .attribute("viewBox", "0 0 " + width + " " + height)
                .attribute("role", "img")
                .attribute("aria-label", label);
    }

    private static String place(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
