package org.bivouac.jobs.signal;

/** How the residue of a rainflow count, the turning points that close no cycle, enters the result. */
public enum ResidueMode {
    /** Left out. */
    NONE,
    /** Each neighbouring pair is half a cycle; the counts then equal those of ASTM E1049-85 (2023), 5.4.4. */
    HALF,
    /** Each neighbouring pair is a whole cycle. */
    FULL,
    /**
     * The signal is taken to repeat: the residue is written twice and counted again, as in DIN 45667-2 and ISO 12110-2;
     * equals a count that starts at the global maximum.
     */
    REPEATED
}
