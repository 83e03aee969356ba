package org.bivouac.jobs.dump.mdf;

import java.io.IOException;

/** The records of a dump as one stretch of bytes, wherever in the file they lie. */
interface ByteSource {
    /** How many bytes there are. */
    long length();

    /**
     * Copies bytes.
     *
     * @return how many, less than {@code count} only where a piece of the dump cannot be read: nothing lies there
     */
    int read(long from, byte[] into, int at, int count) throws IOException;
}
