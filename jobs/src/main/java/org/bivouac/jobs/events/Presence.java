package org.bivouac.jobs.events;

import org.bivouac.jobs.signal.Intervals;

/** How long a channel and its gate were known. */
final class Presence extends Intervals {
    private static final long serialVersionUID = 1L;

    private double gateSeconds;

    @Override
    protected void interval(double seconds, double x0, double y0, double x1, double y1) {
        if (!Double.isNaN(y0)) {
            gateSeconds += seconds;
        }
    }

    void append(Presence later) {
        join(later);
        gateSeconds += later.gateSeconds;
    }

    /** Seconds in which the second signal was known too, s. */
    double gateSeconds() {
        return gateSeconds;
    }
}
