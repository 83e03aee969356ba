package org.bivouac.jobs.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/**
 * Writes a Parquet file from whole columns. Pages are encoded by column (zstd, dictionary with plain fallback,
 * differences for times and counters, statistics and page checksums), which costs a tenth of a record writer. Memory is
 * one row group: at most 122,880 rows or 64 MiB, and less for a file of few rows, of which many may be open at once; who
 * has too many ends the row group of one before it is full. Not
 * safe for several threads.
 */
public final class ColumnFileWriter implements AutoCloseable {
    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private static final int MAX_GROUP_ROWS = 122_880;
    private static final int MIN_GROUP_ROWS = 1024;
    /** Rows that there is room for at first. */
    private static final int FIRST_ROWS = 1024;

    static final long MAX_GROUP_BYTES = 64L << 20;
    private static final long MAX_GROUP_TEXT = 16L << 20;

    private final Path file;
    private final List<ColumnSpec> columns;
    private final Map<String, String> metadata;
    private final FileChannel channel;
    private final int groupRows;
    private final ContentHash hash;
    private final int[] textColumns;
    private final List<RowGroup> groups = new ArrayList<>();

    /** Per column the values of the group being collected: {@code long[]} patterns or {@code String[]}. */
    private final Object[] buffers;

    private int buffered;
    private long bufferedText;
    private long rows;
    private long position;
    private boolean finished;

    private ColumnFileWriter(Path file, List<ColumnSpec> columns, Map<String, String> metadata) throws IOException {
        this.file = file;
        this.columns = List.copyOf(columns);
        this.metadata = Map.copyOf(metadata);
        groupRows = (int)
                Math.max(MIN_GROUP_ROWS, Math.min(MAX_GROUP_ROWS, MAX_GROUP_BYTES / (8L * columns.size()) / 8 * 8));
        hash = new ContentHash(this.columns);
        buffers = new Object[columns.size()];
        textColumns = IntStream.range(0, columns.size())
                .filter(c -> columns.get(c).type() == ColumnSpec.Type.TEXT)
                .toArray();
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        put(ByteBuffer.wrap(MAGIC));
    }

    /**
     * Begins a file, which must not exist.
     *
     * @param columns in file order; names must differ, also when case is ignored, as most readers of SQL do
     * @param metadata key-value pairs of the footer
     */
    public static ColumnFileWriter create(Path file, List<ColumnSpec> columns, Map<String, String> metadata)
            throws IOException {
        Set<String> names = new HashSet<>();
        for (ColumnSpec column : columns) {
            if (!names.add(column.name().toLowerCase(java.util.Locale.ROOT))) {
                throw new IllegalArgumentException(file + ": column " + column.name() + " stands twice");
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException(file + ": no columns");
        }
        return new ColumnFileWriter(file, columns, metadata);
    }

    /**
     * Appends rows.
     *
     * @param values per column an array of its type ({@link ColumnSpec.Type}), which may be longer than {@code count}
     *     and is free again on return
     */
    public void write(Object[] values, int count) throws IOException {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    file + ": " + values.length + " arrays, expected " + columns.size() + " (one per column)");
        }
        int from = 0;
        while (from < count) {
            int to = from + Math.min(count - from, groupRows - buffered);
            to = textLimit(values, from, to);
            for (int c = 0; c < columns.size(); c++) {
                collect(c, values[c], from, to);
            }
            buffered += to - from;
            rows += to - from;
            from = to;
            if (buffered == groupRows || bufferedText > MAX_GROUP_TEXT) {
                flush();
            }
        }
    }

    /** Where a group ends whose texts are long; it depends on the rows only, not on the blocks they come in. */
    private int textLimit(Object[] values, int from, int to) {
        for (int row = from; textColumns.length > 0 && row < to; row++) {
            for (int c : textColumns) {
                String text = ((String[]) values[c])[row];
                bufferedText += text == null ? 0 : text.length();
            }
            if (bufferedText > MAX_GROUP_TEXT) {
                return row + 1;
            }
        }
        return to;
    }

    private void collect(int c, Object array, int from, int to) {
        int end = buffered + to - from;
        if (columns.get(c).type() == ColumnSpec.Type.TEXT) {
            if (buffers[c] == null || ((String[]) buffers[c]).length < end) {
                String[] before = buffers[c] == null ? new String[0] : (String[]) buffers[c];
                buffers[c] = Arrays.copyOf(before, room(end));
            }
            String[] texts = (String[]) array;
            hash.add(c, rows, texts, from, to);
            System.arraycopy(texts, from, (String[]) buffers[c], buffered, to - from);
            return;
        }
        if (buffers[c] == null || ((long[]) buffers[c]).length < end) {
            buffers[c] = grown((long[]) buffers[c], room(end));
        }
        long[] buffer = (long[]) buffers[c];
        if (columns.get(c).type() == ColumnSpec.Type.DOUBLE) {
            hash.add(c, rows, (double[]) array, from, to, buffer, buffered);
            return;
        }
        switch (columns.get(c).type()) {
            case LONG, INSTANT -> System.arraycopy((long[]) array, from, buffer, buffered, to - from);
            case INT -> {
                int[] ints = (int[]) array;
                for (int i = from; i < to; i++) {
                    buffer[buffered + i - from] = ints[i];
                }
            }
            case BOOLEAN -> {
                boolean[] booleans = (boolean[]) array;
                for (int i = from; i < to; i++) {
                    buffer[buffered + i - from] = booleans[i] ? 1 : 0;
                }
            }
            default -> throw new AssertionError();
        }
        hash.add(c, rows, buffer, buffered, end);
    }

    /** How many rows to make room for, so many being there. */
    private int room(int needed) {
        return Math.min(groupRows, Math.max(FIRST_ROWS, Math.max(needed, 4 * buffered)));
    }

    private long[] grown(long[] before, int rows) {
        long[] larger = KeptArrays.ofThread().take(groupRows, rows);
        if (before != null) {
            System.arraycopy(before, 0, larger, 0, buffered);
        }
        return larger;
    }

    private void flush() throws IOException {
        if (buffered == 0) {
            return;
        }
        try (ColumnEncoder encoder = new ColumnEncoder()) {
            flush(encoder);
        }
    }

    private void flush(ColumnEncoder encoder) throws IOException {
        RowGroup group = new RowGroup();
        group.setNum_rows(buffered);
        group.setFile_offset(position);
        group.setOrdinal((short) Math.min(groups.size(), Short.MAX_VALUE));
        long start = position;
        long uncompressed = 0;
        for (int c = 0; c < columns.size(); c++) {
            ColumnChunk chunk = buffers[c] instanceof String[] texts
                    ? encoder.write(channel, position, columns.get(c), texts, buffered)
                    : encoder.write(channel, position, columns.get(c), (long[]) buffers[c], buffered);
            group.addToColumns(chunk);
            uncompressed += chunk.getMeta_data().getTotal_uncompressed_size();
            position += chunk.getMeta_data().getTotal_compressed_size();
        }
        group.setTotal_byte_size(uncompressed);
        group.setTotal_compressed_size(position - start);
        groups.add(group);
        buffered = 0;
        bufferedText = 0;
    }

    /** About how much memory the rows of the row group being collected take. */
    public long heldBytes() {
        long held = bufferedText * Character.BYTES;
        for (Object buffer : buffers) {
            held += buffer instanceof long[] numbers
                    ? (long) numbers.length * Long.BYTES
                    : buffer instanceof String[] texts ? (long) texts.length * Integer.BYTES : 0;
        }
        return held;
    }

    /** Ends the row group being collected, however few its rows, and gives its memory back. */
    public void endRowGroup() throws IOException {
        flush();
        release();
    }

    private void release() {
        for (int c = 0; c < buffers.length; c++) {
            if (buffers[c] instanceof long[] numbers && numbers.length == groupRows) {
                KeptArrays.ofThread().keep(numbers);
            }
            buffers[c] = null;
        }
    }

    /** Ends the file. It is complete, but not yet forced to disk: that is the publisher's work. */
    public Written finish() throws IOException {
        flush();
        FileMetaData footer = new FileMetaData(1, schema(), rows, groups);
        footer.setCreated_by("bivouac");
        metadata.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            KeyValue pair = new KeyValue(entry.getKey());
            pair.setValue(entry.getValue());
            footer.addToKey_value_metadata(pair);
        });
        columns.forEach(column -> footer.addToColumn_orders(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        Bytes tail = new Bytes(8);
        tail.putInt(bytes.size());
        tail.putBytes(MAGIC);
        put(ByteBuffer.wrap(bytes.toByteArray()));
        put(ByteBuffer.wrap(tail.array, 0, tail.size));
        channel.close();
        finished = true;
        return new Written(rows, hash.hex(rows));
    }

    private void put(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            position += channel.write(bytes);
        }
    }

    private List<SchemaElement> schema() {
        List<SchemaElement> schema = new ArrayList<>();
        schema.add(new SchemaElement("schema").setNum_children(columns.size()));
        for (ColumnSpec column : columns) {
            schema.add(element(column));
        }
        return schema;
    }

    static SchemaElement element(ColumnSpec column) {
        SchemaElement element = new SchemaElement(column.name())
                .setType(ChunkPages.physical(column.type()))
                .setRepetition_type(FieldRepetitionType.OPTIONAL);
        if (column.type() == ColumnSpec.Type.TEXT) {
            element.setConverted_type(ConvertedType.UTF8).setLogicalType(LogicalType.STRING(new StringType()));
        } else if (column.type() == ColumnSpec.Type.INSTANT) {
            TimestampType micros = new TimestampType(true, TimeUnit.MICROS(new MicroSeconds()));
            element.setConverted_type(ConvertedType.TIMESTAMP_MICROS).setLogicalType(LogicalType.TIMESTAMP(micros));
        }
        return element;
    }

    /** Ends without {@link #finish}: the unfinished file is deleted. After it, does nothing to the file. */
    @Override
    public void close() throws IOException {
        release();
        channel.close();
        if (!finished) {
            Files.deleteIfExists(file);
        }
    }
}
