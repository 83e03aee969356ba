package org.bivouac.jobs.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.parquet.ColumnFileWriter;
import org.bivouac.jobs.parquet.ColumnSpec;

/** A group's table as Parquet: every column nullable, numbers as doubles, the time of day as a timestamp. */
final class ParquetGroupTable implements GroupTable {
    private final TableLayout layout;
    private final long startMicros;
    private final ColumnFileWriter writer;
    private long[] micros = new long[0];
    private String[] nothing = new String[0];
    private double[] missing = new double[0];

    /** Begins a file, which must not exist. */
    ParquetGroupTable(Path file, TableLayout layout, Instant start, Map<String, String> metadata) throws IOException {
        this.layout = layout;
        this.startMicros = start == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, start);
        List<ColumnSpec> columns = new ArrayList<>();
        columns.add(new ColumnSpec(TableLayout.SECONDS, ColumnSpec.Type.DOUBLE));
        if (layout.clock() != null) {
            columns.add(new ColumnSpec(layout.clock(), ColumnSpec.Type.INSTANT));
        }
        for (int c = 0; c < layout.channels().size(); c++) {
            columns.add(new ColumnSpec(
                    layout.channels().get(c), layout.texts().get(c) ? ColumnSpec.Type.TEXT : ColumnSpec.Type.DOUBLE));
        }
        writer = ColumnFileWriter.create(file, columns, metadata);
    }

    @Override
    public void add(Rows rows) throws IOException {
        int count = rows.count();
        if (micros.length < count) {
            micros = new long[count];
            nothing = new String[count];
            missing = new double[count];
            Arrays.fill(missing, Double.NaN);
        }
        List<Object> block = new ArrayList<>();
        block.add(rows.seconds());
        if (layout.clock() != null) {
            for (int i = 0; i < count; i++) {
                double seconds = rows.seconds()[i];
                micros[i] = GroupTable.timed(seconds) ? startMicros + GroupTable.micros(seconds) : Long.MIN_VALUE;
            }
            block.add(micros);
        }
        for (int c = 0; c < layout.channels().size(); c++) {
            if (layout.texts().get(c)) {
                String[] texts = rows.texts() == null ? null : rows.texts()[c];
                block.add(texts == null ? nothing : texts);
            } else {
                block.add(rows.numbers()[c] == null ? missing : rows.numbers()[c]);
            }
        }
        writer.write(block.toArray(), count);
    }

    @Override
    public void finish() throws IOException {
        writer.finish();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
