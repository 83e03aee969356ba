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
     * @param known what the reader learnt of the dump when it looked for the cuts and need not learn again; may be null
     */
    record Part(int number, int count, long from, long to, long firstRecord, long firstLine, Serializable known)
            implements Serializable {
        /** A part whose reader knows ordinals by {@code from} and has no lines. */
        public Part(int number, int count, long from, long to) {
            this(number, count, from, to, 0, 0, null);
        }

        /** A part whose reader need not be told anything else. */
        public Part(int number, int count, long from, long to, long firstRecord, long firstLine) {
            this(number, count, from, to, firstRecord, firstLine, null);
        }

        /** A part that knows what was learnt of the dump. */
        public Part knowing(Serializable learnt) {
            return new Part(number, count, from, to, firstRecord, firstLine, learnt);
        }
    }

    /**
     * The parts of a dump, in order; one when it is not worth cutting or cannot be cut. They depend on the dump and the
     * wanted size only, never on the machine. A dump is cut only where nothing need be known of what went before but what
     * the part is told: in every group the time rises from the last row before the cut to the first behind it, by 2 µs or
     * more and a second or less; both rows are used, and no reject reaches from one part into the other.
     *
     * @param wantedBytes about how many bytes of the dump a part should have
     */
    List<Part> parts(DumpFile file, long wantedBytes) throws IOException;

    /**
     * Reads one part, in bounded memory. {@link DumpSink#begin} is told the same header for each; ordinals and seconds are
     * those of the whole dump. What is told of all parts together, in order, is what {@link #read(DumpFile, DumpSink)}
     * tells, but that {@link DumpSink#rejectAll} is told by every part of its own rows. A part without a row is no fault.
     *
     * @throws org.bivouac.jobs.dump.DumpException if it cannot be read apart; the dump is then read whole
     */
    void read(DumpFile file, Part part, DumpSink sink) throws IOException;
}
