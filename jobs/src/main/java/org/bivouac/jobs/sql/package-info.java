/** Questions in SQL to the newest snapshot, answered by DuckDB in this process. */
package org.bivouac.jobs.sql;
