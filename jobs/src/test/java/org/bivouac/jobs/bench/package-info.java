/** Benches: plain programs that check the answer before they print a time. */
package org.bivouac.jobs.bench;
