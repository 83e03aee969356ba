package org.bivouac.jobs.dump.can;

import java.io.IOException;
import java.util.List;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;

/** Reads one format of bus logs into frames. Implementations are stateless and safe to share. */
public interface FrameSource {
    /** The format's short name, e.g. {@code candump}. */
    String format();

    /** One phrase for people, e.g. {@code candump .log}. */
    String description();

    /** File name extensions that promise a log of this format; see {@link org.bivouac.jobs.dump.DumpReader#extensions}. */
    default List<String> extensions() {
        return List.of();
    }

    /** What of this format is not read, a phrase each. */
    List<String> notRead();

    /** True when a dump that begins like this is of this format. By content, never by name. */
    boolean recognises(DumpHead head);

    /**
     * Reads the whole log once, front to back, in bounded memory. Called twice with the same file it tells the same.
     *
     * @throws DumpException if the whole dump must be refused
     * @throws IOException if the file cannot be read
     */
    default void read(DumpFile file, FrameSink sink) throws IOException {
        read(file, Stretch.WHOLE, sink);
    }

    /**
     * Reads a stretch of a log between places that {@link FrameSink#place} was told. What is told of all stretches
     * together, in order, is what is told of the whole; each begins with {@link FrameSink#begin}.
     */
    void read(DumpFile file, Stretch stretch, FrameSink sink) throws IOException;
}
