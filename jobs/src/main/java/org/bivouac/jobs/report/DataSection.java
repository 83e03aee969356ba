package org.bivouac.jobs.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.RejectRow;

/** How good the data are, by which definitions the numbers came about, and where all of them stand. */
final class DataSection {
    /** More rejects than this stand only in the table. */
    private static final int MOST_REJECTS = 60;

    private DataSection() {}

    static Html quality(StageData data) {
        Html section =
                Widgets.section("data", "Data quality", "Every byte of a dump is header, record, filling or refused.");
        dumps(section, data.dumps());
        ClockSection.add(section, data);
        channels(section, data.channels());
        SensorSection.add(section, data);
        rejects(section, data.rejects());
        return section;
    }

    private static void dumps(Html section, List<DumpRow> dumps) {
        section.add(Html.of("h3").text("Dumps"));
        Widgets.Table table = Widgets.table(
                "dumps",
                List.of(
                        "State",
                        "Car",
                        "File",
                        "Format",
                        "Start",
                        "#Length s",
                        "#Bytes",
                        "#Refused bytes",
                        "#Rows",
                        "#Refused rows",
                        "SHA-256"));
        for (DumpRow row : dumps) {
            Html file = Html.of("span", "file").text(text(row.file()));
            if (row.reason() != null) {
                file.add(Html.of("span", "under").text(text(row.rule()) + ": " + row.reason()));
            }
            table.row(
                    Widgets.chip(row.status()),
                    Html.of("span", "car").text(text(row.car())),
                    file,
                    Html.of("span", "kind")
                            .text(text(row.format()))
                            .add(Html.of("span", "under").text(text(row.logger()))),
                    Html.of("span", "time")
                            .text(Figures.day(row.startTime()) + " " + Figures.clock(row.startTime()))
                            .add(Html.of("span", "under").text(text(row.clock()))),
                    Widgets.number(row.durationS(), "s"),
                    Widgets.count(row.bytes()),
                    Widgets.count(row.rejectedBytes()),
                    Widgets.count(row.rowsWritten()),
                    Widgets.count(row.rowsRejected()),
                    Html.of("code").text(start(text(row.dump()))));
        }
        section.add(table.html());
    }

    private static void channels(Html section, List<ChannelRow> channels) {
        Widgets.Table table = Widgets.table(
                "channels", List.of("State", "Car", "Channel in the dump", "Unit", "Kept as", "#Samples", "Why"));
        Widgets.Table doubtful = Widgets.table(
                "channels", List.of("Car", "Channel", "#Samples", "#Missing", "#Implausible", "#Rate Hz"));
        for (ChannelRow row : channels) {
            if (!row.status().equals("mapped")) {
                table.row(
                        Widgets.chip(row.status()),
                        Html.of("span", "car").text(row.car()),
                        row.name(),
                        text(row.unit()),
                        text(row.columnName()),
                        Widgets.count(row.samples()),
                        text(row.reason()));
            }
            if (row.missing() > 0 || row.implausible() > 0) {
                doubtful.row(
                        Html.of("span", "car").text(row.car()),
                        row.status().equals("mapped") ? Labels.channel(row.columnName()) : row.name(),
                        Widgets.count(row.samples()),
                        Widgets.count(row.missing()),
                        Widgets.count(row.implausible()),
                        Widgets.number(row.rateHz(), "Hz"));
            }
        }
        section.add(Html.of("h3").text("Channels that are not mapped"));
        section.add(
                table.isEmpty() ? Html.of("p", "calm").text("None: every channel has a known meaning.") : table.html());
        section.add(Html.of("h3").text("Channels with missing or implausible samples"));
        section.add(doubtful.isEmpty() ? Html.of("p", "calm").text("None.") : doubtful.html());
    }

    private static void rejects(Html section, List<RejectRow> rejects) {
        section.add(Html.of("h3").text("Refused"));
        if (rejects.isEmpty()) {
            section.add(Html.of("p", "calm").text("Nothing was refused."));
            return;
        }
        Widgets.Table table = Widgets.table(
                "rejects",
                List.of("Rule", "Car", "File", "#Byte", "#Bytes", "#Line", "Reason", "Done", "Advice", "#Times"));
        for (RejectRow row : rejects.subList(0, Math.min(MOST_REJECTS, rejects.size()))) {
            table.row(
                    Html.of("code").text(text(row.rule())),
                    Html.of("span", "car").text(text(row.car())),
                    Html.of("span", "file").text(text(row.file())),
                    row.byteOffset() < 0 ? "–" : Widgets.count(row.byteOffset()),
                    Widgets.count(row.byteLength()),
                    row.line() <= 0 ? "–" : Widgets.count(row.line()),
                    text(row.reason()),
                    text(row.done()),
                    text(row.advice()),
                    Widgets.count(row.count()));
        }
        section.add(table.html());
        if (rejects.size() > MOST_REJECTS) {
            section.add(Html.of("p", "lead")
                    .text("and " + (rejects.size() - MOST_REJECTS) + " more in ")
                    .add(Html.of("a").attribute("href", "rejects.csv").text("rejects.csv")));
        }
    }

    /** By which methods the numbers came about. */
    static Html definitions(StageData data, Collection<String> tables) {
        Html section = Widgets.section(
                "definitions", "Definitions", "Numbers compare only when definition, version and settings are equal.");
        Map<List<Object>, Set<String>> measures = new TreeMap<>(java.util.Comparator.comparing(List::toString));
        for (MeasureRow row : data.measures()) {
            measures.computeIfAbsent(
                            List.of(text(row.definition()), row.definitionVersion(), text(row.settingsHash())),
                            key -> new TreeSet<>())
                    .add(row.channel() == null || row.channel().isEmpty() ? row.measure() : row.channel());
        }
        Widgets.Table table = Widgets.table("definitions", List.of("Method", "#Version", "Settings", "Used for"));
        measures.forEach((key, names) -> {
            List<String> shown = new ArrayList<>(names).subList(0, Math.min(6, names.size()));
            table.row(
                    key.get(0).toString(),
                    Html.fragment().text(key.get(1).toString()),
                    Html.of("code").text(start(key.get(2).toString())),
                    String.join(", ", shown)
                            + (names.size() > shown.size() ? " and " + (names.size() - shown.size()) + " more" : ""));
        });
        section.add(table.html());
        section.add(Html.of("dl", "glossary")
                .add(
                        term(
                                "Coverage",
                                "share of the time with valid samples. It stands beside a number below 98 %; below 50 % the number is withheld."))
                .add(
                        term(
                                "Pseudo-damage, slope k",
                                "Σ n · range^k over all load cycles and the residue counted half; needs no S-N curve, ranks only."))
                .add(term(
                        "Damage-equivalent range",
                        "the constant range that does the same damage in a fixed number of cycles."))
                .add(term("l/100 km", "100 · Σ litres / Σ km, never a mean of ratios."))
                .add(term(
                        "kWh/km", "fuel energy: litres × density × lower heating value of the batch in the run sheet."))
                .add(term(
                        "km",
                        "driven distance from the log's start, by the source named in segments; not the road book.")));
        section.add(Html.of("h3").text("All tables"));
        Html files = Html.of("p", "files")
                .add(Html.of("a").attribute("href", "tables.xlsx").text("tables.xlsx"));
        tables.forEach(name -> files.text(" ")
                .add(Html.of("a").attribute("href", name + ".csv").text(name + ".csv")));
        section.add(files);
        String where = "WHERE year = " + data.stage().year() + " AND event = '"
                + data.stage().event() + "' AND stage = '" + data.stage().stage() + "'";
        return section.add(Html.of("p", "lead").text("Any number again from the lake:"))
                .add(Html.of("pre")
                        .text(
                                "bivouac sql \"SELECT car, segment, channel, measure, value, unit, coverage FROM measures "
                                        + where + "\""));
    }

    private static Html term(String name, String meaning) {
        return Html.of("div").add(Html.of("dt").text(name)).add(Html.of("dd").text(meaning));
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    /** A hash by its first twelve digits, as they also name files. */
    private static String start(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
