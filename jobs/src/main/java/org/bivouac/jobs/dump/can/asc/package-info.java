/** The text logs of Vector's tools, {@code .asc}. */
package org.bivouac.jobs.dump.can.asc;
