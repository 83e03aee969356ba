package org.bivouac.jobs.dump.aim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bivouac.jobs.dump.DateFault;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.tabular.HeaderCells;
import org.bivouac.jobs.dump.tabular.TextHead;
import org.bivouac.jobs.dump.tabular.TextTable;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads the CSV that AiM Race Studio exports: lines of key and value, a line of names that begins with {@code Time}, a
 * line of units, then rows resampled to one stated rate. Separators are commas or semicolons; the decimal mark is a comma
 * if that of the stated duration is one. Date and time have no zone; a date in digits alone is not believed, for day and
 * month change places between countries.
 */
public final class AimCsvReader implements DumpReader {
    private static final int MOST_HEADER_LINES = 200;
    private static final String[] BANNERS = {"\"Format\",\"", "\"Format\";\"", "Format,", "Format;"};
    private static final DateTimeFormatter DATE = english("EEEE, MMMM d, uuuu");
    private static final List<DateTimeFormatter> TIMES =
            List.of(english("h:mm a"), english("h:mm:ss a"), english("H:mm"), english("H:mm:ss"));

    private static DateTimeFormatter english(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }

    @Override
    public String format() {
        return "aim-csv";
    }

    @Override
    public String description() {
        return "AiM Race Studio CSV export";
    }

    @Override
    public List<String> extensions() {
        return List.of("csv");
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "the loggers' own files .xrk, .xrz and .drk",
                "dates written in digits alone, whose day and month may have changed places",
                "made after public descriptions: no real export was at hand");
    }

    @Override
    public boolean recognises(DumpHead head) {
        byte[] bytes = head.bytes();
        int mark = bytes.length > 2 && (bytes[0] & 0xff) == 0xEF ? 3 : 0;
        int length = Math.min(bytes.length, mark + 40) - mark;
        String text = length < 0 ? "" : new String(bytes, mark, length, StandardCharsets.ISO_8859_1);
        for (String banner : BANNERS) {
            if (text.startsWith(banner)
                    && text.substring(banner.length()).toUpperCase(Locale.ROOT).startsWith("AIM CSV FILE")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        TextHead head = TextHead.read(file, StandardCharsets.UTF_8);
        char delimiter = head.line(1).indexOf(';') >= 0 ? ';' : ',';
        Map<String, String> metadata = new LinkedHashMap<>();
        int names = 1;
        List<String> cells = List.of();
        for (; names + 1 < Math.min(head.lines(), MOST_HEADER_LINES); names++) {
            cells = HeaderCells.of(head.line(names), delimiter);
            if (isNames(cells, HeaderCells.of(head.line(names + 1), delimiter))) {
                break;
            }
            if (cells.size() > 1 && !cells.get(0).isEmpty() && !cells.get(1).isEmpty()) {
                DumpHeader.note(metadata, cells.get(0), String.join(" ", cells.subList(1, cells.size())));
            }
        }
        List<String> units = names + 1 < head.lines() ? HeaderCells.of(head.line(names + 1), delimiter) : List.of();
        if (!isNames(cells, units)) {
            throw new DumpException(Fault.ofFile(
                    file.name(),
                    "A2",
                    "no line of names that begins with \"Time\" above a line of units in the first " + names + " lines",
                    "dump refused",
                    "export again with names and units"));
        }
        boolean comma =
                delimiter == ';' && metadata.getOrDefault("Duration", "").contains(",");
        Instant start = start(metadata.getOrDefault("Date", ""), metadata.getOrDefault("Time", ""));
        TextTable table = TextTable.ofExport(head, names, delimiter, comma ? ',' : '.', "the AiM CSV format");
        table.read(
                preview -> new DumpHeader(
                        format(),
                        metadata.getOrDefault("Data Source", "AiM"),
                        start,
                        start == null ? DumpHeader.Clock.RELATIVE : DumpHeader.Clock.LOCAL,
                        List.of(new DumpHeader.Group("table", preview.rateHz(rate(metadata)), table.channels())),
                        metadata),
                sink);
        if (start == null && metadata.containsKey("Date")) {
            sink.reject(DateFault.of(file, metadata.get("Date") + " " + metadata.getOrDefault("Time", "")));
        }
    }

    private static boolean isNames(List<String> names, List<String> units) {
        return !names.isEmpty()
                && names.get(0).equals("Time")
                && !units.isEmpty()
                && List.of("s", "sec", "seconds").contains(units.get(0).toLowerCase(Locale.ROOT));
    }

    private static double rate(Map<String, String> metadata) {
        String rate = metadata.getOrDefault("Sample Rate", "");
        return rate.matches("[0-9]{1,6}(\\.[0-9]{1,6})?") && Double.parseDouble(rate) > 0
                ? Double.parseDouble(rate)
                : Double.NaN;
    }

    /** Local date and time as if UTC; null when there is none that can be believed. */
    private static Instant start(String date, String time) {
        for (DateTimeFormatter format : TIMES) {
            try {
                return LocalDate.parse(date, DATE)
                        .atTime(LocalTime.parse(time, format))
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException other) {
                // The next way of writing a time may fit.
            }
        }
        return null;
    }
}
