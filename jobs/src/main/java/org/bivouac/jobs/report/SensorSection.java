package org.bivouac.jobs.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.MeasureRow;

/** Which sensors cannot be believed, for how long, and what is left of them: the part of the data quality about sensors. */
final class SensorSection {
    private static final String PREFIX = "sensor_";
    private static final String COUNT = "_intervals";

    /** What stands for each kind of fault, the worst first. */
    private static final Map<String, String> WORDS = Map.of(
            "sensor_unusable", "unusable: wrong unit, calibration or cable",
            "sensor_stuck", "stuck at one value while the car moved",
            "sensor_saturated", "at an end of its range or behind an impossible step",
            "sensor_implausible", "beyond the plausible range",
            "sensor_spike", "spikes",
            "sensor_dropout", "no value while others were recorded");

    private SensorSection() {}

    static void add(Html section, StageData data) {
        section.add(Html.of("h3").text("Sensors that cannot be believed"));
        Widgets.Table table = Widgets.table(
                "sensors",
                List.of("Car", "Channel", "What", "#Times", "#Samples", "#Total s", "First", "#Longest at", "#Valid"));
        data.measures().stream()
                .filter(row -> row.measure().startsWith(PREFIX) && row.measure().endsWith(COUNT))
                .sorted(Comparator.comparing(MeasureRow::car)
                        .thenComparing(MeasureRow::channel)
                        .thenComparing(MeasureRow::measure))
                .forEach(row -> row(table, row, data));
        section.add(
                table.isEmpty()
                        ? Html.of("p", "calm").text("None: no sensor was stuck, saturated, spiking or silent.")
                        : table.html());
        if (!table.isEmpty()) {
            section.add(Html.of("p", "lead")
                    .text("Samples in these stretches stay in telemetry and are in no figure of this page. \"Valid\" is"
                            + " the share of the stage's time that is left; below 50 % a figure is withheld."));
        }
    }

    private static void row(Widgets.Table table, MeasureRow count, StageData data) {
        String kind = count.measure().substring(0, count.measure().length() - COUNT.length());
        Optional<EventRow> first = events(data, count, kind).min(Comparator.comparing(EventRow::time));
        Optional<EventRow> longest = events(data, count, kind).max(Comparator.comparingDouble(EventRow::durationS));
        table.row(
                Html.of("span", "car").text(count.car()),
                Labels.channel(count.channel()),
                WORDS.getOrDefault(kind, kind),
                Widgets.count((long) count.value()),
                Widgets.count((long) value(data, count, kind + "_samples")),
                Widgets.number(value(data, count, kind + "_seconds"), "s"),
                first.map(event -> Figures.clock(event.time()) + " UTC").orElse("–"),
                longest.map(event -> Widgets.number(event.peak(), event.unit(), Figures.unit(event.unit())))
                        .orElse(Html.of("span", "na").text("–")),
                Figures.share(data.measure(count.car(), "stage", count.channel(), "max")
                        .map(MeasureRow::coverage)
                        .orElse(Double.NaN)));
    }

    private static java.util.stream.Stream<EventRow> events(StageData data, MeasureRow count, String kind) {
        return data.events().stream()
                .filter(event -> event.kind().equals(kind)
                        && event.car().equals(count.car())
                        && event.channel().equals(count.channel()));
    }

    private static double value(StageData data, MeasureRow count, String measure) {
        return data.measure(count.car(), "stage", count.channel(), measure)
                .map(MeasureRow::value)
                .orElse(0.0);
    }
}
