package org.bivouac.jobs.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.scan.Fingerprint;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.ClockEventRow;
import org.bivouac.schemas.ComparisonRow;
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

/** The files of the lake that one stage's debrief is made from, and their rows. */
final class StageFiles {
    /** Tables with a folder per stage, or per stage and car. */
    private static final List<String> OF_STAGE = List.of(
            "dumps",
            "channels",
            "rejects",
            "clock_events",
            "segments",
            "measures",
            "spectra",
            "events",
            "comparison",
            "telemetry");

    /** Tables with a folder per year and event. */
    private static final List<String> OF_EVENT = List.of("plan", "run_sheets", "parts");

    private final StageKey stage;
    private final Map<String, List<TableFile>> files = new LinkedHashMap<>();

    StageFiles(Snapshot view, StageKey stage) {
        this.stage = stage;
        String event = "year=" + stage.year() + "/event=" + stage.event() + "/";
        String folder = event + "stage=" + stage.stage() + "/";
        OF_STAGE.forEach(table -> files.put(table, below(folder, view.files(table))));
        OF_EVENT.forEach(table -> files.put(table, below(event, view.files(table))));
        files.put("limits", view.files("limits"));
    }

    private static List<TableFile> below(String folder, List<TableFile> files) {
        return files.stream()
                .filter(file -> (file.partition() + "/").startsWith(folder))
                .toList();
    }

    /** Hash of all that the debrief depends on. */
    String fingerprint(String job, Catalogue catalogue) {
        Fingerprint fingerprint =
                new Fingerprint(job, Report.VERSION).line(Page.assets()).catalogue(catalogue);
        files.forEach((table, of) -> fingerprint.line(table).telemetry(of));
        return fingerprint.hex();
    }

    /** The rows, and the traces of every car. */
    StageData data(Catalogue catalogue) throws IOException {
        List<SegmentRow> segments = read("segments", SegmentRow.class, row -> is(row.year(), row.event(), row.stage()));
        return new StageData(
                stage,
                read("dumps", DumpRow.class, row -> is(row.year(), row.event(), row.stage())),
                read("channels", ChannelRow.class, row -> is(row.year(), row.event(), row.stage())),
                read("rejects", RejectRow.class, row -> is(row.year(), row.event(), row.stage())),
                read("clock_events", ClockEventRow.class, row -> is(row.year(), row.event(), row.stage())),
                segments,
                read("measures", MeasureRow.class, row -> is(row.year(), row.event(), row.stage())),
                read("spectra", SpectrumRow.class, row -> is(row.year(), row.event(), row.stage())),
                read("events", EventRow.class, row -> is(row.year(), row.event(), row.stage())),
                read("comparison", ComparisonRow.class, row -> is(row.year(), row.event(), row.stage())),
                read("plan", PlanRow.class, row -> is(row.year(), row.event(), row.stage())),
                read("run_sheets", RunSheetRow.class, row -> is(row.year(), row.event(), row.stage())),
                read("parts", PartRow.class, row -> is(row.year(), row.event(), stage.stage())),
                read("limits", LimitRow.class, row -> true),
                traces(catalogue));
    }

    private boolean is(int year, String event, String name) {
        return year == stage.year()
                && stage.event().equals(event)
                && stage.stage().equals(name);
    }

    private <R extends Record> List<R> read(String table, Class<R> type, Predicate<R> wanted) throws IOException {
        List<R> rows = new ArrayList<>();
        for (TableFile file : files.get(table)) {
            RecordTables.read(file.path(), type).stream().filter(wanted).forEach(rows::add);
        }
        return rows;
    }

    private SortedMap<String, List<Trace>> traces(Catalogue catalogue) throws IOException {
        Map<CarKey, List<TableFile>> byCar = new TreeMap<>();
        for (TableFile file : files.get("telemetry")) {
            byCar.computeIfAbsent(CarKey.ofPartition(file.partition()), car -> new ArrayList<>())
                    .add(file);
        }
        SortedMap<String, List<Trace>> traces = new TreeMap<>();
        for (Map.Entry<CarKey, List<TableFile>> entry : byCar.entrySet()) {
            traces.put(entry.getKey().car(), TraceReader.read(entry.getValue(), catalogue));
        }
        return traces;
    }
}
