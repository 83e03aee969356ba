package org.bivouac.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.MeasureRow;

/** What happened to the cars: jumps and landings, hits in the bump stops, what drivers marked, when they were stuck. */
final class HappeningsSection {
    /** More than these stand only in the table of events; the longest stay. */
    private static final int MOST_EVENTS = 40;

    private static final List<String> CORNERS = List.of("fl", "fr", "rl", "rr");

    /** What the table of moments shows, in words. Hits in the stops are too many: the deepest stands beside their number. */
    private static final Map<String, String> MOMENTS = Map.of(
            "jump", "Jump",
            "driver_marker", "Driver's marker",
            "stuck", "Stuck",
            "broken_damper", "Broken damper",
            "detour", "Wrong way",
            "lost", "Lost, or stood for no reason in the log");

    private HappeningsSection() {}

    /** Empty when no car has any channel that could tell. */
    static Html of(StageData data) {
        boolean known = data.measures().stream()
                .anyMatch(row -> row.segment().equals("stage")
                        && (row.measure().equals("jumps")
                                || row.measure().equals("bump_stop_hits")
                                || row.measure().equals("driver_markers")
                                || row.measure().equals("detours")));
        if (!known) {
            return Html.fragment();
        }
        Html section = Widgets.section(
                "happenings",
                "What happened",
                "A car flies while its tyres carry nothing; a hit goes deep into the rubber of a bump stop; a wrong way leads back to where it began.");
        section.add(cars(data));
        List<EventRow> moments = moments(data.events());
        if (moments.isEmpty()) {
            return section.add(Html.of("p", "calm").text("No jump, and nobody marked a moment."));
        }
        section.add(table(moments.subList(0, Math.min(MOST_EVENTS, moments.size()))));
        if (moments.size() > MOST_EVENTS) {
            section.add(Html.of("p", "lead")
                    .text("and " + (moments.size() - MOST_EVENTS) + " more in ")
                    .add(Html.of("a").attribute("href", "events.csv").text("events.csv")));
        }
        return section;
    }

    /** A car a row: how much of each there was. */
    private static Html cars(StageData data) {
        Widgets.Table table = Widgets.table(
                "happenings",
                List.of(
                        "Car",
                        "#Jumps",
                        "#In the air s",
                        "#Longest s",
                        "#Farthest m",
                        "#Hardest landing g",
                        "#Stop hits FL",
                        "#FR",
                        "#RL",
                        "#RR",
                        "#Markers",
                        "#Wrong ways"));
        for (String car : data.cars()) {
            List<Object> cells = new ArrayList<>();
            cells.add(Html.of("span", "car").text(car));
            cells.add(count(of(data, car, "jumps", "")));
            for (String measure : List.of("airtime_seconds", "longest_airtime", "longest_jump", "hardest_landing")) {
                cells.add(figure(of(data, car, measure, "")));
            }
            for (String corner : CORNERS) {
                cells.add(with(
                        of(data, car, "bump_stop_hits", corner),
                        of(data, car, "bump_stop_deepest", corner),
                        "mm deep"));
            }
            cells.add(count(of(data, car, "driver_markers", "")));
            cells.add(with(of(data, car, "detours", ""), of(data, car, "detour_km", ""), "km in vain"));
            table.row(cells.toArray());
        }
        return table.html();
    }

    private static Optional<MeasureRow> of(StageData data, String car, String measure, String position) {
        return data.measures().stream()
                .filter(row -> row.car().equals(car)
                        && row.segment().equals("stage")
                        && row.measure().equals(measure)
                        && position.equals(row.position() == null ? "" : row.position()))
                .findFirst();
    }

    private static Html count(Optional<MeasureRow> row) {
        return row.filter(measure -> !Double.isNaN(measure.value()))
                .map(measure -> Widgets.count((long) measure.value()))
                .orElseGet(() -> figure(row));
    }

    /** A dash where nothing happened, so that there is no longest. */
    private static Html figure(Optional<MeasureRow> row) {
        return row.filter(
                        measure -> measure.reason() == null || !measure.reason().startsWith("no jump"))
                .map(measure -> Widgets.figure(measure.value(), measure.unit(), measure.coverage(), measure.reason()))
                .orElseGet(() -> Html.of("span", "na").text("–"));
    }

    /** A number of times and under it how much; nothing of nothing is not said. */
    private static Html with(Optional<MeasureRow> times, Optional<MeasureRow> much, String words) {
        Html cell = Html.fragment().add(count(times));
        much.filter(measure -> measure.value() > 0)
                .ifPresent(measure ->
                        cell.add(Html.of("span", "under").add(Widgets.number(measure.value(), measure.unit(), words))));
        return cell;
    }

    /** The longest jumps and all other moments, in order of time. */
    private static List<EventRow> moments(List<EventRow> events) {
        return Vitals.once(events).stream()
                .filter(event -> MOMENTS.containsKey(event.kind()))
                .sorted(Comparator.comparing((EventRow event) -> event.kind().equals("jump") ? 1 : 0)
                        .thenComparing(
                                Comparator.comparingDouble(EventRow::durationS).reversed())
                        .thenComparing(EventRow::car)
                        .thenComparing(EventRow::time))
                .toList();
    }

    private static Html table(List<EventRow> moments) {
        Widgets.Table table = Widgets.table("moments", List.of("Car", "What", "#Where", "#For s", "#Peak", "Then"));
        moments.stream()
                .sorted(Comparator.comparing(EventRow::car).thenComparing(EventRow::time))
                .forEach(event -> table.row(
                        Html.of("span", "car").text(event.car()),
                        what(event),
                        where(event),
                        Widgets.number(event.durationS(), "s"),
                        peak(event),
                        Moment.context(event.context())));
        return table.html();
    }

    private static Html what(EventRow event) {
        Html what = Html.fragment().text(MOMENTS.get(event.kind()));
        return event.position() == null || event.position().isEmpty()
                ? what
                : what.add(Html.of("span", "under").text(Labels.position(event.position())));
    }

    private static Html peak(EventRow event) {
        return switch (event.kind()) {
            case "jump", "stuck", "detour" -> Widgets.number(event.peak(), event.unit(), Figures.unit(event.unit()));
            case "broken_damper" -> Widgets.number(event.peak(), "", "times its partner");
            default -> Html.of("span", "na").text("–");
        };
    }

    private static Html where(EventRow event) {
        Html where = Html.fragment();
        if (!Double.isNaN(event.atKm())) {
            where.add(Html.of("span", "unit").text("km ")).add(Widgets.number(event.atKm(), "km"));
        }
        return where.add(Html.of("span", "under").text(Figures.clock(event.time()) + " UTC"));
    }

    /** What else was at a moment. */
    private static final class Moment {
        /** Of what an event itself says; the rest are channels. */
        private static final Map<String, String[]> OWN = Map.of(
                "speed_km_per_h", new String[] {"Speed", "km/h"},
                "length_m", new String[] {"Length", "m"},
                "landing_m_per_s", new String[] {"Landing", "m/s"},
                "first_axle", new String[] {"First axle", ""},
                "returns", new String[] {"Times back", ""},
                "standing_s", new String[] {"Stood", "s"},
                "litres", new String[] {"Fuel", "l"});

        /** {@code length_m=7.4; engine_speed_rpm=4500} as "Length 7.4 m", "Engine speed 4500 rpm". */
        static Html context(String context) {
            Html out = Html.of("span", "context");
            if (context == null || context.isEmpty()) {
                return out;
            }
            for (String pair : context.split(";", -1)) {
                String[] sides = pair.strip().split("=", 2);
                if (sides.length < 2) {
                    continue;
                }
                String[] own = OWN.getOrDefault(sides[0], new String[] {Labels.channel(sides[0]), unit(sides[0])});
                double value = Findings.contextValue(context, sides[0]);
                String shown =
                        Double.isNaN(value) ? sides[1] : Figures.shown(value, own[1]) + " " + Figures.unit(own[1]);
                out.add(Html.of("span").text(own[0] + " " + shown));
            }
            return out;
        }

        private static String unit(String channel) {
            return Catalogue.builtIn()
                    .channel(channel)
                    .map(known -> known.unit().symbol())
                    .orElse("");
        }
    }
}
