package org.bivouac.jobs.parquet;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Statistics;

/**
 * Turns the values of one column of one row group into a compressed chunk: at most a dictionary page, then data pages.
 * All of a thread share their scratch space, so that columns are encoded one after another in the processor's cache.
 */
final class ColumnEncoder implements AutoCloseable {
    /** {@link RunLength} packs codes of at most 16 bits. */
    private static final int MAX_DICTIONARY = 1 << 16;

    /**
     * Data pages of numbers end here. Zstd packs so little with small tables, which the processor's cache holds: a third
     * faster than a whole chunk of noise, and no larger.
     */
    private static final int PAGE_BYTES = 1 << 17;

    /** A text longer than this is left out of the statistics. */
    private static final int MAX_STATISTICS_BYTES = 64;

    private final ChunkPages pages = new ChunkPages();

    // The scratch space of the thread that writes.
    private LongDictionary dictionary;
    private Bytes dictionaryPage;
    private Bytes dataPage;
    private int[] codes;
    private int[] levels;
    private long[] present;

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
                    pages.dictionary(dictionaryPage, dictionary.size());
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
                pages.data(dataPage, rows, Encoding.DELTA_BINARY_PACKED);
                range(type, dense, count, statistics);
            }
            case BOOLEAN -> {
                writePlain(type, dense, count, rows);
                range(type, dense, count, statistics);
            }
            case TEXT -> throw new IllegalArgumentException(column.name() + " is text");
        }
        return pages.end(channel, statistics);
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
            pages.data(dataPage, to - row, Encoding.RLE_DICTIONARY);
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
            pages.data(dataPage, to - row, Encoding.PLAIN);
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
            pages.dictionary(dictionaryPage, texts.size());
            writeCodes(texts.size(), count, rows);
        } else {
            writeLevels(0, rows, count == rows);
            for (int i = 0; i < count; i++) {
                putText(texts.get(codes[i]), dataPage);
            }
            pages.data(dataPage, rows, Encoding.PLAIN);
        }
        texts.stream().min(Arrays::compareUnsigned).ifPresent(min -> {
            byte[] max = texts.stream().max(Arrays::compareUnsigned).orElseThrow();
            if (Math.max(min.length, max.length) <= MAX_STATISTICS_BYTES) {
                statistics.setMin_value(min).setMax_value(max);
            }
        });
        return pages.end(channel, statistics);
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
        codes = scratch.codes();
        levels = scratch.levels();
        present = scratch.present();
        dataPage.size = 0;
        dictionaryPage.size = 0;
        pages.begin(at, column, rows, scratch.written());
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
        pages.close();
    }
}
