/**
 * Tabular text: the line scanner that every text reader shares, and the reader whose layouts are profile files that a
 * user can add without code.
 */
package org.bivouac.jobs.dump.tabular;
