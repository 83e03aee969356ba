/** MoTeC dumps: the binary {@code .ld} and the text export of i2. */
package org.bivouac.jobs.dump.motec;
