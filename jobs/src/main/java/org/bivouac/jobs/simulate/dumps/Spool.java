package org.bivouac.jobs.simulate.dumps;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Holds streams of bytes that come side by side and are wanted one after the other: what does not fit into memory waits in a
 * file beside the dump, which is removed at the end.
 */
final class Spool implements Closeable {
    private static final int ROOM = 1 << 16;

    private final Path path;
    private FileChannel channel;
    private long end;
    private final Stream[] streams;

    /** A spool of so many streams, which may use this file. */
    Spool(Path path, int count) {
        this.path = path;
        streams = new Stream[count];
        Arrays.setAll(streams, s -> new Stream());
    }

    /** One stream of bytes. */
    private static final class Stream {
        private final byte[] room = new byte[ROOM];
        private int filled;
        private long[] places = new long[4];
        private int count;
    }

    /** The room of a stream; its next bytes go to {@link #at}. */
    byte[] room(int stream) {
        return streams[stream].room;
    }

    /** Where the next bytes of a stream go; {@code bytes}, at most {@value #ROOM} and always as many, have room there. */
    int at(int stream, int bytes) throws IOException {
        Stream one = streams[stream];
        if (one.filled + bytes > ROOM) {
            spill(one);
        }
        return one.filled;
    }

    /** Says that so many bytes were put at {@link #at}. */
    void filled(int stream, int bytes) {
        streams[stream].filled += bytes;
    }

    private void spill(Stream one) throws IOException {
        if (channel == null) {
            channel = FileChannel.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        }
        if (one.count * 2 == one.places.length) {
            one.places = Arrays.copyOf(one.places, one.places.length * 2);
        }
        one.places[2 * one.count] = end;
        one.places[2 * one.count++ + 1] = one.filled;
        ByteBuffer bytes = ByteBuffer.wrap(one.room, 0, one.filled);
        while (bytes.hasRemaining()) {
            end += channel.write(bytes, end);
        }
        one.filled = 0;
    }

    /** How many bytes a stream has. */
    long size(int stream) {
        Stream one = streams[stream];
        long size = one.filled;
        for (int i = 0; i < one.count; i++) {
            size += one.places[2 * i + 1];
        }
        return size;
    }

    /** Appends a whole stream to a file. */
    void copy(int stream, BlockFile to) throws IOException {
        Stream one = streams[stream];
        byte[] bytes = new byte[ROOM];
        for (int i = 0; i < one.count; i++) {
            ByteBuffer part = ByteBuffer.wrap(bytes, 0, (int) one.places[2 * i + 1]);
            while (part.hasRemaining() && channel.read(part, one.places[2 * i] + part.position()) >= 0) {}
            to.put(bytes, 0, part.position());
        }
        to.put(one.room, 0, one.filled);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            Files.delete(path);
        }
    }
}
