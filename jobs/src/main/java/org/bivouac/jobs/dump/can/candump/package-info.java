/** Logs of {@code candump}, the recorder of the Linux CAN tools, in all its spellings. */
package org.bivouac.jobs.dump.can.candump;
