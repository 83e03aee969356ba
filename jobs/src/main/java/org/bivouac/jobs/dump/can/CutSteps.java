package org.bivouac.jobs.dump.can;

/** Between which frames a log may be cut: those by whose times nobody can take one for a repetition of the other. */
public final class CutSteps {
    private static final double SHORTEST_SECONDS = 2e-6;
    private static final double LONGEST_SECONDS = 1;

    private CutSteps() {}

    /** Whether a log may be cut between frames of these times. */
    public static boolean allow(double before, double behind) {
        return behind - before >= SHORTEST_SECONDS && behind - before < LONGEST_SECONDS;
    }
}
