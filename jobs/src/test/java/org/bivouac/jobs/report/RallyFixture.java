package org.bivouac.jobs.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bivouac.jobs.compare.Comparison;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.PartRow;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.RejectRow;
import org.bivouac.schemas.RunSheetRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.SpectrumRow;
import org.bivouac.schemas.StageKey;

/**
 * A made-up stage of three cars with everything that a page can show: limits kept and exceeded, a quarantined dump, a
 * missing run sheet, an absent channel, low coverage, earlier stages and an earlier year. The same at every call.
 */
final class RallyFixture {
    static final StageKey STAGE = new StageKey(2026, "dakar", "3");
    static final Instant START = Instant.parse("2026-01-06T04:30:00Z");
    private static final List<String> CARS = List.of("501", "502", "507");

    final Random random = new Random(7);
    final List<DumpRow> dumps = new ArrayList<>();
    final List<ChannelRow> channels = new ArrayList<>();
    final List<RejectRow> rejects = new ArrayList<>();
    final List<SegmentRow> segments = new ArrayList<>();
    final List<MeasureRow> measures = new ArrayList<>();
    final List<SpectrumRow> spectra = new ArrayList<>();
    final List<EventRow> events = new ArrayList<>();
    final List<RunSheetRow> runSheets = new ArrayList<>();
    final SortedMap<String, List<Trace>> traces = new TreeMap<>();

    private RallyFixture() {
        for (StageKey stage : List.of(
                STAGE,
                new StageKey(2026, "dakar", "1"),
                new StageKey(2026, "dakar", "2"),
                new StageKey(2025, "dakar", "3"))) {
            for (String car : CARS) {
                new RallyCar(this, stage, car).drive();
            }
        }
    }

    /** The stage. */
    static StageData stage() {
        return new RallyFixture().data();
    }

    /** The same stage with hostile texts wherever a person or a logger can put text. */
    static StageData hostile(List<String> texts) {
        RallyFixture fixture = new RallyFixture();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            Made made = made(STAGE, "501");
            String sha = String.format(Locale.ROOT, "%064x", i);
            fixture.dumps.add(made.row(
                    DumpRow.class,
                    "dump",
                    sha,
                    "file",
                    text,
                    "status",
                    "quarantined",
                    "format",
                    text,
                    "logger",
                    text,
                    "rule",
                    "B1",
                    "reason",
                    text,
                    "clock",
                    text));
            fixture.channels.add(made.row(
                    ChannelRow.class,
                    "dump",
                    sha,
                    "name",
                    text,
                    "unit",
                    text,
                    "columnName",
                    "raw__x" + i,
                    "status",
                    i % 2 == 0 ? "unmapped" : "blocked",
                    "reason",
                    text,
                    "missing",
                    1));
            fixture.rejects.add(made.row(
                    RejectRow.class,
                    "dump",
                    sha,
                    "file",
                    text,
                    "rule",
                    "B1",
                    "reason",
                    text,
                    "done",
                    text,
                    "advice",
                    text,
                    "count",
                    1));
            Made stress = made.and("segment", "stage", "component", text, "channel", text, "unit", text);
            fixture.measures.add(stress.row(
                    MeasureRow.class,
                    "measure",
                    "pseudo_damage_k5",
                    "value",
                    5,
                    "additive",
                    true,
                    "coverage",
                    1,
                    "distanceKm",
                    10,
                    "definition",
                    text,
                    "settingsHash",
                    text));
            fixture.spectra.add(stress.row(
                    SpectrumRow.class,
                    "spectrum",
                    "time_at_level",
                    "xLo",
                    0,
                    "xHi",
                    1,
                    "xUnit",
                    text,
                    "value",
                    3,
                    "valueUnit",
                    text));
            fixture.events.add(stress.row(
                    EventRow.class,
                    "kind",
                    "load_cycle",
                    "time",
                    START,
                    "peak",
                    i,
                    "severity",
                    "info",
                    "context",
                    text));
            fixture.runSheets.add(
                    made(STAGE, "h" + i).row(RunSheetRow.class, "driver", text, "note", text, "carClass", text));
        }
        return fixture.data();
    }

    private StageData data() {
        return new StageData(
                STAGE,
                dumps,
                channels,
                rejects,
                List.of(),
                segments.stream().filter(row -> here(row.year(), row.stage())).toList(),
                measures.stream().filter(row -> here(row.year(), row.stage())).toList(),
                spectra,
                events,
                Comparison.of(STAGE, measures, segments),
                plan(),
                runSheets,
                List.of(made(STAGE, "501")
                        .row(PartRow.class, "component", "damper", "position", "fl", "serial", "007")),
                limits(),
                traces);
    }

    private static boolean here(int year, String stage) {
        return year == STAGE.year() && stage.equals(STAGE.stage());
    }

    static Made made(StageKey stage, String car) {
        return Made.with("year", stage.year(), "event", stage.event(), "stage", stage.stage(), "car", car);
    }

    private static List<PlanRow> plan() {
        Made made = made(STAGE, "").and("carClass", "*", "version", "plan", "source", "road book");
        return List.of(
                made.row(PlanRow.class, "ordinal", 1, "type", "LIAISON", "lengthKm", 191, "startTime", START),
                made.row(PlanRow.class, "ordinal", 2, "type", "SPECIAL", "lengthKm", 404),
                made.row(PlanRow.class, "ordinal", 3, "type", "LIAISON", "lengthKm", 128));
    }

    private static List<LimitRow> limits() {
        Made made =
                Made.with("carClass", "*", "side", "above", "unit", "degC", "severity", "watch", "source", "sheet 4");
        return List.of(
                made.row(LimitRow.class, "channel", "coolant_temperature_deg_c", "limitValue", 110),
                made.row(
                        LimitRow.class, "channel", "coolant_temperature_deg_c", "limitValue", 115, "severity", "alarm"),
                made.row(LimitRow.class, "channel", "oil_temperature_deg_c", "limitValue", 130),
                made.row(
                        LimitRow.class,
                        "channel",
                        "oil_pressure_bar",
                        "side",
                        "below",
                        "limitValue",
                        1.5,
                        "unit",
                        "bar",
                        "whenChannel",
                        "engine_speed_rpm",
                        "whenAbove",
                        2500,
                        "severity",
                        "alarm"),
                made.row(
                        LimitRow.class,
                        "channel",
                        "battery_voltage_v",
                        "carClass",
                        "T1+",
                        "side",
                        "below",
                        "limitValue",
                        11.5,
                        "unit",
                        "V"),
                made.row(LimitRow.class, "channel", "gearbox_temperature_deg_c", "limitValue", 130));
    }
}
