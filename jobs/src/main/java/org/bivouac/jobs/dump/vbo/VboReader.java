package org.bivouac.jobs.dump.vbo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bivouac.jobs.dump.DateFault;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.tabular.Layout;
import org.bivouac.jobs.dump.tabular.Preview;
import org.bivouac.jobs.dump.tabular.TextHead;
import org.bivouac.jobs.dump.tabular.TextTable;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads RaceLogic {@code .vbo}: sections in brackets, then rows under {@code [data]} whose names are those of
 * {@code [column names]}. Values are handed on as recorded: {@code lat} in minutes north, unit {@code arcmin};
 * {@code long} in minutes positive <em>west</em>, unit {@code arcmin west}. Units of {@code [channel units]} belong to
 * the last columns. Time is HHMMSS.sss UTC and may pass midnight; only the first line has a date. A row that repeats the
 * time of the row before is refused as a duplicate. An {@code Ambient_Temperature} of -40 means that there is no probe:
 * the value is kept as recorded and named as the channel's sentinel.
 */
public final class VboReader implements DumpReader {
    private static final String BANNER = "File created on ";
    private static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("dd/MM/uuuu '@' HH:mm:ss", Locale.ROOT);
    /** Those that are read; others are counted. */
    private static final Set<String> SECTIONS =
            Set.of("header", "channel units", "column names", "comments", "laptiming");

    private static final int DAY = 86_400;
    /** Fixed by the format for the columns that stand before those with stated units. */
    private static final Map<String, String> STANDARD_UNITS = Map.of(
            "lat",
            "arcmin",
            "long",
            "arcmin west",
            "velocity",
            "kmh",
            "heading",
            "deg",
            "height",
            "m",
            "vert-vel",
            "m/s",
            "Tsample",
            "s");

    @Override
    public String format() {
        return "vbo";
    }

    @Override
    public String description() {
        return "RaceLogic VBOX .vbo";
    }

    @Override
    public List<String> extensions() {
        return List.of("vbo");
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "video and its index",
                "sections other than header, channel units, column names, comments, laptiming and data");
    }

    @Override
    public boolean recognises(DumpHead head) {
        return head.startsWith(BANNER) && new String(head.bytes(), StandardCharsets.ISO_8859_1).contains("[header]");
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        TextHead head = TextHead.read(file, StandardCharsets.UTF_8);
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        int line = 1;
        for (; line < head.lines() && !head.line(line).strip().equals("[data]"); line++) {
            String text = head.line(line).strip();
            if (text.startsWith("[") && text.endsWith("]")) {
                section = sections.computeIfAbsent(text.substring(1, text.length() - 1), name -> new ArrayList<>());
            } else if (!text.isEmpty()) {
                section.add(text);
            }
        }
        List<String> columnNames = sections.getOrDefault("column names", List.of());
        if (line >= head.lines() || columnNames.isEmpty()) {
            throw new DumpException(Fault.ofFile(
                    file.name(),
                    "A2",
                    "section " + (columnNames.isEmpty() ? "[column names]" : "[data]") + " is missing",
                    "dump refused",
                    "copy the dump again"));
        }
        List<String> names = Arrays.asList(columnNames.get(0).split("\\s+"));
        head.refuseColumns(names.size(), line);
        head.requireLines(line, (byte) ' ');
        Layout layout = layout(file, head, names, sections.getOrDefault("channel units", List.of()));
        TextTable table = new TextTable(head, layout, 0, line + 1, "the VBO format");
        Map<String, String> metadata = metadata(head.line(1), sections);
        if (names.contains("Ambient_Temperature")) {
            metadata.put(DumpHeader.SENTINEL + "Ambient_Temperature", "-40");
        }
        LocalDateTime created = created(head.line(1));
        table.read(preview -> header(table, preview, metadata, created), sink);
        if (created == null) {
            sink.reject(DateFault.of(file, metadata.get("created")));
        }
    }

    private static Layout layout(DumpFile file, TextHead head, List<String> names, List<String> units) {
        if (names.stream().filter("time"::equals).count() != 1 || units.size() > names.size()) {
            throw new DumpException(Fault.ofFile(
                    file.name(),
                    "B6",
                    names.size() + " columns with " + units.size() + " units found, expected one column 'time' and at"
                            + " most as many units as columns",
                    "dump refused",
                    "check [column names] and [channel units]"));
        }
        List<Layout.Column> columns = new ArrayList<>();
        int withoutUnit = names.size() - units.size();
        for (int c = 0; c < names.size(); c++) {
            String stated =
                    c < withoutUnit ? STANDARD_UNITS.getOrDefault(names.get(c), "") : units.get(c - withoutUnit);
            columns.add(Layout.Column.number(names.get(c), stated.equals("(null)") ? "" : stated));
        }
        return new Layout(
                List.copyOf(columns),
                (byte) ' ',
                false,
                List.of(),
                true,
                Layout.LastLineEnd.REQUIRED,
                Layout.RepeatedTime.REJECT,
                head.charset(),
                new Layout.Clock(names.indexOf("time"), Layout.Clock.Format.HHMMSS));
    }

    private static Map<String, String> metadata(String firstLine, Map<String, List<String>> sections) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("created", firstLine.substring(BANNER.length()));
        for (String comment : sections.getOrDefault("comments", List.of())) {
            int colon = comment.indexOf(" : ");
            if (colon > 0) {
                DumpHeader.note(
                        metadata,
                        comment.substring(0, colon).strip(),
                        comment.substring(colon + 3).strip());
            }
        }
        sections.getOrDefault("laptiming", List.of())
                .forEach(line -> metadata.merge("laptiming", line, (before, next) -> before + "; " + next));
        sections.forEach((name, lines) -> {
            if (!SECTIONS.contains(name)) {
                metadata.put("skipped section [" + name + "]", lines.size() + " lines");
            }
        });
        return metadata;
    }

    /** The logger's local date and time; null when the first line has none. */
    private static LocalDateTime created(String firstLine) {
        try {
            return LocalDateTime.parse(firstLine.substring(BANNER.length()).strip(), CREATED);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private DumpHeader header(TextTable table, Preview preview, Map<String, String> metadata, LocalDateTime created) {
        Instant start = null;
        if (created != null && !Double.isNaN(preview.firstMicros())) {
            long micros = (long) preview.firstMicros();
            start = utcDate(created, micros / 1_000_000)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC)
                    .plus(micros, ChronoUnit.MICROS);
        }
        return new DumpHeader(
                format(),
                metadata.getOrDefault("Type", "VBOX"),
                start,
                start == null ? DumpHeader.Clock.RELATIVE : DumpHeader.Clock.UTC,
                List.of(new DumpHeader.Group("data", preview.rateHz(), table.channels())),
                metadata);
    }

    /** The UTC date on which UTC and the logger's local time are nearest: zones lie less than half a day from UTC. */
    private static LocalDate utcDate(LocalDateTime created, long utcSecondOfDay) {
        long ahead = utcSecondOfDay - created.toLocalTime().toSecondOfDay();
        long days = ahead > DAY / 2 ? -1 : ahead < -DAY / 2 ? 1 : 0;
        return created.toLocalDate().plusDays(days);
    }
}
