package org.bivouac.jobs.dump.tabular;

import java.util.Arrays;
import java.util.Locale;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.fault.Fault;

/** The first 1 000 rows of a table: whether the declared layout fits them, where time begins and at which rate it runs. */
public final class Preview {
    private static final int ROWS = 1000;
    /** Share of equal time steps from which a table counts as sampled at one rate. */
    private static final double REGULAR = 0.99;

    private final Layout layout;
    private final Block block;
    private final Ledger ledger;
    private final RowBook book;
    private final TimeAxis axis;
    private Fault firstRefusal;

    /** Reads the rows from {@code from} on in the head. */
    Preview(TextHead head, Layout layout, byte[] headerLine, int from) {
        this.layout = layout;
        int possible = (head.filled() - from) / layout.columns().size() + 2;
        this.block = new Block(layout.columns(), Math.min(ROWS + 1, possible));
        DumpSink sink = new Watcher();
        this.ledger = new Ledger(head.file().name(), sink, 1, 0, Long.MAX_VALUE);
        this.axis = new TimeAxis(layout.clock().format(), 0);
        this.book = new RowBook(layout, ledger, sink, block, axis, 1, 0, ROWS);
        int limit = head.filled();
        while (limit > from && head.units()[limit - 1] != '\n') {
            limit--;
        }
        if (limit > from) {
            new LineParser(layout, headerLine, block, new CellReader(layout, block, book), book)
                    .parse(head.units(), from, limit, 0, false);
        }
        ledger.close(0);
    }

    /**
     * Refuses a dump whose first rows do not fit the declared delimiter and decimal mark: read on, they would be missing
     * without anybody having said so.
     */
    void check(String file, String declaredBy) {
        for (int c = 0; c < layout.columns().size(); c++) {
            Fault cell = ledger.cellFault(c, Ledger.CellFault.NOT_A_NUMBER);
            if (cell != null && 2 * cell.count() > present(c) + cell.count()) {
                checkMark(file, declaredBy, layout.columns().get(c), cell);
            }
        }
        if (book.seen() - book.accepted() > book.accepted() && firstRefusal != null) {
            throw new DumpException(new Fault(
                    file,
                    -1,
                    0,
                    0,
                    firstRefusal.rule().equals("B7") ? "B2" : firstRefusal.rule(),
                    String.format(
                            Locale.ROOT,
                            "%d of the first %d rows do not fit delimiter %s and the header: %s",
                            book.seen() - book.accepted(),
                            book.seen(),
                            name(layout.delimiter()),
                            firstRefusal.reason()),
                    "dump refused",
                    "check delimiter, header and time column in " + declaredBy,
                    1));
        }
    }

    private static void checkMark(String file, String declaredBy, Layout.Column column, Fault cell) {
        char other = column.decimalMark() == '.' ? ',' : '.';
        if (cell.reason().matches(".*: '[-+]?[0-9]+" + "[" + other + "]" + "[0-9]+' .*")) {
            throw new DumpException(new Fault(
                    file,
                    -1,
                    0,
                    0,
                    "B2",
                    String.format(
                            Locale.ROOT,
                            "decimal mark '%c' is declared, but %s",
                            (char) column.decimalMark(),
                            cell.reason()),
                    "dump refused",
                    "declare the decimal mark in " + declaredBy,
                    1));
        }
    }

    private long present(int column) {
        double[] values = block.numbers[column];
        return values == null
                ? block.count
                : Arrays.stream(values, 0, block.count)
                        .filter(v -> !Double.isNaN(v))
                        .count();
    }

    private static String name(byte delimiter) {
        return delimiter == '\t' ? "tab" : delimiter == ' ' ? "space" : "'" + (char) delimiter + "'";
    }

    /** Recorded value of the time column in the first row; NaN when there is none. */
    public double firstTime() {
        return block.count == 0 ? Double.NaN : block.numbers[layout.clock().column()][0];
    }

    /** Microseconds since 1970 (or midnight for HHMMSS) of the first row; NaN when there is none. */
    public double firstMicros() {
        return block.count == 0 ? Double.NaN : Math.rint(block.seconds[0] * 1e6);
    }

    /** The rate at which the first rows were sampled, Hz; NaN unless 99 % of their steps are equal to 1 %. */
    public double rateHz() {
        int steps = block.count - 1;
        if (steps < 2) {
            return Double.NaN;
        }
        double[] micros = new double[steps];
        for (int i = 0; i < steps; i++) {
            micros[i] = Math.rint((block.seconds[i + 1] - block.seconds[i]) * 1e6);
        }
        double[] sorted = micros.clone();
        Arrays.sort(sorted);
        double median = sorted[steps / 2];
        long equal = Arrays.stream(micros)
                .filter(step -> Math.abs(step - median) <= 0.01 * median)
                .count();
        return median > 0 && equal >= REGULAR * steps ? 1e6 / median : Double.NaN;
    }

    /** The rate as a header's, or the stated one where there is one. */
    public double rateHz(double stated) {
        return Double.isNaN(stated) ? rateHz() : stated;
    }

    private final class Watcher implements DumpSink {
        @Override
        public void begin(DumpHeader header) {}

        @Override
        public void rows(Rows rows) {}

        @Override
        public void reject(Fault fault) {
            if (firstRefusal == null && fault.byteLength() > 0) {
                firstRefusal = fault;
            }
        }

        @Override
        public void bytes(ByteUse use, long from, long to) {}
    }
}
