package org.bivouac.jobs.parquet;

/**
 * What a finished file holds.
 *
 * @param rows its rows
 * @param contentHash 128-bit hash, in hex, of the columns' names, types and values in order, as they were handed to the
 *     writer; {@link ColumnFileReader#contentHash()} finds the same from the file
 */
public record Written(long rows, String contentHash) {}
