package org.bivouac.jobs.spark;

/** An item of work of which it is known how much there is to do, so that progress is told by size and not by count. */
public interface Sized {
    /** About how many bytes there are to read. */
    long bytes();
}
