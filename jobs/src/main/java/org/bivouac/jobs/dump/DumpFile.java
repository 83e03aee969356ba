package org.bivouac.jobs.dump;

import java.nio.file.Path;

/**
 * A dump to read.
 *
 * @param path where its bytes are
 * @param name how the user knows it, for messages: the path inside the inbox
 * @param bytes its size
 */
public record DumpFile(Path path, String name, long bytes) {}
