package org.bivouac.jobs.signal;

import java.util.Arrays;

/**
 * The turning points that a rainflow count leaves open: ranges that widen, then narrow.
 *
 * @param values their values in time order
 * @param places where they lie: sample number or time; same length
 */
public record Residue(double[] values, double[] places) {
    /** Hands the residue's share of the cycles, by the given mode, to the recorder. */
    public void count(ResidueMode mode, CycleRecorder recorder) {
        switch (mode) {
            case NONE -> {}
            case HALF -> pairs(0.5, recorder);
            case FULL -> pairs(1, recorder);
            case REPEATED -> {
                // The joint may hide or create a turning point, so they are taken again over both copies.
                RainflowState twice = new RainflowState();
                twice.feed(values, places, 0, values.length, recorder);
                twice.feed(values, places, 0, values.length, recorder);
                twice.close(recorder);
            }
        }
    }

    /**
     * The residue of the same signal read with a dead band: a reversal counts when the signal moves back by more than
     * {@code band}. Together with leaving out closed cycles of range {@code <= band} this equals filtering the signal
     * before counting.
     *
     * @param band dead band in the signal's unit; 0 leaves the residue as it is
     * @param recorder takes the cycles that close because points between them fell away
     */
    public Residue deadBand(double band, CycleRecorder recorder) {
        if (band == 0) {
            return this;
        }
        int[] kept = TurningPoints.find(values, band);
        double[] keptValues = new double[kept.length];
        double[] keptPlaces = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            keptValues[i] = values[kept[i]];
            keptPlaces[i] = places[kept[i]];
        }
        RainflowState again = new RainflowState();
        again.feed(keptValues, keptPlaces, 0, kept.length, recorder);
        return again.close(recorder);
    }

    private void pairs(double count, CycleRecorder recorder) {
        for (int i = 1; i < values.length; i++) {
            recorder.cycle(values[i - 1], values[i], places[i - 1], places[i], count);
        }
    }

    /** Equal when all values and places are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Residue that
                && Arrays.equals(values, that.values)
                && Arrays.equals(places, that.places);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(places);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
