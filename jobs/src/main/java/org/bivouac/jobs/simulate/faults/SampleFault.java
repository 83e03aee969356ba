package org.bivouac.jobs.simulate.faults;

import java.util.SplittableRandom;

/**
 * Spoils the samples of one channel as they come, stretch by stretch. Numbers of samples count from the drive's start;
 * ranges are half open.
 */
abstract class SampleFault {
    /** A loose contact reads the supply: beyond what can be, by this share of the plausible range. */
    private static final double SPIKE = 1.1;

    private final long from;
    private final long to;
    private double size;

    /**
     * A fault.
     *
     * @param from first sample
     * @param to behind the last one
     * @param size in the channel's unit; NaN where the signal gives it
     */
    private SampleFault(long from, long to, double size) {
        this.from = from;
        this.to = to;
        this.size = size;
    }

    /**
     * The fault that is asked for.
     *
     * @param rateHz of the channel
     * @param range what is plausible of the channel, from end to end, in the logger's unit
     * @param seed decides which single samples are hit
     */
    static SampleFault of(WantedFault wanted, int rateHz, double range, long seed) {
        long from = (long) Math.ceil(wanted.fromSeconds() * rateHz);
        long to = (long) Math.ceil(wanted.toSeconds() * rateHz);
        return switch (wanted.kind()) {
            case COUNTER_RESET -> new CounterReset(from, wanted.size());
            case STUCK -> new Stuck(from, to, wanted.size());
            case SATURATED -> new Saturated(from, to, wanted.size());
            case SPIKING -> new Spiking(from, to, Double.isNaN(wanted.size()) ? SPIKE * range : wanted.size(), seed);
            case DROPPED -> new Dropped(from, to);
            case NAN_RUNS -> new NanRuns(from, to, seed);
            default -> throw new IllegalArgumentException(wanted.kind().text() + " does not spoil samples");
        };
    }

    /** Spoils {@code values[0, count)}, of which the first is the drive's sample {@code first}. */
    final void spoil(double[] values, long first, int count) {
        int begin = (int) Math.max(0, Math.min(count, from - first));
        int end = (int) Math.max(0, Math.min(count, to - first));
        for (int i = begin; i < end; i++) {
            values[i] = spoilt(values[i]);
        }
    }

    abstract double spoilt(double value);

    /** Size in the channel's unit, known after its first sample was spoilt. */
    final double size() {
        return size;
    }

    /** Takes the size from the signal unless one was asked for. */
    final double sizeOr(double bySignal) {
        if (Double.isNaN(size)) {
            size = bySignal;
        }
        return size;
    }

    private static final class CounterReset extends SampleFault {
        CounterReset(long from, double size) {
            super(from, Long.MAX_VALUE, size);
        }

        @Override
        double spoilt(double value) {
            return value - sizeOr(value);
        }
    }

    private static final class Stuck extends SampleFault {
        Stuck(long from, long to, double size) {
            super(from, to, size);
        }

        @Override
        double spoilt(double value) {
            return sizeOr(value);
        }
    }

    private static final class Saturated extends SampleFault {
        Saturated(long from, long to, double size) {
            super(from, to, size);
        }

        @Override
        double spoilt(double value) {
            return Double.isNaN(value) ? value : Math.min(value, sizeOr(value));
        }
    }

    private static final class Spiking extends SampleFault {
        private static final double SHARE = 0.01;
        private final SplittableRandom random;

        Spiking(long from, long to, double size, long seed) {
            super(from, to, size);
            random = new SplittableRandom(seed);
        }

        @Override
        double spoilt(double value) {
            return random.nextDouble() < SHARE ? value + size() : value;
        }
    }

    private static final class Dropped extends SampleFault {
        Dropped(long from, long to) {
            super(from, to, Double.NaN);
        }

        @Override
        double spoilt(double value) {
            return Double.NaN;
        }
    }

    private static final class NanRuns extends SampleFault {
        private final SplittableRandom random;
        private int left;

        NanRuns(long from, long to, long seed) {
            super(from, to, Double.NaN);
            random = new SplittableRandom(seed);
        }

        @Override
        double spoilt(double value) {
            if (left == 0 && random.nextInt(20) == 0) {
                left = 1 + random.nextInt(9);
            }
            if (left > 0) {
                left--;
                return Double.NaN;
            }
            return value;
        }
    }
}
