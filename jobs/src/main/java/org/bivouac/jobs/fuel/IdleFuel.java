package org.bivouac.jobs.fuel;

import org.bivouac.jobs.signal.Intervals;

/** Fuel flow summed while the car idles; the second signal is 1 when it does, 0 when not, NaN when unknown. */
final class IdleFuel extends Intervals {
    private static final long serialVersionUID = 1L;

    private double flowSeconds;
    private double idleSeconds;
    private double knownSeconds;

    @Override
    protected void interval(double seconds, double x0, double y0, double x1, double y1) {
        if (y0 == 1) {
            flowSeconds += (x0 + x1) / 2 * seconds;
            idleSeconds += seconds;
        }
        if (!Double.isNaN(y0)) {
            knownSeconds += seconds;
        }
    }

    void append(IdleFuel later) {
        join(later);
        flowSeconds += later.flowSeconds;
        idleSeconds += later.idleSeconds;
        knownSeconds += later.knownSeconds;
    }

    /** Integral of the flow while idling, in the flow's unit times s. */
    double flowSeconds() {
        return flowSeconds;
    }

    /** Seconds of idling, s. */
    double idleSeconds() {
        return idleSeconds;
    }

    /** Seconds in which it is known whether the car idles, s. */
    double knownSeconds() {
        return knownSeconds;
    }
}
