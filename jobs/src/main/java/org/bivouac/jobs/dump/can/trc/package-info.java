/** The text logs of PEAK's tools, {@code .trc}, of versions 1.0 to 2.1. */
package org.bivouac.jobs.dump.can.trc;
