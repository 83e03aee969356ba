package org.bivouac.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import org.bivouac.jobs.dump.SplittableReader.Part;

/**
 * What became of a dump or of one part of it.
 *
 * @param dump of a dump that was read whole; else null
 * @param books of a part; null also when the part could not be read apart from the others
 * @param parts of a dump that is still to be read in parts; else empty
 */
record PartOutcome(DumpOutcome dump, DumpBooks books, ArrayList<Part> parts) implements Serializable {
    static PartOutcome of(DumpOutcome dump) {
        return new PartOutcome(dump, null, new ArrayList<>());
    }

    static PartOutcome of(DumpBooks books) {
        return new PartOutcome(null, books, new ArrayList<>());
    }

    static PartOutcome of(ArrayList<Part> parts) {
        return new PartOutcome(null, null, parts);
    }
}
