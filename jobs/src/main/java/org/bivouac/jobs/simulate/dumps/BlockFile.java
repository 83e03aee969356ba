package org.bivouac.jobs.simulate.dumps;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A little-endian file that is written front to back, with numbers that are put in later. */
final class BlockFile implements Closeable {
    private static final int BUFFER = 1 << 20;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private long flushed;

    BlockFile(Path file) throws IOException {
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    /** Where the next byte goes. */
    long position() {
        return flushed + buffer.position();
    }

    /** The buffer with room for at least this many more bytes, at most {@value #BUFFER}; to be filled at its position. */
    ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    void put(byte[] bytes, int from, int count) throws IOException {
        for (int done = 0; done < count; ) {
            ByteBuffer room = room(1);
            int part = Math.min(room.remaining(), count - done);
            room.put(bytes, from + done, part);
            done += part;
        }
    }

    /** Appends a part of another file, which is that long. */
    void put(FileChannel from, long at, long count) throws IOException {
        flush();
        channel.position(flushed);
        for (long done = 0; done < count; ) {
            done += from.transferTo(at + done, count - done, channel);
        }
        flushed += count;
    }

    /** Fills up with zeros so that the next byte stands at a multiple of eight. */
    void align() throws IOException {
        while ((position() & 7) != 0) {
            room(1).put((byte) 0);
        }
    }

    /** Puts eight bytes in at a place that was written already. */
    void patch(long at, long value) throws IOException {
        if (at >= flushed) {
            buffer.putLong((int) (at - flushed), value);
            return;
        }
        flush();
        ByteBuffer eight = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .flip();
        while (eight.hasRemaining()) {
            channel.write(eight, at + eight.position());
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            flushed += channel.write(buffer, flushed);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            flush();
        }
    }
}
