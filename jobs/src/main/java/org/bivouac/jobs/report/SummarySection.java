package org.bivouac.jobs.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.RunSheetRow;
import org.bivouac.schemas.SegmentRow;

/** The first screen: which stage, which cars, what is missing, and the ten worst findings. */
final class SummarySection {
    private SummarySection() {}

    /** The title line of the page. */
    static Html header(StageData data, List<VitalRow> vitals) {
        Instant start = data.segments().stream()
                .map(SegmentRow::fromTime)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        String event = Labels.sentence(data.stage().event());
        Html line = Html.of("p", "kicker").text(event + " " + data.stage().year());
        Html facts = Html.of("p", "sub")
                .text((start == null ? "" : Figures.day(start) + " · ")
                        + (data.cars().size() == 1 ? "1 car" : data.cars().size() + " cars")
                        + (data.plan().isEmpty() ? "" : " · " + planned(data)));
        String state = worst(vitals);
        return Html.of("header")
                .add(line)
                .add(Html.of("div", "title")
                        .add(Html.of("h1").text(Labels.stage(data.stage().stage())))
                        .add(Widgets.chip(state)))
                .add(facts);
    }

    private static String planned(StageData data) {
        double special = 0;
        double liaison = 0;
        String carClass = data.plan().get(0).carClass();
        for (var row : data.plan()) {
            if (Objects.equals(row.carClass(), carClass)) {
                special += row.type().equals("SPECIAL") ? row.lengthKm() : 0;
                liaison += row.type().equals("LIAISON") ? row.lengthKm() : 0;
            }
        }
        return "planned " + Figures.shown(special, "km") + " km special, " + Figures.shown(liaison, "km")
                + " km liaison";
    }

    private static String worst(List<VitalRow> vitals) {
        if (vitals.stream().anyMatch(row -> row.state().equals("alarm"))) {
            return "alarm";
        }
        if (vitals.stream().anyMatch(row -> row.state().equals("watch"))) {
            return "watch";
        }
        return vitals.stream().anyMatch(row -> row.state().equals("ok")) ? "ok" : "no data";
    }

    /** One card per car. */
    static Html cars(StageData data, List<VitalRow> vitals) {
        Html section = Widgets.section("cars", "Cars", "");
        Html cards = Html.of("div", "cards");
        int colour = 0;
        for (String car : data.cars()) {
            List<VitalRow> own =
                    vitals.stream().filter(row -> row.car().equals(car)).toList();
            cards.add(card(data, car, worst(own), colour++));
        }
        Html legend = Html.of("p", "legend");
        for (String kind : List.of("liaison", "special", "stop", "unknown")) {
            legend.add(Html.of("span", "key " + kind).text(Labels.sentence(kind)));
        }
        return section.add(cards).add(legend);
    }

    private static Html card(StageData data, String car, String state, int colour) {
        List<SegmentRow> segments = data.segments().stream()
                .filter(row -> row.car().equals(car))
                .sorted(Comparator.comparingInt(SegmentRow::ordinal))
                .toList();
        RunSheetRow sheet = data.runSheet(car).orElse(null);
        String crew = sheet == null || sheet.driver() == null ? "" : sheet.driver();
        Html card = Html.of("article", "card edge" + colour % 8)
                .add(Html.of("h3")
                        .add(Html.of("span", "car").text(car))
                        .text(" " + crew)
                        .add(Widgets.chip(state)));
        if (!segments.isEmpty()) {
            card.add(Svg.band(segments));
        }
        Html facts = Html.of("dl", "facts");
        facts.add(Widgets.fact("Special", km(segments, "SPECIAL")));
        facts.add(Widgets.fact("Liaison", km(segments, "LIAISON")));
        facts.add(Widgets.fact(
                "Log",
                segments.isEmpty()
                        ? "–"
                        : Figures.minute(segments.get(0).fromTime()) + "–"
                                + Figures.minute(
                                        segments.get(segments.size() - 1).toTime()) + " UTC"));
        facts.add(Widgets.fact(
                "Stopped",
                Figures.duration(segments.stream()
                        .filter(row -> row.type().equals("STOP"))
                        .mapToDouble(SegmentRow::seconds)
                        .sum())));
        facts.add(Widgets.fact("Dumps", dumps(data, car)));
        if (sheet != null && sheet.carClass() != null) {
            facts.add(Widgets.fact("Class", sheet.carClass()));
        }
        card.add(facts);
        if (sheet != null && sheet.note() != null && !sheet.note().isEmpty()) {
            card.add(Html.of("p", "note").text(sheet.note()));
        }
        return card;
    }

    private static Html km(List<SegmentRow> segments, String type) {
        double km = segments.stream()
                .filter(row -> row.type().equals(type))
                .mapToDouble(SegmentRow::distanceKm)
                .sum();
        return segments.stream().noneMatch(row -> row.type().equals(type))
                ? Html.of("span", "na").text("–")
                : Html.fragment().add(Widgets.number(km, "km")).text(" km");
    }

    private static String dumps(StageData data, String car) {
        long used = count(data, car, "used");
        long refused = count(data, car, "quarantined");
        long twice = count(data, car, "duplicate");
        return used + " used" + (refused > 0 ? ", " + refused + " quarantined" : "")
                + (twice > 0 ? ", " + twice + " duplicate" : "");
    }

    private static long count(StageData data, String car, String status) {
        return data.dumps().stream()
                .filter((DumpRow row) -> car.equals(row.car()) && row.status().equals(status))
                .count();
    }

    /** What is missing. */
    static Html missing(List<GapRow> gaps) {
        Html section = Widgets.section("missing", "What is missing", "");
        if (gaps.isEmpty()) {
            return section.add(Html.of("p", "calm").text("Nothing: every expected file, sheet and channel is here."));
        }
        Html list = Html.of("ul", "gaps");
        for (GapRow gap : gaps) {
            list.add(Html.of("li", gap.severity())
                    .add(Html.of("span", "car").text(gap.car().isEmpty() ? "Stage" : gap.car()))
                    .add(Html.of("b").text(gap.what()))
                    .add(Html.of("span", "detail").text(gap.detail())));
        }
        return section.add(list);
    }

    /** The ten worst. */
    static Html findings(List<FindingRow> findings) {
        Html section = Widgets.section("findings", "Worst findings", "");
        if (findings.isEmpty()) {
            return section.add(Html.of("p", "calm")
                    .text("No limit was exceeded, nothing stands out against other stages and cars."));
        }
        Html list = Html.of("ol", "findings");
        for (FindingRow row : findings) {
            String where = (Double.isNaN(row.atKm()) ? "" : "km " + Figures.shown(row.atKm(), "km"))
                    + (row.time() == null
                            ? ""
                            : (Double.isNaN(row.atKm()) ? "" : " · ") + Figures.clock(row.time()) + " UTC");
            list.add(Html.of("li", row.severity())
                    .add(Html.of("div", "who")
                            .add(Widgets.chip(row.severity()))
                            .add(Html.of("span", "car").text(row.car())))
                    .add(Html.of("div", "what")
                            .add(Html.of("b").text(row.subject()))
                            .text(" ")
                            .add(Html.of("span").text(row.statement()))
                            .add(
                                    where.isEmpty()
                                            ? Html.fragment()
                                            : Html.of("span", "where").text(where)))
                    .add(Html.of("div", "value").add(value(row))));
        }
        return section.add(list);
    }

    /** What a comparison found is its change; the values themselves say nothing to anyone. */
    private static Html value(FindingRow row) {
        if (row.kind().equals("comparison")) {
            return Html.fragment()
                    .text(Figures.change(row.weight()))
                    .add(Html.of("span", "unit").text(" per km"));
        }
        return Widgets.number(row.value(), row.unit(), Figures.unit(row.unit()));
    }
}
