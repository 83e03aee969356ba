package org.bivouac.jobs.report;

import java.time.Instant;
import java.util.List;
import org.bivouac.schemas.ClockEventRow;
import org.bivouac.schemas.DumpRow;

/** How far the times of the dumps can be trusted, and what was done to them: the part of the data quality about clocks. */
final class ClockSection {
    /** More events than this stand only in the table. */
    private static final int MOST_EVENTS = 60;

    private ClockSection() {}

    static void add(Html section, StageData data) {
        section.add(Html.of("h3").text("Clocks"));
        List<DumpRow> local = data.dumps().stream()
                .filter(dump -> "used".equals(dump.status()) && "local".equals(dump.clock()))
                .toList();
        if (!local.isEmpty()) {
            section.add(Html.of("p", "lead")
                    .text(local.size() + (local.size() == 1 ? " dump has" : " dumps have")
                            + " local times of an unknown zone, read as UTC; name the zone in clocks.csv or dumps.csv: "
                            + String.join(
                                    ", ",
                                    local.stream().limit(8).map(DumpRow::file).toList())
                            + (local.size() > 8 ? " and others" : "")));
        }
        List<ClockEventRow> events = data.clockEvents();
        if (events.isEmpty()) {
            section.add(Html.of("p", "calm").text("No clock was set, lost or converted."));
            return;
        }
        Widgets.Table table = Widgets.table(
                "clocks",
                List.of("Car", "File", "What", "#Record", "Recorded", "Read as", "#Step s", "#Shift s", "Done"));
        for (ClockEventRow row : events.subList(0, Math.min(MOST_EVENTS, events.size()))) {
            table.row(
                    Html.of("span", "car").text(row.car()),
                    Html.of("span", "file").text(row.file()),
                    row.kind(),
                    row.ordinal() < 0 ? "–" : Widgets.count(row.ordinal()),
                    time(row.recorded()),
                    time(row.written()),
                    Widgets.number(row.stepS(), "s"),
                    Widgets.number(row.shiftS(), "s"),
                    row.done());
        }
        section.add(table.html());
        if (events.size() > MOST_EVENTS) {
            section.add(Html.of("p", "lead")
                    .text("and " + (events.size() - MOST_EVENTS) + " more in ")
                    .add(Html.of("a").attribute("href", "clock_events.csv").text("clock_events.csv")));
        }
    }

    private static Html time(Instant instant) {
        return Html.of("span", "time")
                .text(instant == null ? "–" : Figures.day(instant) + " " + Figures.clock(instant));
    }
}
