package org.bivouac.jobs.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.bivouac.jobs.signal.CycleSums;
import org.bivouac.jobs.signal.RainflowState;
import org.bivouac.jobs.signal.ResidueMode;
import org.bivouac.jobs.signal.TurningPoints;

/**
 * How many samples a CPU second counts: rainflow with pseudo-damage, histogram and largest cycles, on white noise (67 %
 * reversals), on band-limited noise like a damper's (about 7 %) and on the same as a noisy 12-bit sensor sees it. Median of seven
 * after warm-up; the count of cycles is checked against the turning points first.
 */
public final class RainflowBench {
    private static final int WARM_UP = 12;
    private static final int ROUNDS = 7;

    private long state = 42;

    private RainflowBench() {}

    /** Prints one line for each signal; arguments are ignored. */
    public static void main(String[] arguments) {
        System.out.println("signal     samples  reversals  Msamples/s  Mreversals/s");
        for (int n : new int[] {1_000_000, 10_000_000}) {
            run("white", new RainflowBench().white(n));
            run("band", new RainflowBench().band(n));
            run("band12", quantised(new RainflowBench().band(n)));
        }
    }

    private static void run(String name, double[] x) {
        int turningPoints = TurningPoints.find(x, 0).length;
        double[] seconds = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long start = cpuNanos();
            CycleSums sums = new CycleSums(0, 1, 10);
            RainflowState counter = new RainflowState();
            counter.feed(x, 0, x.length, sums);
            counter.close(sums).count(ResidueMode.HALF, sums);
            double took = (cpuNanos() - start) * 1e-9;
            if (sums.cycles() != (turningPoints - 1) / 2.0 || counter.turningPoints() != turningPoints) {
                throw new IllegalStateException(name + ": " + sums.cycles() + " cycles for " + turningPoints
                        + " turning points, expected " + (turningPoints - 1) / 2.0);
            }
            if (round >= 0) {
                seconds[round] = took;
            }
        }
        Arrays.sort(seconds);
        double median = seconds[ROUNDS / 2];
        System.out.printf(
                Locale.ROOT,
                "%-8s %9d  %7.1f %%  %10.0f  %12.0f%n",
                name,
                x.length,
                100.0 * turningPoints / x.length,
                x.length / median * 1e-6,
                turningPoints / median * 1e-6);
    }

    /** CPU time of this thread, which other programs on the machine do not lengthen. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private double uniform() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (state >>> 11) * 0x1p-53;
    }

    private double[] white(int n) {
        double[] x = new double[n];
        Arrays.setAll(x, i -> 200 * uniform() - 100);
        return x;
    }

    /** Two resonances, 1.5 and 12 Hz at 1 kHz, and bumps. */
    private double[] band(int n) {
        double[] x = new double[n];
        double p = 0;
        double q = 0;
        double c = 0;
        double d = 0;
        for (int i = 0; i < n; i++) {
            double v = 1.9942659 * p - 0.994361 * q + 0.02 * (2 * uniform() - 1);
            q = p;
            p = v;
            double w = 1.82 * c - 0.985 * d + 0.08 * (2 * uniform() - 1);
            d = c;
            c = w;
            x[i] = 10 * v + w;
        }
        return x;
    }

    private static double[] quantised(double[] x) {
        double low = Arrays.stream(x).min().orElse(0);
        double high = Arrays.stream(x).max().orElse(1);
        double step = (high - low) / 4096;
        RainflowBench noise = new RainflowBench();
        double[] levels = new double[x.length];
        Arrays.setAll(levels, i -> Math.floor((x[i] - low) / step + 2 * noise.uniform()) * step);
        return levels;
    }
}
