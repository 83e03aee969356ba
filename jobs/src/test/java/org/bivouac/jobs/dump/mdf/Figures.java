package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.bivouac.jobs.dump.ByteLedger;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.fault.Fault;

/** Sums up every column of a dump as it is read, to be compared with what other readers found. */
final class Figures implements DumpSink {
    /** One column. */
    static final class Column {
        final DumpHeader.RawChannel channel;
        long n;
        long missing;
        double first = Double.NaN;
        double last = Double.NaN;
        double min = Double.NaN;
        double max = Double.NaN;
        private double sum;
        private double compensation;
        String firstText;
        String lastText;
        final Map<String, Long> counts = new TreeMap<>();

        Column(DumpHeader.RawChannel channel) {
            this.channel = channel;
        }

        double sum() {
            return sum + compensation;
        }

        private void add(double value) {
            n++;
            if (Double.isNaN(value)) {
                missing++;
                return;
            }
            first = Double.isNaN(first) ? value : first;
            last = value;
            min = Double.isNaN(min) ? value : Math.min(min, value);
            max = Double.isNaN(max) ? value : Math.max(max, value);
            double next = sum + value;
            compensation += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        private void add(String text) {
            firstText = n++ == 0 ? text : firstText;
            lastText = text;
            missing += text == null ? 1 : 0;
            if (counts.size() < 1000 || counts.containsKey(text == null ? "" : text)) {
                counts.merge(text == null ? "" : text, 1L, Long::sum);
            }
        }
    }

    DumpHeader header;
    final List<List<Column>> groups = new ArrayList<>();
    final List<double[]> spans = new ArrayList<>();
    final List<Fault> rejects = new ArrayList<>();
    final ByteLedger ledger = new ByteLedger();
    private final BiConsumer<DumpHeader, Rows> also;

    private Figures(BiConsumer<DumpHeader, Rows> also) {
        this.also = also;
    }

    /** Reads a dump whole; {@code also} is given each block of rows too. */
    static Figures of(DumpFile file, DumpReader reader, BiConsumer<DumpHeader, Rows> also) throws IOException {
        Figures figures = new Figures(also);
        reader.read(file, figures);
        return figures;
    }

    @Override
    public void begin(DumpHeader begun) {
        header = begun;
        for (DumpHeader.Group group : begun.groups()) {
            groups.add(group.channels().stream().map(Column::new).toList());
            spans.add(new double[] {Double.NaN, Double.NaN});
        }
    }

    @Override
    public void rows(Rows rows) {
        List<Column> columns = groups.get(rows.group());
        double[] span = spans.get(rows.group());
        span[0] = Double.isNaN(span[0]) ? rows.seconds()[0] : span[0];
        span[1] = rows.seconds()[rows.count() - 1];
        for (int c = 0; c < columns.size(); c++) {
            for (int i = 0; i < rows.count(); i++) {
                if (rows.numbers()[c] != null) {
                    columns.get(c).add(rows.numbers()[c][i]);
                } else {
                    columns.get(c).add(rows.texts()[c][i]);
                }
            }
        }
        also.accept(header, rows);
    }

    @Override
    public void reject(Fault fault) {
        rejects.add(fault);
        ledger.reject(fault);
    }

    @Override
    public void bytes(ByteUse use, long from, long to) {
        ledger.bytes(use, from, to);
    }
}
