package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.can.Databases;

/** Finds the reader of a dump. */
@FunctionalInterface
interface Readers extends Serializable {
    /**
     * The reader that recognises a dump by its content.
     *
     * @throws org.bivouac.jobs.dump.DumpException if none does
     */
    DumpReader of(DumpFile file, List<Path> profileFolders, Databases databases) throws IOException;
}
