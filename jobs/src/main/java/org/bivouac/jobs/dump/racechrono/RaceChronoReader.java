package org.bivouac.jobs.dump.racechrono;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.SplittableReader;
import org.bivouac.jobs.dump.tabular.HeaderCells;
import org.bivouac.jobs.dump.tabular.Layout;
import org.bivouac.jobs.dump.tabular.Preview;
import org.bivouac.jobs.dump.tabular.TextHead;
import org.bivouac.jobs.dump.tabular.TextTable;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads RaceChrono's CSV format 3: key lines, then a line of names, one of units and one of sources. Names repeat, one
 * channel per source; the sources stand in the metadata, {@code source 14: 100: gps} for the channel in column 14.
 */
public final class RaceChronoReader implements SplittableReader {
    private static final String BANNER = "This file is created using RaceChrono";
    private static final int MOST_HEADER_LINES = 100;

    @Override
    public String format() {
        return "racechrono-csv";
    }

    @Override
    public String description() {
        return "RaceChrono CSV v3";
    }

    @Override
    public List<String> extensions() {
        return List.of("csv");
    }

    @Override
    public List<String> notRead() {
        return List.of("CSV formats other than 3", "exports without a column timestamp");
    }

    @Override
    public boolean recognises(DumpHead head) {
        return head.startsWith(BANNER) || startsBehindMark(head);
    }

    private static boolean startsBehindMark(DumpHead head) {
        byte[] bytes = head.bytes();
        return bytes.length > 3 + BANNER.length()
                && (bytes[0] & 0xff) == 0xEF
                && new String(bytes, 3, BANNER.length(), StandardCharsets.ISO_8859_1).equals(BANNER);
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        Opened opened = open(file);
        opened.table().read(preview -> header(opened, preview), sink);
    }

    @Override
    public List<Part> parts(DumpFile file, long wantedBytes) throws IOException {
        return open(file).table().parts(wantedBytes);
    }

    @Override
    public void read(DumpFile file, Part part, DumpSink sink) throws IOException {
        Opened opened = open(file);
        opened.table().read(part, preview -> header(opened, preview), sink);
    }

    /** A dump whose head is understood. */
    private record Opened(TextTable table, Map<String, String> metadata) {}

    private static Opened open(DumpFile file) throws IOException {
        TextHead head = TextHead.read(file, StandardCharsets.UTF_8);
        Map<String, String> metadata = new LinkedHashMap<>();
        List<String> names = List.of();
        int line = 1;
        for (; line < Math.min(head.lines(), MOST_HEADER_LINES); line++) {
            names = HeaderCells.of(head.line(line), ',');
            if (names.contains("timestamp")) {
                break;
            }
            if (names.size() > 1 && !names.get(1).isEmpty()) {
                DumpHeader.note(metadata, names.get(0), String.join(" ", names.subList(1, names.size())));
            }
        }
        if (!metadata.getOrDefault("Format", "").equals("3") || !names.contains("timestamp")) {
            throw new DumpException(Fault.ofFile(
                    file.name(),
                    "A16",
                    "RaceChrono format '" + metadata.getOrDefault("Format", "") + "' "
                            + (names.contains("timestamp") ? "" : "without a column 'timestamp' ")
                            + "found, expected 3",
                    "dump refused",
                    "export as CSV v3"));
        }
        head.refuseColumns(names.size(), line);
        head.requireLines(line + 2, (byte) ',');
        Layout layout = layout(head, names, HeaderCells.of(head.line(line + 1), ','));
        List<String> sources = HeaderCells.of(head.line(line + 2), ',');
        for (int c = 0; c < sources.size(); c++) {
            if (!sources.get(c).isEmpty()) {
                metadata.put("source " + (c + 1), sources.get(c));
            }
        }
        TextTable table = new TextTable(head, layout, line, line + 3, "the RaceChrono format");
        return new Opened(table, metadata);
    }

    private DumpHeader header(Opened opened, Preview preview) {
        boolean dated = !Double.isNaN(preview.firstMicros());
        return new DumpHeader(
                format(),
                "RaceChrono",
                dated ? Instant.EPOCH.plus((long) preview.firstMicros(), ChronoUnit.MICROS) : null,
                dated ? DumpHeader.Clock.UTC : DumpHeader.Clock.RELATIVE,
                List.of(new DumpHeader.Group(
                        "table", preview.rateHz(), opened.table().channels())),
                opened.metadata());
    }

    private static Layout layout(TextHead head, List<String> names, List<String> units) {
        return Layout.export(
                Layout.numbers(names, units, '.'),
                ',',
                head.charset(),
                new Layout.Clock(names.indexOf("timestamp"), Layout.Clock.Format.UNIX));
    }
}
