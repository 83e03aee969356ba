package org.bivouac.jobs.signal;

/**
 * Seconds that a signal, or two signals at once, spent in each class; a sample's class holds until the next sample, gaps
 * are left out. What lies outside all classes is kept apart, so that the seconds add up to those covered.
 */
public final class TimeAtLevel extends Intervals {
    private static final long serialVersionUID = 1L;

    private final Levels xLevels;
    private final Levels yLevels;
    private final double[] seconds;
    private double outsideSeconds;

    /** Time at level of one signal. */
    public TimeAtLevel(Levels levels) {
        this(levels, null);
    }

    /** Joint time at level of two signals. */
    public TimeAtLevel(Levels xLevels, Levels yLevels) {
        this.xLevels = xLevels;
        this.yLevels = yLevels;
        seconds = new double[xLevels.size() * (yLevels == null ? 1 : yLevels.size())];
    }

    @Override
    protected void interval(double length, double x0, double y0, double x1, double y1) {
        int x = xLevels.indexOf(x0);
        int y = yLevels == null ? 0 : yLevels.indexOf(y0);
        if (x < 0 || y < 0) {
            outsideSeconds += length;
        } else {
            seconds[yLevels == null ? x : x * yLevels.size() + y] += length;
        }
    }

    /** Adds a later part with the same classes, which stays as it is. */
    public void append(TimeAtLevel later) {
        join(later);
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] += later.seconds[i];
        }
        outsideSeconds += later.outsideSeconds;
    }

    /** Seconds in each class, s; for two signals class (x, y) stands at {@code x * yClasses + y}. */
    public double[] seconds() {
        return seconds.clone();
    }

    /** Covered seconds outside all classes, or where the second signal is missing, s. */
    public double outsideSeconds() {
        return outsideSeconds;
    }
}
