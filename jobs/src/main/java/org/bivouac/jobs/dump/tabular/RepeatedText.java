package org.bivouac.jobs.dump.tabular;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Tells whether a piece of a file stands there twice, one right behind the other: a block of the disk that was written
 * twice. Asked only where time steps back, so it reads the file anew.
 *
 * <pre>
 *   … 1.00 1.01 1.02 | 1.03 1.04 1.05 | 1.03 1.04 1.05 | 1.06 …      from the second 1.03 to the bar is a repetition
 * </pre>
 */
final class RepeatedText {
    /** Blocks are multiples of a sector. */
    static final int SECTOR = 512;

    /** The longest block that is looked for. */
    static final int LONGEST = 128 * SECTOR;

    private final Path file;

    RepeatedText(Path file) {
        this.file = file;
    }

    /**
     * Where the repetition ends that a byte is part of; {@code at} itself if there is none.
     *
     * @param at offset of a byte, from the file's beginning
     */
    long until(long at) {
        long from = Math.max(0, at - 2L * LONGEST);
        byte[] bytes;
        try {
            bytes = read(from, at + LONGEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int middle = (int) (at - from);
        for (int length = SECTOR; length <= LONGEST && length <= middle; length += SECTOR) {
            int ahead = 0;
            while (middle + ahead < bytes.length && ahead < length && same(bytes, middle + ahead, length)) {
                ahead++;
            }
            int behind = 0;
            while (behind < length && middle - behind - 1 >= length && same(bytes, middle - behind - 1, length)) {
                behind++;
            }
            // A whole block must be there twice: parts of lines may repeat for other reasons.
            if (ahead > 0 && ahead + behind >= length) {
                return at + ahead;
            }
        }
        return at;
    }

    private static boolean same(byte[] bytes, int at, int back) {
        return bytes[at] == bytes[at - back];
    }

    private byte[] read(long from, long to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(to - from, channel.size() - from));
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                // until full or at the end
            }
            return java.util.Arrays.copyOf(buffer.array(), buffer.position());
        }
    }
}
