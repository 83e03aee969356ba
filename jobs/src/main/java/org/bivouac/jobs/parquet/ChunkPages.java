package org.bivouac.jobs.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
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

/** The pages of one column chunk, one after another, each packed behind its header; and what the footer says of them. */
final class ChunkPages implements AutoCloseable {
    private static final int ZSTD_LEVEL = 1;

    /**
     * Level 1 looks for repetitions of six bytes. Of a double that was a float, five or four are like those of its
     * neighbour: with these found, numbers of sensors become smaller than at level 3, in two thirds of its time.
     */
    private static final int ZSTD_MIN_MATCH = 4;

    /** Bytes that hold any page's header. */
    private static final int MAX_PAGE_HEADER = 128;

    private final ZstdCompressCtx zstd =
            new ZstdCompressCtx().setLevel(ZSTD_LEVEL).setMinMatch(ZSTD_MIN_MATCH);
    private final CRC32 crc = new CRC32();
    private final ByteArrayOutputStream pageHeader = new ByteArrayOutputStream();

    // The chunk being written.
    private Bytes written;
    private ColumnMetaData chunk;
    private long position;

    /** Begins a chunk that will stand at byte {@code at} of the file; {@code written} takes its pages. */
    void begin(long at, ColumnSpec column, int rows, Bytes written) {
        this.written = written;
        written.size = 0;
        position = at;
        chunk = new ColumnMetaData();
        chunk.setType(physical(column.type()));
        chunk.setPath_in_schema(List.of(column.name()));
        chunk.setCodec(CompressionCodec.ZSTD);
        chunk.setNum_values(rows);
    }

    /** Ends the chunk: its pages go to the file. */
    ColumnChunk end(WritableByteChannel channel, Statistics statistics) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(written.array, 0, written.size);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        chunk.setStatistics(statistics);
        ColumnChunk whole = new ColumnChunk(0);
        whole.setMeta_data(chunk);
        return whole;
    }

    /** How Parquet stores a kind of column. */
    static Type physical(ColumnSpec.Type type) {
        return switch (type) {
            case DOUBLE -> Type.DOUBLE;
            case LONG, INSTANT -> Type.INT64;
            case INT -> Type.INT32;
            case BOOLEAN -> Type.BOOLEAN;
            case TEXT -> Type.BYTE_ARRAY;
        };
    }

    /** Writes the dictionary page of so many values; before any data page. */
    void dictionary(Bytes page, int size) throws IOException {
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, 0, 0);
        header.setDictionary_page_header(new DictionaryPageHeader(size, Encoding.PLAIN));
        chunk.setDictionary_page_offset(position);
        write(header, page);
    }

    /** Writes a data page of so many rows. */
    void data(Bytes page, int rows, Encoding encoding) throws IOException {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, 0, 0);
        header.setData_page_header(new DataPageHeader(rows, encoding, Encoding.RLE, Encoding.RLE));
        if (!chunk.isSetData_page_offset()) {
            chunk.setData_page_offset(position);
            chunk.setEncodings(
                    encoding == Encoding.RLE_DICTIONARY
                            ? List.of(Encoding.PLAIN, Encoding.RLE, Encoding.RLE_DICTIONARY)
                            : List.of(Encoding.RLE, encoding));
        }
        write(header, page);
    }

    private void write(PageHeader header, Bytes page) throws IOException {
        int bound = (int) Zstd.compressBound(page.size);
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

    @Override
    public void close() {
        zstd.close();
    }
}
