/** What the text logs of buses have in common: lines out of one buffer, numbers out of bytes, and the books of a log. */
package org.bivouac.jobs.dump.can.text;
