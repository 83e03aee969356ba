/** The list of all readers, and which of them reads a given dump. */
package org.bivouac.jobs.dump.readers;
