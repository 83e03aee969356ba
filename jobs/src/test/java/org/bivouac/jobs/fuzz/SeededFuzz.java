package org.bivouac.jobs.fuzz;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Gives one target a row of seeded mutants and says what they did: {@code SeededFuzz TARGET FIRST COUNT}. Quicker than
 * Jazzer and blind; a seed that breaks the promise is printed and the rest goes on.
 */
public final class SeededFuzz {
    private static final int LARGEST = 64 << 10;
    private static final int SHOWN = 20;

    private SeededFuzz() {}

    /** Runs. */
    public static void main(String[] args) {
        Target target = Target.all(Promise.folder()).stream()
                .filter(one -> one.name().equals(args[0]))
                .findFirst()
                .orElseThrow();
        long first = Long.parseLong(args[1]);
        long count = Long.parseLong(args[2]);
        long broken = 0;
        long slowest = 0;
        long slowestSeed = first;
        long start = System.nanoTime();
        for (long seed = first; seed < first + count; seed++) {
            byte[] mutant = Mutants.of(target.seeds(), seed, LARGEST);
            long before = Promise.now();
            try {
                target.run().accept(mutant);
            } catch (Throwable e) {
                if (++broken <= SHOWN) {
                    System.out.println(target + " seed " + seed + ": " + e + " at " + at(e) + " by "
                            + HexFormat.of().formatHex(mutant, 0, Math.min(40, mutant.length)));
                }
            }
            long nanos = Promise.now() - before;
            if (nanos > slowest) {
                slowest = nanos;
                slowestSeed = seed;
            }
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%s: %d inputs, %d broken promises, %.0f s, slowest %.0f ms (seed %d)",
                target,
                count,
                broken,
                (System.nanoTime() - start) / 1e9,
                slowest / 1e6,
                slowestSeed));
    }

    private static String at(Throwable e) {
        return e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0].toString();
    }
}
