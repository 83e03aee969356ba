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
     * @param firstRecord ordinal of its first record, where the reader needs to be told
     * @param firstLine number of its first line, where the reader needs to be told
     */
    record Part(int number, int count, long from, long to, long firstRecord, long firstLine) implements Serializable {
        /** A part whose reader knows ordinals by {@code from} and has no lines. */
        public Part(int number, int count, long from, long to) {
            this(number, count, from, to, 0, 0);
        }
    }

    /**
     * The parts of a dump, in order; one when it is not worth cutting or cannot be cut. They depend on the dump and the
     * wanted size only, never on the machine.
     *
     * @param wantedBytes about how many bytes of the dump a part should have
     */
    List<Part> parts(DumpFile file, long wantedBytes) throws IOException;

    /**
     * Reads one part, in bounded memory. {@link DumpSink#begin} is told the same header for each, then {@link
     * DumpSink#before} what went before; ordinals and seconds are those of the whole dump. What is told of all parts
     * together is what {@link #read(DumpFile, DumpSink)} tells, but for two things that whoever joins the parts has to do:
     * rejects of neighbouring bytes with one rule and one action become one where they meet at a border, and so do {@link
     * DumpSink#rejectAll} of one kind. Whether a dump without a row is refused is left to the joiner too.
     */
    void read(DumpFile file, Part part, DumpSink sink) throws IOException;
}
