package org.bivouac.jobs.lake;

import java.nio.file.Path;

/**
 * One file of a table.
 *
 * @param table the table, e.g. {@code measures}
 * @param partition its folders below the table, e.g. {@code year=2026/event=dakar/stage=3/car=501}; may be empty
 * @param path where it is now: in the run's private folder while staged, in the lake once published
 * @param rows its rows; 0 for a file that is no table (a report page)
 * @param contentHash hash of the rows as they were handed to the Parquet writer; null for a file that is no table
 */
public record TableFile(String table, String partition, Path path, long rows, String contentHash) {}
