package org.bivouac.jobs.lake;

/** The process is dead from here on. */
final class SimulatedCrash extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
