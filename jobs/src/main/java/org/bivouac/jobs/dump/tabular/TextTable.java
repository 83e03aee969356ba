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

    /** Checks the first rows against the layout, hands over the header made from them, then reads everything. */
    public void read(Function<Preview, DumpHeader> header, DumpSink sink) throws IOException {
        DumpFile file = head.file();
        TextSource.Encoding encoding = head.encoding();
        byte[] repeated = headerLine == 0 ? new byte[0] : head.bytes(headerLine);
        int dataStart = head.start(dataLine);
        Preview preview = new Preview(head, layout, repeated, dataStart);
        preview.check(file.name(), declaredBy);
        sink.begin(header.apply(preview));
        head.faults().forEach(sink::reject);
        long headerBytes = encoding.markBytes() + (long) dataStart * encoding.scale();
        sink.bytes(ByteUse.HEADER, 0, headerBytes);
        long textEnd = (file.bytes() - encoding.markBytes()) / encoding.scale();
        TabularBody.Count count = new TabularBody(
                        file.path(), file.name(), encoding, layout, repeated, preview.firstTime())
                .read(dataStart, textEnd, dataLine, headerBytes, sink);
        long odd = encoding.markBytes() + textEnd * encoding.scale();
        if (odd < file.bytes()) {
            sink.reject(new Fault(
                    file.name(),
                    odd,
                    file.bytes() - odd,
                    0,
                    "A1",
                    "half a UTF-16 unit at the end",
                    "bytes rejected",
                    "copy the dump again",
                    1));
        }
        if (count.rows() == 0) {
            throw new DumpException(Fault.ofFile(
                    file.name(),
                    "A2",
                    count.records() == 0
                            ? "empty: a header and no rows"
                            : "no usable row among " + count.records() + " lines",
                    "dump refused",
                    "copy the dump again"));
        }
        refusedColumns(count.records(), sink);
    }

    private void refusedColumns(long records, DumpSink sink) {
        for (Layout.Column column : layout.columns()) {
            if (column.kind() == Layout.Kind.REFUSED) {
                sink.reject(new Fault(
                        head.file().name(),
                        -1,
                        0,
                        0,
                        "B2",
                        "column '" + column.name() + "': " + column.reason(),
                        "column read as missing",
                        "export again without the damage",
                        records));
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
