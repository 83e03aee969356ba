package org.bivouac.jobs.ingest;

import java.io.Serializable;
import java.nio.file.Path;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.Written;

/** A file that a task made, on its way back from an executor. */
record MadeFile(String table, String partition, String path, long rows, String contentHash) implements Serializable {
    static MadeFile of(String table, String partition, Path path, Written written) {
        return new MadeFile(table, partition, path.toString(), written.rows(), written.contentHash());
    }

    TableFile tableFile() {
        return new TableFile(table, partition, Path.of(path), rows, contentHash);
    }
}
