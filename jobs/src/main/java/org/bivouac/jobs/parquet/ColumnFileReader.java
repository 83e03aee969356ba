package org.bivouac.jobs.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads what {@link ColumnFileWriter} wrote, by row group and column, into primitive arrays. Page checksums are always
 * verified; a damaged file, or one of another writer, is a {@link BadInputException} with its name. Not safe for several
 * threads: open the file once per thread.
 */
public final class ColumnFileReader implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final List<ColumnSpec> columns = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final FileMetaData footer;
    private final ColumnDecoder decoder = new ColumnDecoder();

    private ColumnFileReader(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            footer = footer();
            check();
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /** Opens a file and reads its footer. */
    public static ColumnFileReader open(Path file) throws IOException {
        return new ColumnFileReader(file);
    }

    /** The columns in file order. */
    public List<ColumnSpec> columns() {
        return List.copyOf(columns);
    }

    /** Key-value pairs of the footer. */
    public Map<String, String> metadata() {
        return Map.copyOf(metadata);
    }

    /** Rows of the file. */
    public long rows() {
        return footer.getNum_rows();
    }

    /** How many row groups there are; 0 in an empty file. */
    public int rowGroups() {
        return footer.getRow_groupsSize();
    }

    /** Rows of one row group. */
    public int rows(int rowGroup) {
        return (int) footer.getRow_groups().get(rowGroup).getNum_rows();
    }

    /** Smallest value of a LONG, INSTANT or INT column in a row group; {@link Long#MAX_VALUE} if all are missing. */
    public long minLong(int rowGroup, String column) {
        Statistics statistics = statistics(rowGroup, column);
        return statistics.isSetMin_value() ? number(statistics.getMin_value()) : Long.MAX_VALUE;
    }

    /** Largest value of a LONG, INSTANT or INT column in a row group; {@link Long#MIN_VALUE} if all are missing. */
    public long maxLong(int rowGroup, String column) {
        Statistics statistics = statistics(rowGroup, column);
        return statistics.isSetMax_value() ? number(statistics.getMax_value()) : Long.MIN_VALUE;
    }

    private Statistics statistics(int rowGroup, String column) {
        int c = index(column);
        ColumnSpec.Type type = columns.get(c).type();
        if (type != ColumnSpec.Type.LONG && type != ColumnSpec.Type.INSTANT && type != ColumnSpec.Type.INT) {
            throw new IllegalArgumentException(
                    file + ": column " + column + " is " + type + ", not LONG, INSTANT, INT");
        }
        return chunk(rowGroup, c).getStatistics();
    }

    private static long number(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        return bytes.length == 4 ? buffer.getInt() : buffer.getLong();
    }

    /** The values of a DOUBLE column in a row group, NaN where missing. */
    public double[] doubles(int rowGroup, String column) throws IOException {
        long[] patterns = patterns(rowGroup, index(column, ColumnSpec.Type.DOUBLE));
        double[] values = new double[patterns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble(patterns[i]);
        }
        return values;
    }

    /** The values of a LONG or INSTANT column in a row group; a missing instant is {@link Long#MIN_VALUE}. */
    public long[] longs(int rowGroup, String column) throws IOException {
        return patterns(rowGroup, index(column, ColumnSpec.Type.LONG, ColumnSpec.Type.INSTANT));
    }

    /** The values of an INT column in a row group. */
    public int[] ints(int rowGroup, String column) throws IOException {
        long[] patterns = patterns(rowGroup, index(column, ColumnSpec.Type.INT));
        int[] values = new int[patterns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) patterns[i];
        }
        return values;
    }

    /** The values of a BOOLEAN column in a row group. */
    public boolean[] booleans(int rowGroup, String column) throws IOException {
        long[] patterns = patterns(rowGroup, index(column, ColumnSpec.Type.BOOLEAN));
        boolean[] values = new boolean[patterns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = patterns[i] != 0;
        }
        return values;
    }

    /** The values of a TEXT column in a row group, null where missing. */
    public String[] texts(int rowGroup, String column) throws IOException {
        return texts(rowGroup, index(column, ColumnSpec.Type.TEXT));
    }

    /** Reads everything and returns its hash, equal to that of {@link Written} if nothing was lost on the way. */
    public String contentHash() throws IOException {
        ContentHash hash = new ContentHash(columns);
        long row = 0;
        for (int group = 0; group < rowGroups(); group++) {
            for (int c = 0; c < columns.size(); c++) {
                if (columns.get(c).type() == ColumnSpec.Type.TEXT) {
                    String[] texts = texts(group, c);
                    hash.add(c, row, texts, 0, texts.length);
                } else {
                    long[] patterns = DecoderScratch.ofThread().rows(rows(group));
                    patterns(group, c, patterns);
                    hash.add(c, row, patterns, 0, rows(group));
                }
            }
            row += rows(group);
        }
        return hash.hex(row);
    }

    private long[] patterns(int rowGroup, int c) throws IOException {
        long[] values = new long[rows(rowGroup)];
        patterns(rowGroup, c, values);
        return values;
    }

    private void patterns(int rowGroup, int c, long[] values) throws IOException {
        ColumnMetaData chunk = chunk(rowGroup, c);
        try {
            byte[] bytes = read(chunk);
            int size = (int) chunk.getTotal_compressed_size();
            decoder.patterns(columns.get(c).type(), chunk, bytes, size, rows(rowGroup), values);
        } catch (Cursor.DamagedPageException e) {
            throw damaged("row group " + rowGroup + ", column " + columns.get(c).name() + ": " + e.getMessage(), e);
        }
    }

    private String[] texts(int rowGroup, int c) throws IOException {
        ColumnMetaData chunk = chunk(rowGroup, c);
        try {
            byte[] bytes = read(chunk);
            return decoder.texts(chunk, bytes, (int) chunk.getTotal_compressed_size(), rows(rowGroup));
        } catch (Cursor.DamagedPageException e) {
            throw damaged("row group " + rowGroup + ", column " + columns.get(c).name() + ": " + e.getMessage(), e);
        }
    }

    /** Reads a chunk; the array may be longer. */
    private byte[] read(ColumnMetaData chunk) throws IOException {
        long from =
                chunk.isSetDictionary_page_offset() ? chunk.getDictionary_page_offset() : chunk.getData_page_offset();
        long size = chunk.getTotal_compressed_size();
        if (from < 4 || size < 0 || size > channel.size() - from || size > Integer.MAX_VALUE - 64) {
            throw new Cursor.DamagedPageException("chunk of " + size + " bytes at byte " + from);
        }
        byte[] bytes = DecoderScratch.ofThread().chunk((int) size);
        read(from, (int) size, bytes);
        return bytes;
    }

    private byte[] read(long from, int size) throws IOException {
        byte[] bytes = new byte[size];
        read(from, size, bytes);
        return bytes;
    }

    private void read(long from, int size, byte[] into) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(into, 0, size);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw damaged("file ends early", null);
            }
        }
    }

    private ColumnMetaData chunk(int rowGroup, int c) {
        return footer.getRow_groups().get(rowGroup).getColumns().get(c).getMeta_data();
    }

    private int index(String column, ColumnSpec.Type... allowed) {
        Integer c = indexes.get(column);
        if (c == null) {
            throw new IllegalArgumentException(file + ": no column " + column + "; there are " + indexes.keySet());
        }
        if (allowed.length > 0
                && !Arrays.asList(allowed).contains(columns.get(c).type())) {
            throw new IllegalArgumentException(
                    file + ": column " + column + " is " + columns.get(c).type() + ", not " + Arrays.toString(allowed));
        }
        return c;
    }

    private FileMetaData footer() throws IOException {
        long size = channel.size();
        if (size < 12 || !Arrays.equals(read(0, 4), ColumnFileWriter.MAGIC)) {
            throw damaged("is not a Parquet file", null);
        }
        byte[] tail = read(size - 8, 8);
        int length = Bytes.intAt(tail, 0);
        if (!Arrays.equals(tail, 4, 8, ColumnFileWriter.MAGIC, 0, 4) || length < 0 || length > size - 12) {
            throw damaged("has no Parquet footer", null);
        }
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(read(size - 8 - length, length)));
        } catch (IOException | RuntimeException e) {
            throw damaged("footer cannot be read", e);
        }
    }

    /** Takes the schema apart and refuses what the writer never writes. */
    private void check() {
        List<SchemaElement> schema = footer.getSchema();
        for (SchemaElement element : schema.subList(1, schema.size())) {
            ColumnSpec column = Arrays.stream(ColumnSpec.Type.values())
                    .map(type -> new ColumnSpec(element.getName(), type))
                    .filter(candidate -> ColumnFileWriter.element(candidate).equals(element))
                    .findFirst()
                    .orElseThrow(() ->
                            damaged("column " + element.getName() + " is of a kind that Bivouac does not write", null));
            indexes.put(column.name(), columns.size());
            columns.add(column);
        }
        long rows = 0;
        for (RowGroup group : footer.getRow_groups()) {
            rows += group.getNum_rows();
            if (group.getColumnsSize() != columns.size()
                    || group.getNum_rows() < 1
                    || group.getNum_rows() > Integer.MAX_VALUE - 64) {
                throw damaged(
                        "row group of " + group.getNum_rows() + " rows, " + group.getColumnsSize() + " columns", null);
            }
            for (int c = 0; c < columns.size(); c++) {
                ColumnMetaData chunk = group.getColumns().get(c).getMeta_data();
                if (chunk == null
                        || chunk.getCodec() != CompressionCodec.ZSTD
                        || chunk.getNum_values() != group.getNum_rows()
                        || !chunk.getPath_in_schema()
                                .equals(List.of(columns.get(c).name()))
                        || !chunk.isSetStatistics()) {
                    throw damaged("column " + columns.get(c).name() + " was not written by Bivouac", null);
                }
            }
        }
        if (rows != footer.getNum_rows()) {
            throw damaged("row groups hold " + rows + " rows, the footer says " + footer.getNum_rows(), null);
        }
        if (footer.isSetKey_value_metadata()) {
            footer.getKey_value_metadata().forEach(pair -> metadata.put(pair.getKey(), pair.getValue()));
        }
    }

    private BadInputException damaged(String reason, Throwable cause) {
        String line = Fault.ofFile(
                        file.toString(),
                        "E10",
                        reason,
                        "not used",
                        "restore the file from a backup; verify lists all damage")
                .message();
        return new BadInputException(ExitCode.INTEGRITY, line, cause);
    }

    @Override
    public void close() throws IOException {
        decoder.close();
        channel.close();
    }
}
