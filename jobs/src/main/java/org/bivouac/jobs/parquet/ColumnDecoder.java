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
    private static final byte[] EMPTY = new byte[Bytes.SLACK];

    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final CRC32 crc = new CRC32();
    private final ByteArrayOutputStream rewritten = new ByteArrayOutputStream();
    private byte[] dictionaryPage = EMPTY;
    private byte[] dataPage = EMPTY;
    private int[] codes = new int[0];
    private int[] levels = new int[0];

    // The chunk being read.
    private Cursor dictionary;
    private int dictionarySize;
    private Cursor data;
    private Encoding encoding;
    private int count;

    /** The 64-bit patterns of a column that is not text; missing ones are {@link ColumnEncoder#missing}. */
    long[] patterns(ColumnSpec.Type type, ColumnMetaData chunk, byte[] bytes, int rows) {
        open(chunk, bytes, rows);
        long[] values = new long[rows];
        if (encoding == Encoding.RLE_DICTIONARY) {
            long[] patterns = new long[dictionarySize];
            plain(type, dictionary, patterns, dictionarySize);
            expectEnd(dictionary);
            codes();
            for (int i = 0; i < count; i++) {
                values[i] = patterns[codes[i]];
            }
        } else if (encoding == Encoding.DELTA_BINARY_PACKED
                && (type == ColumnSpec.Type.LONG || type == ColumnSpec.Type.INSTANT)) {
            Delta.decode(data, values, count);
        } else if (encoding == Encoding.PLAIN) {
            plain(type, data, values, count);
        } else {
            throw new Cursor.DamagedPageException("encoding " + encoding);
        }
        expectEnd(data);
        if (count < rows) {
            if (type != ColumnSpec.Type.DOUBLE && type != ColumnSpec.Type.INSTANT) {
                throw new Cursor.DamagedPageException("missing values in a column of " + type);
            }
            long missing = ColumnEncoder.missing(type);
            for (int row = rows - 1, i = count; row >= 0; row--) {
                values[row] = levels[row] == 0 ? missing : values[--i];
            }
        }
        return values;
    }

    /** The values of a text column, null where missing. */
    String[] texts(ColumnMetaData chunk, byte[] bytes, int rows) {
        open(chunk, bytes, rows);
        String[] values = new String[rows];
        if (encoding == Encoding.RLE_DICTIONARY) {
            String[] texts = new String[dictionarySize];
            plain(dictionary, texts, dictionarySize);
            expectEnd(dictionary);
            codes();
            for (int i = 0; i < count; i++) {
                values[i] = texts[codes[i]];
            }
        } else if (encoding == Encoding.PLAIN) {
            plain(data, values, count);
        } else {
            throw new Cursor.DamagedPageException("encoding " + encoding);
        }
        expectEnd(data);
        for (int row = rows - 1, i = count; row >= 0 && count < rows; row--) {
            values[row] = levels[row] == 0 ? null : values[--i];
        }
        return values;
    }

    private static void plain(Cursor in, String[] values, int count) {
        for (int i = 0; i < count; i++) {
            int length = in.nextInt();
            values[i] = new String(in.array, in.take(length), length, StandardCharsets.UTF_8);
        }
    }

    private static void plain(ColumnSpec.Type type, Cursor in, long[] values, int count) {
        switch (type) {
            case DOUBLE, LONG, INSTANT -> {
                int at = in.take(count * 8L);
                for (int i = 0; i < count; i++, at += 8) {
                    values[i] = Bytes.longAt(in.array, at);
                }
            }
            case INT -> {
                int at = in.take(count * 4L);
                for (int i = 0; i < count; i++, at += 4) {
                    values[i] = Bytes.intAt(in.array, at);
                }
            }
            case BOOLEAN -> BitUnpacking.longs(in.array, in.take((count + 7) / 8), 1, values, 0, count);
            case TEXT -> throw new AssertionError();
        }
    }

    private void codes() {
        if (codes.length < count) {
            codes = new int[count];
        }
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

    /** Reads the pages and the definition levels. */
    private void open(ColumnMetaData chunk, byte[] bytes, int rows) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        dictionary = null;
        dictionarySize = -1;
        if (chunk.isSetDictionary_page_offset()) {
            PageHeader header = header(in, bytes, PageType.DICTIONARY_PAGE);
            DictionaryPageHeader detail = header.getDictionary_page_header();
            if (detail == null || detail.getEncoding() != Encoding.PLAIN || detail.getNum_values() < 1) {
                throw new Cursor.DamagedPageException("dictionary page header");
            }
            dictionarySize = detail.getNum_values();
            if (dictionarySize > header.getUncompressed_page_size()) {
                throw new Cursor.DamagedPageException("dictionary of " + dictionarySize + " values");
            }
            dictionaryPage = page(header, in, bytes, dictionaryPage);
            dictionary = new Cursor(dictionaryPage, 0, header.getUncompressed_page_size());
        }
        PageHeader header = header(in, bytes, PageType.DATA_PAGE);
        DataPageHeader detail = header.getData_page_header();
        if (detail == null
                || detail.getNum_values() != rows
                || detail.getDefinition_level_encoding() != Encoding.RLE
                || detail.getRepetition_level_encoding() != Encoding.RLE
                || (detail.getEncoding() == Encoding.RLE_DICTIONARY) != (dictionary != null)) {
            throw new Cursor.DamagedPageException("data page header");
        }
        encoding = detail.getEncoding();
        dataPage = page(header, in, bytes, dataPage);
        data = new Cursor(dataPage, 0, header.getUncompressed_page_size());
        if (in.available() > 0) {
            throw new Cursor.DamagedPageException(in.available() + " bytes too many in the chunk");
        }
        levels(rows);
    }

    private void levels(int rows) {
        int length = data.nextInt();
        Cursor in = new Cursor(data.array, data.take(length), data.at);
        if (length > 0 && length < 12) { // a single run is the rule: all present
            Cursor peek = new Cursor(in.array, in.at, in.end);
            if (peek.nextVarint() == rows * 2L && peek.nextByte() == 1 && peek.at == peek.end) {
                count = rows;
                return;
            }
        }
        if (levels.length < rows) {
            levels = new int[rows];
        }
        RunLength.decode(in, 1, levels, rows);
        expectEnd(in);
        count = 0;
        for (int i = 0; i < rows; i++) {
            count += levels[i];
        }
    }

    /** No checksum covers a page's header, so it must be written exactly as the writer writes what it says. */
    private PageHeader header(ByteArrayInputStream in, byte[] bytes, PageType type) {
        try {
            int from = bytes.length - in.available();
            PageHeader header = Util.readPageHeader(in);
            rewritten.reset();
            Util.writePageHeader(header, rewritten);
            int to = bytes.length - in.available();
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

    private byte[] page(PageHeader header, ByteArrayInputStream in, byte[] bytes, byte[] buffer) {
        int from = bytes.length - in.available();
        int size = header.getCompressed_page_size();
        int plainSize = header.getUncompressed_page_size();
        if (size < 0 || size > in.available()) {
            throw new Cursor.DamagedPageException("page of " + size + " bytes, " + in.available() + " are left");
        }
        crc.reset();
        crc.update(bytes, from, size);
        if ((int) crc.getValue() != header.getCrc()) {
            throw new Cursor.DamagedPageException("page checksum does not match");
        }
        long stated = com.github.luben.zstd.Zstd.getFrameContentSize(bytes, from, size);
        if (stated != plainSize || plainSize > Integer.MAX_VALUE - 64) {
            throw new Cursor.DamagedPageException("page of " + stated + " bytes, expected " + plainSize);
        }
        byte[] target = buffer.length < plainSize + Bytes.SLACK ? new byte[plainSize + Bytes.SLACK] : buffer;
        Arrays.fill(target, plainSize, plainSize + Bytes.SLACK, (byte) 0);
        try {
            if (zstd.decompressByteArray(target, 0, plainSize, bytes, from, size) != plainSize) {
                throw new Cursor.DamagedPageException("page does not fill its size");
            }
        } catch (ZstdException e) {
            throw new Cursor.DamagedPageException(e.getMessage());
        }
        in.skip(size);
        return target;
    }

    @Override
    public void close() {
        zstd.close();
    }
}
