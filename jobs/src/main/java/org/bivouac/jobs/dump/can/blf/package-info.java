/** The binary logs of Vector's tools, {@code .blf}. */
package org.bivouac.jobs.dump.can.blf;
