package org.bivouac.jobs.dump.motec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
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
 * Reads the CSV that MoTeC i2 exports: lines of key, value and unit, a line of names that begins with {@code Time}, a
 * line of units, then quoted rows resampled to one stated rate. Date and time have no zone.
 */
public final class MotecCsvReader implements DumpReader {
    private static final int MOST_HEADER_LINES = 100;

    @Override
    public String format() {
        return "motec-csv";
    }

    @Override
    public String description() {
        return "MoTeC i2 CSV export";
    }

    @Override
    public List<String> extensions() {
        return List.of("csv");
    }

    @Override
    public List<String> notRead() {
        return List.of("exports without a time column in front");
    }

    @Override
    public boolean recognises(DumpHead head) {
        return head.startsWith("\"Format\",\"MoTeC CSV File\"") || head.startsWith("Format,MoTeC CSV File");
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        TextHead head = TextHead.read(file, StandardCharsets.UTF_8);
        Map<String, String> metadata = new LinkedHashMap<>();
        int names = 1;
        List<String> cells = List.of();
        for (; names < Math.min(head.lines(), MOST_HEADER_LINES); names++) {
            cells = HeaderCells.of(head.line(names), ',');
            if (!cells.isEmpty() && cells.get(0).equals("Time")) {
                break;
            }
            note(cells, metadata);
        }
        if (cells.isEmpty() || !cells.get(0).equals("Time")) {
            throw new DumpException(Fault.ofFile(
                    file.name(),
                    "A2",
                    "no line of names that begins with \"Time\" in the first " + names + " lines",
                    "dump refused",
                    "export again with the time column first"));
        }
        Instant start = MotecDates.start(metadata.getOrDefault("Log Date", ""), metadata.getOrDefault("Log Time", ""));
        TextTable table = TextTable.ofExport(head, names, ',', '.', "the MoTeC CSV format");
        table.read(
                preview -> new DumpHeader(
                        format(),
                        metadata.getOrDefault("Device", ""),
                        start,
                        start == null ? DumpHeader.Clock.RELATIVE : DumpHeader.Clock.LOCAL,
                        List.of(new DumpHeader.Group("table", preview.rateHz(statedRate(metadata)), table.channels())),
                        metadata),
                sink);
        if (start == null && metadata.containsKey("Log Date")) {
            sink.reject(DateFault.of(file, metadata.get("Log Date") + " " + metadata.getOrDefault("Log Time", "")));
        }
    }

    /** A metadata line: key, value and unit; then, behind an empty cell, a second such triple. */
    private static void note(List<String> cells, Map<String, String> metadata) {
        for (int at : new int[] {0, 4}) {
            if (cells.size() > at + 1
                    && !cells.get(at).isEmpty()
                    && !cells.get(at + 1).isEmpty()) {
                String unit = cells.size() > at + 2 ? cells.get(at + 2) : "";
                DumpHeader.note(metadata, cells.get(at), (cells.get(at + 1) + " " + unit).strip());
            }
        }
    }

    private static double statedRate(Map<String, String> metadata) {
        String rate = metadata.getOrDefault("Sample Rate", "");
        return rate.matches("[0-9]{1,6}(\\.[0-9]{1,6})? Hz")
                ? Double.parseDouble(rate.substring(0, rate.length() - 3))
                : Double.NaN;
    }
}
