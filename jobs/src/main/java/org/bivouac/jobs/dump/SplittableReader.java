package org.bivouac.jobs.dump;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** A reader of a format whose dumps can be cut into parts, so that several cores share a large dump. */
public interface SplittableReader extends DumpReader {
    /**
     * A stretch of a dump.
     *
     * @param number from 0, in recorded order
     * @param count of all parts
     * @param from where it begins, by the reader's own count (bytes or records)
     * @param to behind its end
     */
    record Part(int number, int count, long from, long to) implements Serializable {}

    /**
     * The parts of a dump, in order; one when it is not worth cutting or cannot be cut. They depend on the dump and the
     * wanted size only, never on the machine.
     *
     * @param wantedBytes about how many bytes of the dump a part should have
     */
    List<Part> parts(DumpFile file, long wantedBytes) throws IOException;

    /**
     * Reads one part, in bounded memory. {@link DumpSink#begin} is told the same header for each; ordinals and seconds are
     * those of the whole dump; the byte ranges and rejects of all parts together are those of {@link #read(DumpFile,
     * DumpSink)}.
     */
    void read(DumpFile file, Part part, DumpSink sink) throws IOException;
}
