package org.bivouac.jobs.signal;

/**
 * Mean by time, mean by distance, smallest and largest value of a signal at its native rate: {@code sum(x dt) / sum(dt)}
 * with each sample holding until the next, gaps left out. The second signal is the driven distance, km.
 *
 * <p>An hour at 100 km/h logged at 1 Hz, then six minutes at 0 km/h logged at 100 Hz, have the mean 90.9 km/h; the mean of the
 * samples, 9.1, says how the logger was set.
 */
public final class WeightedStatistics extends Intervals {
    private static final long serialVersionUID = 1L;

    private double timeSum;
    private double distanceSum;
    private double distanceKm;
    private double min = Double.NaN;
    private double max = Double.NaN;

    @Override
    protected void interval(double seconds, double x0, double y0, double x1, double y1) {
        timeSum += x0 * seconds;
        double km = y1 - y0;
        if (km > 0) {
            distanceSum += x0 * km;
            distanceKm += km;
        }
    }

    @Override
    protected void sample(double x) {
        if (!(x >= min)) {
            min = x;
        }
        if (!(x <= max)) {
            max = x;
        }
    }

    /** Adds a later part, which stays as it is. */
    public void append(WeightedStatistics later) {
        join(later);
        timeSum += later.timeSum;
        distanceSum += later.distanceSum;
        distanceKm += later.distanceKm;
        if (later.valid() > 0) {
            sample(later.min);
            sample(later.max);
        }
    }

    /** Mean by time; NaN when no time is covered. */
    public double meanByTime() {
        return coveredSeconds() > 0 ? timeSum / coveredSeconds() : Double.NaN;
    }

    /** Mean by distance; NaN when no distance is covered. */
    public double meanByDistance() {
        return distanceKm > 0 ? distanceSum / distanceKm : Double.NaN;
    }

    /** Smallest value; NaN when there is none. */
    public double min() {
        return min;
    }

    /** Largest value; NaN when there is none. */
    public double max() {
        return max;
    }
}
