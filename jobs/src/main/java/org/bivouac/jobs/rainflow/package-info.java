/** Counts the load cycles of one column of a plain CSV, for a quick look without a lake. */
package org.bivouac.jobs.rainflow;
