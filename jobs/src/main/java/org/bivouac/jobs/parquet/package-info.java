/**
 * The one Parquet writer and the one Parquet reader: whole columns in and out as primitive arrays. Telemetry and the
 * small tables are both written by it, so every published file has the same codec, statistics and page checksums.
 */
package org.bivouac.jobs.parquet;
