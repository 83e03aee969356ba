package org.bivouac.jobs.simulate.ground;

/**
 * Random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
 * generators, OOPSLA 2014).
 */
public final class Noise {
    /** Four uniform whole numbers below 65,536 have the variance (65,536² − 1) / 3 together. */
    private static final double QUARTER_SCALE = 2.64289979e-5;

    private long state;

    /** Begins at a seed. */
    public Noise(long seed) {
        state = seed;
    }

    /** A generator of its own for one purpose, so that a draw more in one place moves nothing elsewhere. */
    public Noise fork(String purpose) {
        long mixed = state;
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mixed * 0x100000001B3L + purpose.charAt(i);
        }
        return new Noise(new Noise(mixed).next());
    }

    /** 64 random bits. */
    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Uniform in {@code [from, to)}. */
    public double uniform(double from, double to) {
        return from + (to - from) * ((next() >>> 11) * 0x1.0p-53);
    }

    /** Nearly normal with mean 0 and variance 1: the sum of twelve uniform numbers, which needs additions only. */
    public double normal() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += uniform(0, 1);
        }
        return sum;
    }

    /**
     * Nearly normal with mean 0 and variance 1, a function of its arguments alone: the same place has the same value in
     * whatever order it is visited. Sum of the four 16-bit parts of one SplitMix64 step, so within ±3.46.
     */
    public static double at(long seed, long place) {
        return normal(mix(seed + place * 0x9E3779B97F4A7C15L));
    }

    /** The next number of {@link #at}'s kind: one step instead of twelve. */
    public double quickNormal() {
        return normal(next());
    }

    private static double normal(long bits) {
        long sum = (bits & 0xFFFF) + ((bits >>> 16) & 0xFFFF) + ((bits >>> 32) & 0xFFFF) + (bits >>> 48);
        return (sum - 131_070) * QUARTER_SCALE;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
