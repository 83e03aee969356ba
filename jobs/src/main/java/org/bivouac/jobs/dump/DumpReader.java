package org.bivouac.jobs.dump;

import java.io.IOException;
import java.util.List;

/** Reads one format. Implementations are stateless and safe to share. */
public interface DumpReader {
    /** The format's short name, e.g. {@code motec-ld}. */
    String format();

    /** One phrase for people, e.g. {@code MoTeC .ld}. */
    String description();

    /**
     * File name extensions, lower case without the dot, that promise a dump of this format: content of another format
     * under such a name was mislabelled. Several formats may promise one extension; names that promise nothing, such as
     * {@code .txt}, are left out.
     */
    default List<String> extensions() {
        return List.of();
    }

    /** What of this format is not read, a phrase each, as people are told; a dump that has it is refused or told so. */
    default List<String> notRead() {
        return List.of();
    }

    /** What its results depend on beside the dump and the code, e.g. hashes of databases: a part of the fingerprint. */
    default List<String> settings() {
        return List.of();
    }

    /** True when a dump that begins like this is of this format. By content, never by name. */
    boolean recognises(DumpHead head);

    /**
     * Reads the whole dump once, front to back, in bounded memory. What cannot be read is told to {@code sink} as a
     * reject and the rest goes on.
     *
     * @throws DumpException if the whole dump must be refused
     * @throws IOException if the file cannot be read
     */
    void read(DumpFile file, DumpSink sink) throws IOException;
}
