/** What changed between two snapshots of a lake: scopes, tables, rows, and measures with their old and new value. */
package org.bivouac.jobs.diff;
