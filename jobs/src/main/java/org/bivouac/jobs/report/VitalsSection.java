package org.bivouac.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.bivouac.schemas.MeasureRow;

/** Every limit and how far each car stayed from it, then the extremes of all channels. */
final class VitalsSection {
    private VitalsSection() {}

    static Html of(StageData data, List<VitalRow> vitals) {
        Html section = Widgets.section(
                "vitals", "Vitals", "Limits that were exceeded, then the peak of every car against every limit.");
        if (vitals.isEmpty()) {
            section.add(Html.of("p", "calm").text("No limits are set, so nothing could be checked."));
        } else {
            List<VitalRow> exceeded =
                    vitals.stream().filter(row -> row.exceedances() > 0).toList();
            section.add(exceeded.isEmpty() ? Html.of("p", "calm").text("No limit was exceeded.") : table(exceeded));
            section.add(margins(data, vitals));
        }
        Html statistics = statistics(data);
        return statistics.isEmpty()
                ? section
                : section.add(Widgets.details("All channels: smallest, mean, largest", statistics));
    }

    private static Html table(List<VitalRow> vitals) {
        List<VitalRow> sorted = new ArrayList<>(vitals);
        sorted.sort(Comparator.comparingInt((VitalRow row) -> Findings.severityRank(row.severity()))
                .thenComparing(VitalRow::channel)
                .thenComparing(VitalRow::car)
                .thenComparingDouble(VitalRow::limitValue));
        Widgets.Table table = Widgets.table(
                "vitals",
                List.of(
                        "State",
                        "Car",
                        "Channel",
                        "#Limit",
                        "#Peak",
                        "",
                        "#Margin",
                        "#Times",
                        "#Total s",
                        "#First",
                        "At the peak"));
        for (VitalRow row : sorted) {
            table.row(
                    Widgets.chip(row.state()),
                    Html.of("span", "car").text(row.car()),
                    channel(row),
                    limit(row),
                    Widgets.figure(row.peak(), row.unit(), row.coverage(), ""),
                    Svg.bullet(row.peak(), row.limitValue(), row.side(), row.state()),
                    Widgets.number(row.margin(), row.unit()),
                    Widgets.count(row.exceedances()),
                    Widgets.number(row.durationS(), "s"),
                    first(row),
                    context(row.context()));
        }
        return table.html();
    }

    /** Limits down, cars across: the peak and how far from the limit it stayed. */
    private static Html margins(StageData data, List<VitalRow> vitals) {
        List<String> cars = List.copyOf(data.cars());
        List<String> columns = new ArrayList<>(List.of("Channel", "#Limit"));
        cars.forEach(car -> columns.add("#" + car));
        Map<List<Object>, List<VitalRow>> limits = new LinkedHashMap<>();
        for (VitalRow row : vitals) {
            limits.computeIfAbsent(
                            List.of(row.channel(), row.side(), row.limitValue(), row.condition(), row.severity()),
                            key -> new ArrayList<>())
                    .add(row);
        }
        Widgets.Table table = Widgets.table("margins", columns);
        for (List<VitalRow> limit : limits.values()) {
            List<Object> cells = new ArrayList<>(List.of(channel(limit.get(0)), limit(limit.get(0))));
            for (String car : cars) {
                cells.add(limit.stream()
                        .filter(row -> row.car().equals(car))
                        .findFirst()
                        .map(VitalsSection::margin)
                        .orElse(Html.of("span", "na").text("–")));
            }
            table.row(cells.toArray());
        }
        return table.html();
    }

    private static Html margin(VitalRow row) {
        Html cell = Html.fragment();
        if (!row.state().equals("ok")) {
            cell.add(Widgets.chip(row.state())).text(" ");
        }
        if (Double.isNaN(row.peak())) {
            return row.state().equals("ok") ? cell.add(Widgets.chip("ok")) : cell;
        }
        return cell.add(Widgets.figure(row.peak(), row.unit(), row.coverage(), ""))
                .add(Html.of("span", "under").text("margin ").add(Widgets.number(row.margin(), row.unit())));
    }

    private static Html channel(VitalRow row) {
        Html channel = Html.fragment().text(Labels.channel(row.channel()));
        return row.condition().isEmpty()
                ? channel
                : channel.add(Html.of("span", "under").text(row.condition()));
    }

    private static Html limit(VitalRow row) {
        return Html.fragment()
                .text(row.side().equals("above") ? "≤ " : "≥ ")
                .add(Widgets.number(row.limitValue(), row.unit(), Figures.unit(row.unit())))
                .add(Html.of("span", "under").text(row.severity() + (row.source() == null ? "" : ", " + row.source())));
    }

    /** Where it was exceeded first, and when. */
    private static Html first(VitalRow row) {
        Html first = Html.fragment();
        if (!Double.isNaN(row.firstKm())) {
            first.add(Html.of("span", "unit").text("km ")).add(Widgets.number(row.firstKm(), "km"));
        }
        return first.add(Html.of("span", "under").text(Figures.clock(row.firstTime()) + " UTC"));
    }

    /** {@code engine_speed_rpm=4500; …} as "Engine speed 4500 rpm". */
    private static Html context(String context) {
        Html out = Html.of("span", "context");
        if (context == null || context.isEmpty()) {
            return out;
        }
        for (String pair : context.split(";", -1)) {
            String[] sides = pair.strip().split("=", 2);
            double value = sides.length == 2 ? Findings.contextValue(context, sides[0]) : Double.NaN;
            String unit = org.bivouac.schemas.Catalogue.builtIn()
                    .channel(sides[0])
                    .map(channel -> channel.unit().symbol())
                    .orElse("");
            out.add(Html.of("span")
                    .text(
                            Double.isNaN(value)
                                    ? pair.strip()
                                    : Labels.channel(sides[0]) + " " + Figures.shown(value, unit) + " "
                                            + Figures.unit(unit)));
        }
        return out;
    }

    private static Html statistics(StageData data) {
        NavigableSet<String> channels = new TreeSet<>();
        for (MeasureRow row : data.measures()) {
            if ("statistics".equals(row.definition()) && row.segment().equals("stage")) {
                channels.add(row.channel());
            }
        }
        if (channels.isEmpty()) {
            return Html.fragment();
        }
        Widgets.Table table = Widgets.table(
                "statistics",
                List.of("Channel", "Unit", "Car", "#Smallest", "#Mean over time", "#Largest", "Course", "#Coverage"));
        for (String channel : channels) {
            for (String car : data.cars()) {
                Optional<MeasureRow> max = data.measure(car, "stage", channel, "max");
                if (max.isEmpty()) {
                    continue;
                }
                table.row(
                        Labels.channel(channel),
                        Html.of("span", "unit").text(Figures.unit(max.get().unit())),
                        Html.of("span", "car").text(car),
                        figure(data.measure(car, "stage", channel, "min")),
                        figure(data.measure(car, "stage", channel, "mean_by_time")),
                        figure(max),
                        data.traces().getOrDefault(car, List.of()).stream()
                                .filter(trace -> trace.name().equals(channel))
                                .findFirst()
                                .map(Svg::sparkline)
                                .orElse(Html.fragment()),
                        Figures.share(max.get().coverage()));
            }
        }
        return table.html();
    }

    private static Html figure(Optional<MeasureRow> row) {
        return row.map(measure -> Widgets.figure(measure.value(), measure.unit(), measure.coverage(), measure.reason()))
                .orElse(Html.of("span", "na").text("–"));
    }
}
