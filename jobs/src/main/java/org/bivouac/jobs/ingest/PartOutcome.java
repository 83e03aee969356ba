package org.bivouac.jobs.ingest;

import java.io.Serializable;

/**
 * What became of a dump or of one part of it.
 *
 * @param dump of a dump that was read whole; else null
 * @param books of a part; null also when the part could not be read apart from the others
 */
record PartOutcome(DumpOutcome dump, DumpBooks books) implements Serializable {}
