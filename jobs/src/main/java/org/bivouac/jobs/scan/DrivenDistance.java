package org.bivouac.jobs.scan;

/**
 * Driven distance, sample by sample, from an odometer or from a speed. Missing samples (NaN) are passed over.
 *
 * <p>An odometer counts its steps, across gaps too. Where it falls it was reset and the new value counts; a step up or down
 * that no car can drive in the time (more than {@value #FASTEST_KM_PER_H} km/h and {@value #COARSEST_KM} km, the coarsest
 * resolution) is a jump and counts nothing. A speed is integrated by trapezoids; nothing is driven in gaps.
 *
 * <p>Example: an odometer 0, 10, 36, then 0.02, 36 km has driven 36 + 0.02 + 35.98 km, not 36.
 */
public final class DrivenDistance {
    private static final double FASTEST_KM_PER_H = 350;
    private static final double COARSEST_KM = 1.05;

    /** An odometer that falls by less, km, trembles. */
    private static final double TREMBLE_KM = 0.005;

    private static final double SECONDS_PER_HOUR = 3600;

    private final boolean isOdometer;
    private final double maxGapSeconds;
    private boolean started;
    private double lastSeconds;
    private double lastValue;
    private double km;
    private double coveredSeconds;
    private int resets;
    private int jumps;

    private DrivenDistance(boolean isOdometer, double maxGapSeconds) {
        this.isOdometer = isOdometer;
        this.maxGapSeconds = maxGapSeconds;
    }

    /** From values in km that count up; an interval longer than {@code maxGapSeconds} counts but is uncovered. */
    public static DrivenDistance ofOdometer(double maxGapSeconds) {
        return new DrivenDistance(true, maxGapSeconds);
    }

    /** From values in km/h, of which the sign (reverse) is left out; longer intervals than {@code maxGapSeconds} are left out. */
    public static DrivenDistance ofSpeed(double maxGapSeconds) {
        return new DrivenDistance(false, maxGapSeconds);
    }

    /** Adds a sample later than all before. */
    public void add(double seconds, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        double interval = seconds - lastSeconds;
        double before = lastValue;
        boolean first = !started;
        started = true;
        lastSeconds = seconds;
        lastValue = value;
        if (first) {
            return;
        }
        if (interval <= maxGapSeconds) {
            coveredSeconds += interval;
        }
        if (isOdometer) {
            km += odometerStep(interval, before, value);
        } else if (interval <= maxGapSeconds) {
            km += (Math.abs(before) + Math.abs(value)) / 2 * interval / SECONDS_PER_HOUR;
        }
    }

    private double odometerStep(double interval, double before, double value) {
        double plausible = FASTEST_KM_PER_H * interval / SECONDS_PER_HOUR + COARSEST_KM;
        if (value < before && before - value <= TREMBLE_KM) {
            lastValue = before;
            return 0;
        }
        double step = value < before ? value : value - before;
        if (step < 0 || step > plausible) {
            jumps++;
            return 0;
        }
        resets += value < before ? 1 : 0;
        return step;
    }

    /** What was driven so far, km. */
    public double km() {
        return km;
    }

    /** Seconds in intervals no longer than the gap limit. */
    public double coveredSeconds() {
        return coveredSeconds;
    }

    /** How often the odometer started again. */
    public int resets() {
        return resets;
    }

    /** How often the odometer jumped. */
    public int jumps() {
        return jumps;
    }
}
