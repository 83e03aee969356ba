package org.bivouac.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.RunSheetRow;
import org.bivouac.schemas.Unit;

/** Puts every limit beside what each car did: the vitals page. */
final class Vitals {
    private Vitals() {}

    /** One row per limit and car that it holds for, in order of car and limit. */
    static List<VitalRow> of(StageData data, Catalogue catalogue) {
        List<VitalRow> rows = new ArrayList<>();
        for (String car : data.cars()) {
            for (LimitRow limit : data.limits()) {
                if (holdsFor(limit, data, car)) {
                    rows.add(row(data, catalogue, car, limit));
                }
            }
        }
        return rows;
    }

    private static boolean holdsFor(LimitRow limit, StageData data, String car) {
        String carClass = limit.carClass();
        return carClass == null
                || carClass.isEmpty()
                || carClass.equals("*")
                || data.runSheet(car)
                        .map(RunSheetRow::carClass)
                        .filter(carClass::equalsIgnoreCase)
                        .isPresent();
    }

    private static VitalRow row(StageData data, Catalogue catalogue, String car, LimitRow limit) {
        Unit unit = catalogue
                .channel(limit.channel())
                .map(channel -> channel.unit())
                .orElse(null);
        Unit given = limit.unit() == null ? null : Unit.of(limit.unit()).orElse(null);
        boolean convertible = unit != null && given != null && unit.quantity() == given.quantity();
        double limitValue = convertible ? given.to(unit).apply(limit.limitValue()) : limit.limitValue();
        String unitSymbol = convertible ? unit.symbol() : limit.unit();
        boolean above = "above".equals(limit.side());
        boolean always = limit.whenChannel() == null || limit.whenChannel().isEmpty();

        List<EventRow> events = exceedances(data.events(), car, limit, limitValue);
        MeasureRow extreme = data.measure(car, "stage", limit.channel(), above ? "max" : "min")
                .orElse(null);
        double peak = always && extreme != null ? extreme.value() : Double.NaN;
        EventRow worst = events.stream()
                .max(Comparator.comparingDouble(event -> above ? event.peak() : -event.peak()))
                .orElse(null);
        if (worst != null) {
            peak = worst.peak();
        }
        String state = worst != null
                ? limit.severity()
                : extreme == null || !(extreme.coverage() > 0) || Double.isNaN(extreme.value()) ? "no data" : "ok";
        EventRow first = events.isEmpty() ? null : events.get(0);
        return new VitalRow(
                car,
                limit.channel(),
                limit.side(),
                limitValue,
                unitSymbol,
                always ? "" : condition(limit, catalogue),
                limit.severity(),
                state,
                events.size(),
                first == null ? null : first.time(),
                first == null ? Double.NaN : first.atKm(),
                events.stream().mapToDouble(EventRow::durationS).sum(),
                peak,
                above ? limitValue - peak : peak - limitValue,
                extreme == null ? Double.NaN : extreme.coverage(),
                worst == null ? "" : worst.context(),
                limit.source());
    }

    private static String condition(LimitRow limit, Catalogue catalogue) {
        String unit = catalogue
                .channel(limit.whenChannel())
                .map(channel -> " " + Figures.unit(channel.unit().symbol()))
                .orElse("");
        return "while " + Labels.channel(limit.whenChannel()).toLowerCase(Locale.ROOT) + " > "
                + Figures.exact(limit.whenAbove()) + unit;
    }

    private static List<EventRow> exceedances(List<EventRow> events, String car, LimitRow limit, double limitValue) {
        return once(events).stream()
                .filter(event -> event.car().equals(car)
                        && event.kind().equals("limit_exceeded")
                        && limit.channel().equals(event.channel())
                        && event.severity().equals(limit.severity())
                        && Math.abs(event.limitValue() - limitValue) <= 1e-9 * Math.max(1, Math.abs(limitValue)))
                .toList();
    }

    /**
     * Events in order of time, each once: an event of a segment also stands under the type of the segment and under the
     * stage. The row of the stage is kept, for only it can reach over the end of a segment.
     */
    static List<EventRow> once(List<EventRow> events) {
        boolean ofStage = events.stream().anyMatch(event -> event.segment().equals("stage"));
        Map<List<Object>, EventRow> seen = new LinkedHashMap<>();
        events.stream()
                .filter(event -> !ofStage || event.segment().equals("stage"))
                .sorted(Comparator.comparing(EventRow::time, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(EventRow::segment))
                .forEach(event -> seen.putIfAbsent(
                        java.util.Arrays.asList(
                                event.car(),
                                event.kind(),
                                event.channel(),
                                event.severity(),
                                event.limitValue(),
                                event.time(),
                                event.peak()),
                        event));
        return List.copyOf(seen.values());
    }
}
