package org.bivouac.jobs.dump.darab;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.tabular.HeaderCells;
import org.bivouac.jobs.dump.tabular.Layout;
import org.bivouac.jobs.dump.tabular.TextHead;
import org.bivouac.jobs.dump.tabular.TextTable;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads the text that Bosch WinDarab extracts: lines that begin with {@code #}, a line of names with units in brackets,
 * {@code xtime [s]} first, then rows; tabs between cells, which are padded with blanks. If the first time has a decimal
 * comma, all numbers have. The date in the first line is that of the extract, not of the drive.
 */
public final class DarabTextReader implements DumpReader {
    private static final String BANNER = "# BOSCH-DARAB extract file";
    private static final String TIME = "xtime";
    private static final int MOST_HEADER_LINES = 200;
    /** Latin letters and signs such as the degree, as Windows writes them. */
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @Override
    public String format() {
        return "windarab-text";
    }

    @Override
    public String description() {
        return "Bosch WinDarab text extract";
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "WinDarab's own files: export MDF 4 or text",
                "the date of the drive, which an extract does not have",
                "made after public descriptions: no real extract was at hand");
    }

    @Override
    public boolean recognises(DumpHead head) {
        return head.startsWith(BANNER);
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        TextHead head = TextHead.read(file, WINDOWS);
        Map<String, String> metadata = new LinkedHashMap<>();
        int names = 1;
        for (;
                names < Math.min(head.lines(), MOST_HEADER_LINES)
                        && head.line(names).startsWith("#");
                names++) {
            String said = head.line(names).substring(1).strip();
            if (!said.isEmpty()) {
                metadata.put("line " + names, said);
            }
        }
        head.requireLines(names, (byte) '\t');
        List<String> cells = HeaderCells.of(head.line(names), '\t');
        head.refuseColumns(cells.size(), names);
        byte mark = (byte) (head.line(names + 1).split("\t", 2)[0].indexOf(',') >= 0 ? ',' : '.');
        List<Layout.Column> columns = new ArrayList<>();
        for (String cell : cells) {
            int open = cell.endsWith("]") ? cell.lastIndexOf('[') : -1;
            String name = open < 0 ? cell : cell.substring(0, open).strip();
            String unit =
                    open < 0 ? "" : cell.substring(open + 1, cell.length() - 1).strip();
            columns.add(new Layout.Column(name, unit, Layout.Kind.NUMBER, mark, ""));
        }
        List<String> bare = columns.stream().map(Layout.Column::name).toList();
        if (bare.indexOf(TIME) < 0 || bare.indexOf(TIME) != bare.lastIndexOf(TIME)) {
            throw new DumpException(Fault.ofFile(
                    file.name(),
                    "B6",
                    "line " + names + " must name the time column 'xtime' exactly once",
                    "dump refused",
                    "extract again with the time"));
        }
        boolean millis = columns.get(bare.indexOf(TIME)).unit().equals("ms");
        Layout layout = Layout.export(
                columns,
                '\t',
                head.charset(),
                new Layout.Clock(
                        bare.indexOf(TIME), millis ? Layout.Clock.Format.MILLISECONDS : Layout.Clock.Format.SECONDS));
        TextTable table = new TextTable(head, layout, names, names + 1, "the WinDarab text format");
        table.read(
                preview -> new DumpHeader(
                        format(),
                        "Bosch",
                        null,
                        DumpHeader.Clock.RELATIVE,
                        List.of(new DumpHeader.Group("table", preview.rateHz(), table.channels())),
                        metadata),
                sink);
    }
}
