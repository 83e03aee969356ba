package org.bivouac.jobs.parquet;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * Turns the values of one column of one row group into a compressed chunk: at most a dictionary page, then data pages.
 * All of a thread share their scratch space, so that columns are encoded one after another in the processor's cache.
 */
final class ColumnEncoder implements AutoCloseable {
    private static final int ZSTD_LEVEL = 1;

    /**
     * Level 1 looks for repetitions of six bytes. Of a double that was a float, five or four are like those of its
     * neighbour: with these found, numbers of sensors become smaller than at level 3, in two thirds of its time.
     */
    private static final int ZSTD_MIN_MATCH = 4;

    /** {@link RunLength} packs codes of at most 16 bits. */
    private static final int MAX_DICTIONARY = 1 << 16;

    /**
     * Data pages of numbers end here. Zstd packs so little with small tables, which the processor's cache holds: a third
     * faster than a whole chunk of noise, and no larger.
     */
    private static final int PAGE_BYTES = 1 << 17;

    /** Bytes that hold any page's header. */
    private static final int MAX_PAGE_HEADER = 128;

    /** A text longer than this is left out of the statistics. */
    private static final int MAX_STATISTICS_BYTES = 64;

    private final ZstdCompressCtx zstd =
            new ZstdCompressCtx().setLevel(ZSTD_LEVEL).setMinMatch(ZSTD_MIN_MATCH);
    private final CRC32 crc = new CRC32();
    private final ByteArrayOutputStream pageHeader = new ByteArrayOutputStream();

    // The scratch space of the thread that writes.
    private LongDictionary dictionary;
    private Bytes dictionaryPage;
    private Bytes dataPage;
    private Bytes written;
    private int[] codes;
    private int[] levels;
    private long[] present;

    // The chunk being written.
    private ColumnMetaData chunk;
    private long position;

    /** Writes a chunk of 64-bit patterns (doubles, longs, instants, and ints and booleans widened). */
    ColumnChunk write(WritableByteChannel channel, long at, ColumnSpec column, long[] values, int rows)
            throws IOException {
        begin(at, column, rows);
        ColumnSpec.Type type = column.type();
        int count = present(type, values, rows);
        long[] dense = count == rows ? values : present;
        Statistics statistics = new Statistics().setNull_count(rows - count);
        switch (type) {
            case DOUBLE, INT -> {
                if (count > 0 && dictionary(type, dense, count)) {
                    plain(type, dictionary.patterns(), 0, dictionary.size(), dictionaryPage);
                    writeDictionary(dictionary.size());
                    writeCodes(dictionary.size(), count, rows);
                    range(type, dictionary.patterns(), dictionary.size(), statistics);
                } else {
                    writePlain(type, dense, count, rows);
                    range(type, dense, count, statistics);
                }
            }
            case LONG, INSTANT -> {
                writeLevels(0, rows, count == rows);
                Delta.encode(dense, count, dataPage);
                writeData(rows, Encoding.DELTA_BINARY_PACKED);
                range(type, dense, count, statistics);
            }
            case BOOLEAN -> {
                writePlain(type, dense, count, rows);
                range(type, dense, count, statistics);
            }
            case TEXT -> throw new IllegalArgumentException(column.name() + " is text");
        }
        return end(channel, statistics);
    }

    private void writeCodes(int size, int count, int rows) throws IOException {
        int width = RunLength.width(size);
        int pageRows = pageRows(width);
        int value = 0;
        for (int row = 0; row < rows; row += pageRows) {
            int to = Math.min(rows, row + pageRows);
            int behind = value + presentIn(row, to, count == rows);
            writeLevels(row, to, count == rows);
            dataPage.putByte(width);
            RunLength.encode(codes, value, behind, width, dataPage);
            writeData(to - row, Encoding.RLE_DICTIONARY);
            value = behind;
        }
    }

    private void writePlain(ColumnSpec.Type type, long[] dense, int count, int rows) throws IOException {
        int pageRows = pageRows(
                switch (type) {
                    case BOOLEAN -> 1;
                    case INT -> Integer.SIZE;
                    default -> Long.SIZE;
                });
        int value = 0;
        for (int row = 0; row < rows; row += pageRows) {
            int to = Math.min(rows, row + pageRows);
            int behind = value + presentIn(row, to, count == rows);
            writeLevels(row, to, count == rows);
            plain(type, dense, value, behind, dataPage);
            writeData(to - row, Encoding.PLAIN);
            value = behind;
        }
    }

    private static int pageRows(int bitsPerValue) {
        return PAGE_BYTES / bitsPerValue * 8;
    }

    /** How many of the rows {@code [from, to)} have a value. */
    private int presentIn(int from, int to, boolean all) {
        if (all) {
            return to - from;
        }
        int count = 0;
        for (int row = from; row < to; row++) {
            count += levels[row];
        }
        return count;
    }

    private boolean dictionary(ColumnSpec.Type type, long[] values, int count) {
        int limit = Math.min(MAX_DICTIONARY, Math.max(count / 3, 1));
        if (type != ColumnSpec.Type.DOUBLE) {
            return dictionary.encode(values, count, limit, codes);
        }
        return ValueSample.of(values, count).promisesFewerThan(limit)
                && dictionary.encodeDoubles(values, count, limit, codes);
    }

    /** Writes a chunk of text; null is missing. */
    @SuppressWarnings("ReferenceEquality") // only a shortcut: equal texts find their code in the map
    ColumnChunk write(WritableByteChannel channel, long at, ColumnSpec column, String[] values, int rows)
            throws IOException {
        begin(at, column, rows);
        int count = 0;
        Map<String, Integer> codeOf = new HashMap<>();
        List<byte[]> texts = new ArrayList<>();
        String last = null;
        for (int i = 0; i < rows; i++) {
            String value = values[i];
            levels[i] = value == null ? 0 : 1;
            if (value == null) {
                continue;
            }
            if (value != last) {
                Integer code = codeOf.get(value);
                if (code == null) {
                    code = texts.size();
                    codeOf.put(value, code);
                    texts.add(value.getBytes(StandardCharsets.UTF_8));
                }
                codes[count] = code;
                last = value;
            } else {
                codes[count] = codes[count - 1];
            }
            count++;
        }
        Statistics statistics = new Statistics().setNull_count(rows - count);
        if (count > 0 && texts.size() <= Math.min(MAX_DICTIONARY, count / 2 + 1)) {
            texts.forEach(text -> putText(text, dictionaryPage));
            writeDictionary(texts.size());
            writeCodes(texts.size(), count, rows);
        } else {
            writeLevels(0, rows, count == rows);
            for (int i = 0; i < count; i++) {
                putText(texts.get(codes[i]), dataPage);
            }
            writeData(rows, Encoding.PLAIN);
        }
        texts.stream().min(Arrays::compareUnsigned).ifPresent(min -> {
            byte[] max = texts.stream().max(Arrays::compareUnsigned).orElseThrow();
            if (Math.max(min.length, max.length) <= MAX_STATISTICS_BYTES) {
                statistics.setMin_value(min).setMax_value(max);
            }
        });
        return end(channel, statistics);
    }

    private static void putText(byte[] text, Bytes page) {
        page.putInt(text.length);
        page.putBytes(text);
    }

    private void begin(long at, ColumnSpec column, int rows) {
        EncoderScratch scratch = EncoderScratch.ofThread(rows);
        dictionary = scratch.dictionary();
        dictionaryPage = scratch.dictionaryPage();
        dataPage = scratch.dataPage();
        written = scratch.written();
        codes = scratch.codes();
        levels = scratch.levels();
        present = scratch.present();
        position = at;
        written.size = 0;
        dataPage.size = 0;
        dictionaryPage.size = 0;
        chunk = new ColumnMetaData();
        chunk.setType(physical(column.type()));
        chunk.setPath_in_schema(List.of(column.name()));
        chunk.setCodec(CompressionCodec.ZSTD);
        chunk.setNum_values(rows);
    }

    private ColumnChunk end(WritableByteChannel channel, Statistics statistics) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(written.array, 0, written.size);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        chunk.setStatistics(statistics);
        ColumnChunk whole = new ColumnChunk(0);
        whole.setMeta_data(chunk);
        return whole;
    }

    static Type physical(ColumnSpec.Type type) {
        return switch (type) {
            case DOUBLE -> Type.DOUBLE;
            case LONG, INSTANT -> Type.INT64;
            case INT -> Type.INT32;
            case BOOLEAN -> Type.BOOLEAN;
            case TEXT -> Type.BYTE_ARRAY;
        };
    }

    /** Returns how many values are present; if not all, they are in {@code present}, and {@code levels} says which. */
    private int present(ColumnSpec.Type type, long[] values, int rows) {
        int count = rows;
        if (type == ColumnSpec.Type.DOUBLE || type == ColumnSpec.Type.INSTANT) {
            long missing = missing(type);
            count = 0;
            for (int i = 0; i < rows; i++) {
                count += values[i] == missing ? 0 : 1;
            }
            if (count < rows) {
                int n = 0;
                for (int i = 0; i < rows; i++) {
                    levels[i] = values[i] == missing ? 0 : 1;
                    present[n] = values[i];
                    n += levels[i];
                    if (n == rows) {
                        break;
                    }
                }
            }
        }
        return count;
    }

    /** The pattern that stands for a missing value of this type. */
    static long missing(ColumnSpec.Type type) {
        return type == ColumnSpec.Type.DOUBLE ? Double.doubleToLongBits(Double.NaN) : Long.MIN_VALUE;
    }

    /** Begins a data page with the definition levels of its rows. */
    private void writeLevels(int from, int to, boolean all) {
        dataPage.size = 0;
        dataPage.putInt(0);
        if (all) {
            dataPage.putVarint((to - from) * 2L);
            dataPage.putByte(1);
        } else {
            RunLength.encode(levels, from, to, 1, dataPage);
        }
        int size = dataPage.size;
        dataPage.size = 0;
        dataPage.putInt(size - 4);
        dataPage.size = size;
    }

    private static void plain(ColumnSpec.Type type, long[] values, int from, int to, Bytes page) {
        if (type == ColumnSpec.Type.INT) {
            page.reserve((to - from) * 4);
            for (int i = from; i < to; i++) {
                page.putInt((int) values[i]);
            }
        } else if (type == ColumnSpec.Type.BOOLEAN) {
            for (int i = from; i < to; i += 8) {
                int bits = 0;
                for (int k = i; k < Math.min(i + 8, to); k++) {
                    bits |= (int) values[k] << (k - i);
                }
                page.putByte(bits);
            }
        } else {
            page.putLongs(values, from, to);
        }
    }

    private void writeDictionary(int size) throws IOException {
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, 0, 0);
        header.setDictionary_page_header(new DictionaryPageHeader(size, Encoding.PLAIN));
        chunk.setDictionary_page_offset(position);
        writePage(header, dictionaryPage);
    }

    private void writeData(int rows, Encoding encoding) throws IOException {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, 0, 0);
        header.setData_page_header(new DataPageHeader(rows, encoding, Encoding.RLE, Encoding.RLE));
        if (!chunk.isSetData_page_offset()) {
            chunk.setData_page_offset(position);
            chunk.setEncodings(
                    encoding == Encoding.RLE_DICTIONARY
                            ? List.of(Encoding.PLAIN, Encoding.RLE, Encoding.RLE_DICTIONARY)
                            : List.of(Encoding.RLE, encoding));
        }
        writePage(header, dataPage);
    }

    private void writePage(PageHeader header, Bytes page) throws IOException {
        int bound = (int) com.github.luben.zstd.Zstd.compressBound(page.size);
        // The header says how long the page is, so it is known only when the page lies behind it.
        written.reserve(MAX_PAGE_HEADER + bound);
        int packedAt = written.size + MAX_PAGE_HEADER;
        int size = zstd.compressByteArray(written.array, packedAt, bound, page.array, 0, page.size);
        crc.reset();
        crc.update(written.array, packedAt, size);
        header.setUncompressed_page_size(page.size);
        header.setCompressed_page_size(size);
        header.setCrc((int) crc.getValue());
        pageHeader.reset();
        Util.writePageHeader(header, pageHeader);
        written.putBytes(pageHeader.toByteArray(), pageHeader.size());
        System.arraycopy(written.array, packedAt, written.array, written.size, size);
        written.size += size;
        position += pageHeader.size() + size;
        chunk.setTotal_compressed_size(chunk.getTotal_compressed_size() + pageHeader.size() + size);
        chunk.setTotal_uncompressed_size(chunk.getTotal_uncompressed_size() + pageHeader.size() + page.size);
    }

    private static void range(ColumnSpec.Type type, long[] values, int count, Statistics statistics) {
        if (count == 0) {
            return;
        }
        Bytes min = new Bytes(8);
        Bytes max = new Bytes(8);
        if (type == ColumnSpec.Type.DOUBLE) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < count; i++) {
                double value = Double.longBitsToDouble(values[i]);
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            // Readers may take the zeros for equal, so a zero bound must include both (parquet.thrift, ColumnOrder).
            min.putLong(Double.doubleToLongBits(low == 0 ? -0.0 : low));
            max.putLong(Double.doubleToLongBits(high == 0 ? 0.0 : high));
        } else {
            long low = Long.MAX_VALUE;
            long high = Long.MIN_VALUE;
            for (int i = 0; i < count; i++) {
                low = Math.min(low, values[i]);
                high = Math.max(high, values[i]);
            }
            min.putLong(low);
            max.putLong(high);
        }
        int width = type == ColumnSpec.Type.INT ? 4 : type == ColumnSpec.Type.BOOLEAN ? 1 : 8;
        statistics.setMin_value(Arrays.copyOf(min.array, width));
        statistics.setMax_value(Arrays.copyOf(max.array, width));
    }

    @Override
    public void close() {
        zstd.close();
    }
}
