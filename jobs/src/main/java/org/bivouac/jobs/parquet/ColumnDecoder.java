package org.bivouac.jobs.parquet;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** Turns one column chunk back into values: the counterpart of {@link ColumnEncoder}. */
final class ColumnDecoder implements AutoCloseable {
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final CRC32 crc = new CRC32();
    private final ByteArrayOutputStream rewritten = new ByteArrayOutputStream();

    // The chunk being read, and the scratch space of the thread that reads.
    private DecoderScratch scratch;
    private ByteArrayInputStream in;
    private byte[] bytes;
    private int size;
    private Cursor dictionary;
    private int dictionarySize;

    // Its page being read.
    private Cursor data;
    private Encoding encoding;
    private int pageRows;
    private int count;
    private int[] codes;
    private int[] levels;

    /**
     * Reads a column that is not text as 64-bit patterns; missing ones are {@link ColumnEncoder#missing}.
     *
     * @param bytes the chunk, {@code size} bytes long; the array may be longer
     * @param values takes one pattern a row
     */
    void patterns(ColumnSpec.Type type, ColumnMetaData chunk, byte[] bytes, int size, int rows, long[] values) {
        open(chunk, bytes, size);
        long[] patterns = scratch.patterns(Math.max(0, dictionarySize));
        if (dictionary != null) {
            plain(type, dictionary, patterns, 0, dictionarySize);
            expectEnd(dictionary);
        }
        for (int row = 0; row < rows; row += pageRows) {
            nextPage(rows - row);
            if (encoding == Encoding.RLE_DICTIONARY) {
                codes();
                for (int i = 0; i < count; i++) {
                    values[row + i] = patterns[codes[i]];
                }
            } else if (encoding == Encoding.DELTA_BINARY_PACKED
                    && (type == ColumnSpec.Type.LONG || type == ColumnSpec.Type.INSTANT)) {
                Delta.decode(data, values, row, count);
            } else if (encoding == Encoding.PLAIN) {
                plain(type, data, values, row, count);
            } else {
                throw new Cursor.DamagedPageException("encoding " + encoding);
            }
            expectEnd(data);
            if (count < pageRows) {
                if (type != ColumnSpec.Type.DOUBLE && type != ColumnSpec.Type.INSTANT) {
                    throw new Cursor.DamagedPageException("missing values in a column of " + type);
                }
                spread(values, row, ColumnEncoder.missing(type));
            }
        }
        finish();
    }

    /** Moves the values of a page to the rows that have one. */
    private void spread(long[] values, int row, long missing) {
        for (int r = pageRows - 1, i = count; r >= 0; r--) {
            values[row + r] = levels[r] == 0 ? missing : values[row + --i];
        }
    }

    /** The values of a text column, null where missing. */
    String[] texts(ColumnMetaData chunk, byte[] bytes, int size, int rows) {
        open(chunk, bytes, size);
        String[] values = new String[rows];
        String[] texts = new String[Math.max(0, dictionarySize)];
        if (dictionary != null) {
            plain(dictionary, texts, 0, dictionarySize);
            expectEnd(dictionary);
        }
        for (int row = 0; row < rows; row += pageRows) {
            nextPage(rows - row);
            if (encoding == Encoding.RLE_DICTIONARY) {
                codes();
                for (int i = 0; i < count; i++) {
                    values[row + i] = texts[codes[i]];
                }
            } else if (encoding == Encoding.PLAIN) {
                plain(data, values, row, count);
            } else {
                throw new Cursor.DamagedPageException("encoding " + encoding);
            }
            expectEnd(data);
            for (int r = pageRows - 1, i = count; r >= 0 && count < pageRows; r--) {
                values[row + r] = levels[r] == 0 ? null : values[row + --i];
            }
        }
        finish();
        return values;
    }

    private static void plain(Cursor in, String[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            int length = in.nextInt();
            values[i] = new String(in.array, in.take(length), length, StandardCharsets.UTF_8);
        }
    }

    private static void plain(ColumnSpec.Type type, Cursor in, long[] values, int from, int count) {
        switch (type) {
            case DOUBLE, LONG, INSTANT -> {
                int at = in.take(count * 8L);
                for (int i = from; i < from + count; i++, at += 8) {
                    values[i] = Bytes.longAt(in.array, at);
                }
            }
            case INT -> {
                int at = in.take(count * 4L);
                for (int i = from; i < from + count; i++, at += 4) {
                    values[i] = Bytes.intAt(in.array, at);
                }
            }
            case BOOLEAN -> BitUnpacking.longs(in.array, in.take((count + 7) / 8), 1, values, from, count);
            case TEXT -> throw new AssertionError();
        }
    }

    private void codes() {
        codes = scratch.codes(count);
        int width = data.nextByte();
        if (width < 1 || width > 16) {
            throw new Cursor.DamagedPageException("codes of " + width + " bits");
        }
        RunLength.decode(data, width, codes, count);
        for (int i = 0; i < count; i++) {
            if (codes[i] >= dictionarySize) {
                throw new Cursor.DamagedPageException("code " + codes[i] + ", the dictionary has " + dictionarySize);
            }
        }
    }

    private static void expectEnd(Cursor page) {
        if (page.at != page.end) {
            throw new Cursor.DamagedPageException((page.end - page.at) + " bytes too many in a page");
        }
    }

    /** Begins a chunk and reads its dictionary, if it has one. */
    private void open(ColumnMetaData chunk, byte[] chunkBytes, int chunkSize) {
        scratch = DecoderScratch.ofThread();
        bytes = chunkBytes;
        size = chunkSize;
        in = new ByteArrayInputStream(bytes, 0, size);
        dictionary = null;
        dictionarySize = -1;
        if (chunk.isSetDictionary_page_offset()) {
            PageHeader header = header(PageType.DICTIONARY_PAGE);
            DictionaryPageHeader detail = header.getDictionary_page_header();
            if (detail == null || detail.getEncoding() != Encoding.PLAIN || detail.getNum_values() < 1) {
                throw new Cursor.DamagedPageException("dictionary page header");
            }
            dictionarySize = detail.getNum_values();
            if (dictionarySize > header.getUncompressed_page_size()) {
                throw new Cursor.DamagedPageException("dictionary of " + dictionarySize + " values");
            }
            byte[] page = scratch.dictionaryPage(plainSize(header));
            unpack(header, page);
            dictionary = new Cursor(page, 0, header.getUncompressed_page_size());
        }
    }

    /** Reads the next data page, of at most so many rows, and its definition levels. */
    private void nextPage(int mostRows) {
        PageHeader header = header(PageType.DATA_PAGE);
        DataPageHeader detail = header.getData_page_header();
        if (detail == null
                || detail.getNum_values() < 1
                || detail.getNum_values() > mostRows
                || detail.getDefinition_level_encoding() != Encoding.RLE
                || detail.getRepetition_level_encoding() != Encoding.RLE
                || (detail.getEncoding() == Encoding.RLE_DICTIONARY) != (dictionary != null)) {
            throw new Cursor.DamagedPageException("data page header");
        }
        encoding = detail.getEncoding();
        pageRows = detail.getNum_values();
        byte[] page = scratch.dataPage(plainSize(header));
        unpack(header, page);
        data = new Cursor(page, 0, header.getUncompressed_page_size());
        levels();
    }

    /** Ends a chunk, of which nothing may be left. */
    private void finish() {
        if (in.available() > 0) {
            throw new Cursor.DamagedPageException(in.available() + " bytes too many in the chunk");
        }
        bytes = null;
    }

    private void levels() {
        int length = data.nextInt();
        Cursor run = new Cursor(data.array, data.take(length), data.at);
        if (length > 0 && length < 12) { // a single run is the rule: all present
            Cursor peek = new Cursor(run.array, run.at, run.end);
            if (peek.nextVarint() == pageRows * 2L && peek.nextByte() == 1 && peek.at == peek.end) {
                count = pageRows;
                return;
            }
        }
        levels = scratch.levels(pageRows);
        RunLength.decode(run, 1, levels, pageRows);
        expectEnd(run);
        count = 0;
        for (int i = 0; i < pageRows; i++) {
            count += levels[i];
        }
    }

    /** No checksum covers a page's header, so it must be written exactly as the writer writes what it says. */
    private PageHeader header(PageType type) {
        try {
            int from = size - in.available();
            PageHeader header = Util.readPageHeader(in);
            rewritten.reset();
            Util.writePageHeader(header, rewritten);
            int to = size - in.available();
            if (!Arrays.equals(rewritten.toByteArray(), Arrays.copyOfRange(bytes, from, to))) {
                throw new Cursor.DamagedPageException("page header has something unknown in it");
            }
            if (header.getType() != type || !header.isSetCrc() || header.getUncompressed_page_size() < 0) {
                throw new Cursor.DamagedPageException("page header of " + header.getType() + ", expected " + type);
            }
            return header;
        } catch (IOException | RuntimeException e) {
            throw e instanceof Cursor.DamagedPageException damaged
                    ? damaged
                    : new Cursor.DamagedPageException("page header cannot be read");
        }
    }

    /** How large the next page is when unpacked, once its checksum is right and it says so itself. */
    private int plainSize(PageHeader header) {
        int from = size - in.available();
        int packedSize = header.getCompressed_page_size();
        int plainSize = header.getUncompressed_page_size();
        if (packedSize < 0 || packedSize > in.available()) {
            throw new Cursor.DamagedPageException("page of " + packedSize + " bytes, " + in.available() + " are left");
        }
        crc.reset();
        crc.update(bytes, from, packedSize);
        if ((int) crc.getValue() != header.getCrc()) {
            throw new Cursor.DamagedPageException("page checksum does not match");
        }
        long stated = com.github.luben.zstd.Zstd.getFrameContentSize(bytes, from, packedSize);
        if (stated != plainSize || plainSize > Integer.MAX_VALUE - 64) {
            throw new Cursor.DamagedPageException("page of " + stated + " bytes, expected " + plainSize);
        }
        return plainSize;
    }

    private void unpack(PageHeader header, byte[] target) {
        int packedSize = header.getCompressed_page_size();
        int plainSize = header.getUncompressed_page_size();
        Arrays.fill(target, plainSize, plainSize + Bytes.SLACK, (byte) 0);
        try {
            if (zstd.decompressByteArray(target, 0, plainSize, bytes, size - in.available(), packedSize) != plainSize) {
                throw new Cursor.DamagedPageException("page does not fill its size");
            }
        } catch (ZstdException e) {
            throw new Cursor.DamagedPageException(e.getMessage());
        }
        in.skip(packedSize);
    }

    @Override
    public void close() {
        zstd.close();
    }
}
