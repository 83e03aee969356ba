package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * What the last record of a ZIP archive says of its list of contents (APPNOTE.TXT 6.3.10, 4.3.14 to 4.3.16). It is looked
 * at before the list is read, because a list takes much more memory than room in the file.
 *
 * @param entries how many there are
 * @param directoryBytes size of the list
 */
record ZipEnd(long entries, long directoryBytes) {
    private static final int BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LOCATOR_BYTES = 20;
    private static final int BYTES_64 = 56;
    private static final int MAGIC = 0x06054b50;
    private static final int LOCATOR = 0x07064b50;
    private static final int MAGIC_64 = 0x06064b50;

    /**
     * Reads it.
     *
     * @throws ZipException if it is not where it should be, as in an archive that was cut
     */
    static ZipEnd of(Path archive) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
            long size = file.length();
            ByteBuffer tail = read(file, Math.max(0, size - BYTES - LONGEST_COMMENT), size);
            int end = tail.limit() - BYTES;
            while (end >= 0 && tail.getInt(end) != MAGIC) {
                end--;
            }
            if (end < 0) {
                throw new ZipException("its list of contents is missing");
            }
            if (end < LOCATOR_BYTES || tail.getInt(end - LOCATOR_BYTES) != LOCATOR) {
                return new ZipEnd(tail.getShort(end + 10) & 0xffff, tail.getInt(end + 12) & 0xffffffffL);
            }
            long at = tail.getLong(end - LOCATOR_BYTES + 8);
            if (at < 0 || at > size - BYTES_64) {
                throw new ZipException("its list of contents lies outside");
            }
            ByteBuffer end64 = read(file, at, at + BYTES_64);
            if (end64.getInt(0) != MAGIC_64 || end64.getLong(32) < 0 || end64.getLong(40) < 0) {
                throw new ZipException("its list of contents is not where it should be");
            }
            return new ZipEnd(end64.getLong(32), end64.getLong(40));
        }
    }

    private static ByteBuffer read(RandomAccessFile file, long from, long to) throws IOException {
        byte[] bytes = new byte[(int) (to - from)];
        file.seek(from);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
