package org.bivouac.jobs.parquet;

/**
 * A few of a column's numbers, by which is decided how to pack all of them: whether a dictionary can be small enough, and
 * whether the numbers are steps of one width, as those of a converter are. Which numbers are looked at depends on their
 * count only.
 */
final class ValueSample {
    private static final int RUNS = 64;

    /** Neighbours are looked at together, so that a number that is held for a while is seen twice. */
    private static final int RUN = 16;

    private static final int SIZE = RUNS * RUN;

    /** So many times fewer repetitions than a dictionary of the allowed size gives are too few. */
    private static final int DOUBT = 4;

    /** The smallest distance between two numbers of a sample may be so many steps. */
    private static final int MOST_STEPS = 4;

    private static final double TOLERANCE = 0.1;

    /** Rising. */
    private final double[] sorted;

    private final int repeated;

    private ValueSample(double[] sorted) {
        this.sorted = sorted;
        int found = 0;
        for (int i = 1; i < sorted.length; i++) {
            found += sorted[i] == sorted[i - 1] ? 1 : 0;
        }
        repeated = found;
    }

    /** Of the raw bits of numbers, none of them NaN. */
    static ValueSample of(long[] values, int count) {
        int size = Math.min(count, SIZE);
        double[] sample = new double[size];
        for (int i = 0; i < size; i++) {
            int at = count <= SIZE ? i : (int) ((long) (i / RUN) * (count - RUN) / (RUNS - 1)) + i % RUN;
            sample[i] = Double.longBitsToDouble(values[at]);
        }
        sort(sample);
        return new ValueSample(sample);
    }

    /** Shell's sort, by Ciura's gaps: the JDK's is faster, but takes longer to compile than this one to run. */
    private static void sort(double[] values) {
        for (int gap : new int[] {301, 132, 57, 23, 10, 4, 1}) {
            for (int i = gap; i < values.length; i++) {
                double value = values[i];
                int to = i;
                for (; to >= gap && values[to - gap] > value; to -= gap) {
                    values[to] = values[to - gap];
                }
                values[to] = value;
            }
        }
    }

    /**
     * False if so few numbers stand twice that there are almost surely more than {@code limit} different ones: of as many,
     * equally frequent, one expects {@code size² / 2 limit} pairs (the birthday problem).
     */
    boolean promisesFewerThan(int limit) {
        return sorted.length < SIZE || repeated >= SIZE / 2.0 * SIZE / limit / DOUBT;
    }

    /** The width of the steps from which all numbers of the sample are made; 0 if there is none. */
    double step() {
        double narrowest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < sorted.length; i++) {
            double gap = sorted[i] - sorted[i - 1];
            narrowest = gap > 0 && gap < narrowest ? gap : narrowest;
        }
        for (int steps = 1; steps <= MOST_STEPS; steps++) {
            double step = refined(narrowest / steps);
            if (step > 0) {
                return step;
            }
        }
        return 0;
    }

    /** The step made exact by ever wider distances, for a single one is rounded; 0 if the numbers are not made of it. */
    private double refined(double guess) {
        double step = guess;
        for (double value : sorted) {
            double steps = (value - sorted[0]) / step;
            double whole = Math.rint(steps);
            if (!(Math.abs(steps - whole) < TOLERANCE)) {
                return 0;
            }
            step = whole > 0 ? (value - sorted[0]) / whole : step;
        }
        return sorted.length > 0 && sorted[sorted.length - 1] > sorted[0] ? step : 0;
    }
}
