package org.bivouac.jobs.dump.mdf;

/** A piece of reading that can be divided between any two of its units, so that several cores share it. */
interface Divided {
    /** How many units there are, at least one: what lies between two of them is a place to cut the dump. */
    long units();

    /** The first unit at or behind this one at which the dump is best cut. */
    long cut(long unit);

    /** About how many bytes of the file are read. */
    long bytes();
}
