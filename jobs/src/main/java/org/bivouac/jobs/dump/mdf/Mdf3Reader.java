package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.List;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.SplittableReader;

/**
 * Reads MDF 2.x and 3.x, finished or not. Each channel group is a group of the dump, named by its comment and its index in
 * the file. Dependencies and triggers are listed in the metadata. It can be cut into parts.
 */
public final class Mdf3Reader implements SplittableReader {
    @Override
    public String format() {
        return "mdf3";
    }

    @Override
    public String description() {
        return "MDF 2.x and 3.x, .mdf";
    }

    @Override
    public List<String> extensions() {
        return List.of("mdf");
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "VAX floating point numbers: refused by channel",
                "dependencies of channels and triggers, which are listed, and sample reductions, which are counted");
    }

    @Override
    public boolean recognises(DumpHead head) {
        byte[] bytes = head.bytes();
        boolean magic = head.startsWith("MDF     ") || head.startsWith("UnFinMF ");
        return magic && bytes.length > 8 && (bytes[8] == '2' || bytes[8] == '3');
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        try (Mdf3Dump dump = new Mdf3Dump(file, format(), null)) {
            dump.read(sink);
        }
    }

    @Override
    public List<Part> parts(DumpFile file, long wantedBytes) throws IOException {
        try (Mdf3Dump dump = new Mdf3Dump(file, format(), null)) {
            return dump.parts(wantedBytes);
        }
    }

    @Override
    public void read(DumpFile file, Part part, DumpSink sink) throws IOException {
        try (Mdf3Dump dump = new Mdf3Dump(file, format(), (Learnt) part.known())) {
            dump.read(part, sink);
        }
    }
}
