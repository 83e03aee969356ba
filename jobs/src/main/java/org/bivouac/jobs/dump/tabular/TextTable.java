package org.bivouac.jobs.dump.tabular;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.dump.SplittableReader.Part;
import org.bivouac.jobs.fault.Fault;

/**
 * A text dump whose head has been understood: the shared second half of every text reader.
 *
 * @param head the first lines
 * @param layout of the data lines
 * @param headerLine number of the line with the column names, 0 if it cannot stand again
 * @param dataLine number of the first data line
 * @param declaredBy where the layout is declared, for messages: {@code profile obd-carobd}, {@code the MoTeC CSV format}
 */
public record TextTable(TextHead head, Layout layout, int headerLine, int dataLine, String declaredBy) {

    /**
     * The table of an export of numbers whose units stand on the line below their names; blank lines may follow. The first
     * column is the time in seconds.
     *
     * @param names number of the line with the names
     * @param mark decimal mark
     */
    public static TextTable ofExport(TextHead head, int names, char delimiter, char mark, String declaredBy)
            throws IOException {
        List<String> cells = HeaderCells.of(head.line(names), delimiter);
        head.refuseColumns(cells.size(), names);
        int data = names + 2;
        while (data < head.lines() && head.line(data).isBlank()) {
            data++;
        }
        head.requireLines(data - 1, (byte) delimiter);
        List<String> units = HeaderCells.of(head.line(names + 1), delimiter);
        Layout layout = Layout.export(
                Layout.numbers(cells, units, mark),
                delimiter,
                head.charset(),
                new Layout.Clock(0, Layout.Clock.Format.SECONDS));
        return new TextTable(head, layout, names, data, declaredBy);
    }

    /** Checks the first rows against the layout, hands over the header made from them, then reads everything. */
    public void read(Function<Preview, DumpHeader> header, DumpSink sink) throws IOException {
        Part whole = new Part(0, 1, head.start(dataLine), textEnd(), 0, dataLine);
        TabularBody.Count count = decode(whole, header, sink);
        if (count.rows() == 0) {
            throw new DumpException(Fault.ofFile(
                    head.file().name(),
                    "A2",
                    count.records() == 0
                            ? "empty: a header and no rows"
                            : "no usable row among " + count.records() + " lines",
                    "dump refused",
                    "copy the dump again"));
        }
    }

    /** The same for one part; a part may hold no rows. */
    public void read(Part part, Function<Preview, DumpHeader> header, DumpSink sink) throws IOException {
        decode(part, header, sink);
    }

    private TabularBody.Count decode(Part part, Function<Preview, DumpHeader> header, DumpSink sink)
            throws IOException {
        TextSource.Encoding encoding = head.encoding();
        Preview preview = preview();
        preview.check(head.file().name(), declaredBy);
        sink.begin(header.apply(preview));
        if (part.number() == 0) {
            head.faults().forEach(sink::reject);
            sink.bytes(ByteUse.HEADER, 0, encoding.markBytes() + part.from() * encoding.scale());
        }
        TabularBody.Count count = body(preview).read(part, sink);
        long odd = encoding.markBytes() + textEnd() * encoding.scale();
        if (part.number() == part.count() - 1 && odd < head.file().bytes()) {
            sink.reject(new Fault(
                    head.file().name(),
                    odd,
                    head.file().bytes() - odd,
                    0,
                    "A1",
                    "half a UTF-16 unit at the end",
                    "bytes rejected",
                    "copy the dump again",
                    1));
        }
        refusedColumns(count.records(), sink);
        return count;
    }

    /** The parts in which the table can be read, each about so many bytes. */
    public List<Part> parts(long wantedBytes) throws IOException {
        long wanted = wantedBytes / head.encoding().scale();
        return new PartCuts(body(preview()), head.start(dataLine), textEnd(), wanted).parts(dataLine);
    }

    /** Where the text ends, in units behind the byte order mark. */
    private long textEnd() {
        return (head.file().bytes() - head.encoding().markBytes())
                / head.encoding().scale();
    }

    private byte[] repeatedHeader() {
        return headerLine == 0 ? new byte[0] : head.bytes(headerLine);
    }

    private Preview preview() {
        return new Preview(head, layout, repeatedHeader(), head.start(dataLine));
    }

    private TabularBody body(Preview preview) {
        DumpFile file = head.file();
        return new TabularBody(
                file.path(), file.name(), head.encoding(), layout, repeatedHeader(), preview.firstTime());
    }

    private void refusedColumns(long records, DumpSink sink) {
        int firstKind = Ledger.CellFault.values().length * TextHead.MOST_COLUMNS;
        for (int c = 0; c < layout.columns().size(); c++) {
            Layout.Column column = layout.columns().get(c);
            if (column.kind() == Layout.Kind.REFUSED && records > 0) {
                Fault fault = new Fault(
                        head.file().name(),
                        -1,
                        0,
                        0,
                        "B2",
                        "column '" + column.name() + "': " + column.reason(),
                        "column read as missing",
                        "export again without the damage",
                        records);
                sink.rejectAll(firstKind + c, fault);
            }
        }
    }

    /** The table's channels as a header lists them. */
    public List<RawChannel> channels() {
        List<RawChannel> channels = new ArrayList<>();
        for (int c = 0; c < layout.columns().size(); c++) {
            Layout.Column column = layout.columns().get(c);
            Role role = column.kind() == Layout.Kind.TEXT ? Role.TEXT : Role.NUMBER;
            channels.add(new RawChannel(
                    column.name(), column.unit(), c == layout.clock().column() ? Role.TIME : role));
        }
        return List.copyOf(channels);
    }
}
