package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.List;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.SplittableReader;
import org.bivouac.jobs.dump.can.Databases;

/**
 * Reads MDF 4.0 to 4.3, finished or not. Each channel group is a group of the dump, named by its acquisition and its index
 * in the file; structures are read as their members, arrays as their elements. It can be cut into parts.
 */
public final class Mdf4Reader implements SplittableReader {
    private final Databases databases;

    /** A reader with the databases that say what frames of a bus mean. */
    public Mdf4Reader(Databases databases) {
        this.databases = databases;
    }

    /** A reader without databases. */
    public Mdf4Reader() {
        this(Databases.NONE);
    }

    @Override
    public List<String> settings() {
        return databases.settings();
    }

    @Override
    public String format() {
        return "mdf4";
    }

    @Override
    public String description() {
        return "ASAM MDF 4.0 to 4.3, .mf4";
    }

    @Override
    public List<String> extensions() {
        return List.of("mf4", "mdf");
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "arrays of changing size, or with records for each element",
                "channels of type 7 and compositions other than structures and arrays (4.3)",
                "attachments, sample reductions and channel hierarchies, which are listed");
    }

    @Override
    public boolean recognises(DumpHead head) {
        byte[] bytes = head.bytes();
        boolean magic = head.startsWith("MDF     ") || head.startsWith("UnFinMF ");
        int version = bytes.length < 30 ? 0 : (bytes[28] & 0xff) | (bytes[29] & 0xff) << 8;
        return magic && (version >= 400 || (bytes.length > 8 && bytes[8] == '4'));
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        try (Mdf4Dump dump = new Mdf4Dump(file, format(), databases)) {
            dump.read(sink);
        }
    }

    @Override
    public List<Part> parts(DumpFile file, long wantedBytes) throws IOException {
        try (Mdf4Dump dump = Mdf4Dump.toCut(file, format(), databases)) {
            return dump.parts(wantedBytes);
        }
    }

    @Override
    public void read(DumpFile file, Part part, DumpSink sink) throws IOException {
        Learnt learnt = (Learnt) part.known();
        Learnt needed = part.number() == 0 ? learnt.withoutStretches() : learnt;
        try (Mdf4Dump dump = Mdf4Dump.toReadPart(file, format(), databases, needed)) {
            dump.read(part, learnt.events(), sink);
        }
    }
}
