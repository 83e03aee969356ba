package org.bivouac.jobs.stage;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.jobs.scan.LogWalk;
import org.bivouac.schemas.Catalogue;

/** Reads channels at equal steps of time, on the straight lines between their samples, but not in gaps. */
final class Ticks implements LogWalk.Visitor {
    private final double[] values;
    private final int rateHz;
    private final double offset;
    private final double maxGapSeconds;
    private double lastSeconds = Double.NaN;
    private double last;

    private Ticks(double[] values, int rateHz, double offset, double maxGapSeconds) {
        this.values = values;
        this.rateHz = rateHz;
        this.offset = offset;
        this.maxGapSeconds = maxGapSeconds;
    }

    /**
     * The mean of channels of a log, at ticks that another log's first instant begins.
     *
     * @param whole the log whose time is ticked; may be {@code own}
     * @param own the log that is read
     * @param channels all in {@code own}; what is averaged where there are several
     * @param rateHz ticks a second
     * @return NaN outside {@code own} and in gaps
     */
    static double[] of(CarLog whole, CarLog own, Catalogue catalogue, List<String> channels, int rateHz)
            throws IOException {
        double[] values = new double[1 + (int) ((whole.lastMicros() - whole.firstMicros()) / 1e6 * rateHz)];
        Arrays.fill(values, Double.NaN);
        double offset = (own.firstMicros() - whole.firstMicros()) / 1e6;
        double maxGapSeconds = catalogue.require(channels.get(0)).maxGapSeconds();
        LogWalk.walk(own, catalogue, channels, new Ticks(values, rateHz, offset, maxGapSeconds));
        return values;
    }

    @Override
    public void sample(double ofOwn, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        double seconds = ofOwn + offset;
        if (seconds - lastSeconds <= maxGapSeconds) {
            int to = (int) Math.min(values.length - 1, Math.floor(seconds * rateHz));
            for (int tick = (int) Math.floor(lastSeconds * rateHz) + 1; tick <= to; tick++) {
                double share = ((double) tick / rateHz - lastSeconds) / (seconds - lastSeconds);
                values[tick] = last + (value - last) * share;
            }
        }
        lastSeconds = seconds;
        last = value;
    }
}
