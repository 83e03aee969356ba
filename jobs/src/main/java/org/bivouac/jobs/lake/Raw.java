package org.bivouac.jobs.lake;

import java.nio.file.Path;

/**
 * A dump in the lake's keeping.
 *
 * @param sha256 hash of its bytes: its identity
 * @param bytes its size
 * @param path where its bytes are kept, read-only
 * @param fresh whether this intake brought it; false if the lake had it already
 */
public record Raw(String sha256, long bytes, Path path, boolean fresh) {}
