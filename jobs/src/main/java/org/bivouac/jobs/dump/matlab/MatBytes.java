package org.bivouac.jobs.dump.matlab;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.bivouac.jobs.dump.DumpFile;

/**
 * The bytes of a dump and those of its compressed variables, inflated into a temporary file, so that memory does not grow
 * with either. Positions in the temporary file are negative: {@code -1 - position}.
 */
final class MatBytes implements Closeable {
    /** Bytes that one variable, and all of them, may inflate to. */
    private static final long MOST_OF_ONE = 4L << 30;

    private static final long MOST_OF_ALL = 20L << 30;
    private static final int CHUNK = 1 << 16;

    private final FileChannel dump;
    private final long size;
    private final ByteOrder order;
    private FileChannel inflated;
    private long inflatedSize;

    MatBytes(DumpFile file, ByteOrder order) throws IOException {
        dump = FileChannel.open(file.path(), StandardOpenOption.READ);
        size = file.bytes();
        this.order = order;
    }

    ByteOrder order() {
        return order;
    }

    /** Reads bytes; fewer at the end of the file. */
    ByteBuffer read(long at, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(order);
        FileChannel channel = at < 0 ? inflated : dump;
        long from = at < 0 ? -1 - at : at;
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
        return buffer.flip();
    }

    /** The position {@code bytes} behind one. */
    static long plus(long at, long bytes) {
        return at < 0 ? at - bytes : at + bytes;
    }

    /** Bytes of the dump. */
    long size() {
        return size;
    }

    /** Why a compressed variable cannot be used. */
    static final class DamagedVariableException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedVariableException(String message) {
            super(message);
        }
    }

    /** A variable in the temporary file. */
    record Inflated(long at, long bytes) {}

    /** Inflates {@code [from, to)} of the dump. */
    Inflated inflate(long from, long to) throws IOException, DamagedVariableException {
        if (inflated == null) {
            Path path = Files.createTempFile("bivouac-mat-", ".tmp");
            inflated = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        long begin = inflatedSize;
        Inflater inflater = new Inflater();
        byte[] out = new byte[CHUNK];
        long at = from;
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int more = (int) Math.min(CHUNK, to - at);
                    if (more <= 0) {
                        throw new DamagedVariableException("its compressed data end too early");
                    }
                    inflater.setInput(read(at, more).array(), 0, more);
                    at += more;
                }
                int got = inflater.inflate(out);
                if (got == 0 && inflater.needsDictionary()) {
                    throw new DamagedVariableException("its compressed data need a dictionary");
                }
                write(out, got);
                if (inflatedSize - begin > MOST_OF_ONE || inflatedSize > MOST_OF_ALL) {
                    throw new DamagedVariableException("it inflates to more than " + MOST_OF_ONE
                            + " bytes, or all variables" + " to more than " + MOST_OF_ALL);
                }
            }
            return new Inflated(-1 - begin, inflatedSize - begin);
        } catch (DataFormatException damage) {
            inflatedSize = begin;
            throw new DamagedVariableException("its compressed data are damaged: " + damage.getMessage());
        } finally {
            inflater.end();
        }
    }

    private void write(byte[] bytes, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            inflatedSize += inflated.write(buffer, inflatedSize);
        }
    }

    @Override
    public void close() throws IOException {
        dump.close();
        if (inflated != null) {
            inflated.close();
        }
    }
}
