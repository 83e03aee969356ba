package org.bivouac.jobs.simulate;

/**
 * Random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
 * generators, OOPSLA 2014).
 */
final class Noise {
    private long state;

    Noise(long seed) {
        state = seed;
    }

    /** A generator of its own for one purpose, so that a draw more in one place moves nothing elsewhere. */
    Noise fork(String purpose) {
        long mixed = state;
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mixed * 0x100000001B3L + purpose.charAt(i);
        }
        return new Noise(new Noise(mixed).next());
    }

    /** 64 random bits. */
    long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Uniform in {@code [from, to)}. */
    double uniform(double from, double to) {
        return from + (to - from) * ((next() >>> 11) * 0x1.0p-53);
    }

    /** Nearly normal with mean 0 and variance 1: the sum of twelve uniform numbers, which needs additions only. */
    double normal() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += uniform(0, 1);
        }
        return sum;
    }
}
