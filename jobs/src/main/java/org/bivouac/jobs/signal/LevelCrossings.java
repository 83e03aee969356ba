package org.bivouac.jobs.signal;

/** Counts how often a signal crosses fixed levels: ASTM E1049-85 (2023), 5.1, without restriction to one direction. */
public final class LevelCrossings {
    private LevelCrossings() {}

    /**
     * Crossings of each level.
     *
     * @param signal values; NaN is skipped
     * @param levels the levels, in the signal's unit
     * @return for each level the upward crossings, {@code before < level <= after}, and the downward ones,
     *     {@code before >= level > after}
     */
    public static long[][] count(double[] signal, double[] levels) {
        long[][] counts = new long[levels.length][2];
        double before = Double.NaN;
        for (double x : signal) {
            if (Double.isNaN(x)) {
                continue;
            }
            for (int i = 0; i < levels.length; i++) {
                if (before < levels[i] && levels[i] <= x) {
                    counts[i][0]++;
                } else if (before >= levels[i] && levels[i] > x) {
                    counts[i][1]++;
                }
            }
            before = x;
        }
        return counts;
    }
}
