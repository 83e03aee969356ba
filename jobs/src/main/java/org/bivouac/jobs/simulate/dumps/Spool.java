package org.bivouac.jobs.simulate.dumps;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds streams of bytes that come side by side and are wanted one after the other. What is more than {@value #MEMORY} bytes
 * waits in a file beside the dump, which is removed at the end.
 */
final class Spool implements Closeable {
    private static final int ROOM = 1 << 16;
    private static final int MEMORY = 1 << 26;

    private final Path path;
    private final Stream[] streams;
    private FileChannel channel;
    private long end;
    private int held;

    /** A spool of so many streams, which may use this file. */
    Spool(Path path, int count) {
        this.path = path;
        streams = new Stream[count];
        Arrays.setAll(streams, s -> new Stream());
    }

    /**
     * A room that is full.
     *
     * @param bytes what it holds; null when it waits in the file
     * @param at where in the file
     */
    private record Full(byte[] bytes, long at, int size) {}

    /** One stream of bytes. */
    private static final class Stream {
        private byte[] room = new byte[ROOM];
        private int filled;
        private long size;
        private final List<Full> full = new ArrayList<>();
    }

    /** The room of a stream after {@link #at}; its next bytes go there. */
    byte[] room(int stream) {
        return streams[stream].room;
    }

    /** Where the next bytes of a stream go; {@code bytes}, at most {@value #ROOM}, have room there. */
    int at(int stream, int bytes) throws IOException {
        Stream one = streams[stream];
        if (one.filled + bytes > ROOM) {
            put(one);
        }
        return one.filled;
    }

    /** Says that so many bytes were put at {@link #at}. */
    void filled(int stream, int bytes) {
        streams[stream].filled += bytes;
        streams[stream].size += bytes;
    }

    private void put(Stream one) throws IOException {
        if (held + ROOM <= MEMORY) {
            held += ROOM;
            one.full.add(new Full(one.room, 0, one.filled));
            one.room = new byte[ROOM];
        } else {
            one.full.add(new Full(null, end, one.filled));
            spill(ByteBuffer.wrap(one.room, 0, one.filled));
        }
        one.filled = 0;
    }

    private void spill(ByteBuffer bytes) throws IOException {
        if (channel == null) {
            channel = FileChannel.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        }
        while (bytes.hasRemaining()) {
            end += channel.write(bytes, end);
        }
    }

    /** How many bytes a stream has. */
    long size(int stream) {
        return streams[stream].size;
    }

    /** Appends a whole stream to a file. */
    void copy(int stream, BlockFile to) throws IOException {
        Stream one = streams[stream];
        for (Full full : one.full) {
            if (full.bytes() == null) {
                to.put(channel, full.at(), full.size());
            } else {
                to.put(full.bytes(), 0, full.size());
            }
        }
        one.full.clear();
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
