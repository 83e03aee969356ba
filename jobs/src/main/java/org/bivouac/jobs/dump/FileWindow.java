package org.bivouac.jobs.dump;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Random access to the bytes of a file through a window of 64 KiB, for formats that are read mostly front to back. */
public final class FileWindow implements Closeable {
    private static final int SIZE = 1 << 16;

    private final FileChannel channel;
    private final long size;
    private final byte[] window;
    private long start;
    private int length;

    /** Opens a file. */
    public FileWindow(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.READ);
        size = channel.size();
        window = new byte[(int) Math.min(SIZE, size)];
    }

    /** Bytes of the file. */
    public long size() {
        return size;
    }

    /** One byte, unsigned. The position must lie in the file. */
    public int at(long position) throws IOException {
        if (position < start || position >= start + length) {
            fill(position);
        }
        return window[(int) (position - start)] & 0xff;
    }

    private void fill(long position) throws IOException {
        start = position;
        ByteBuffer buffer = ByteBuffer.wrap(window);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {}
        length = buffer.position();
        if (length == 0) {
            throw new EOFException("byte " + position + " lies behind the end");
        }
    }

    /** Copies bytes, which must lie in the file. */
    public ByteBuffer bytes(long position, int count, ByteOrder order) throws IOException {
        byte[] bytes = new byte[count];
        int done = 0;
        while (done < count) {
            at(position + done);
            int from = (int) (position + done - start);
            int more = Math.min(count - done, length - from);
            System.arraycopy(window, from, bytes, done, more);
            done += more;
        }
        return ByteBuffer.wrap(bytes).order(order);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
