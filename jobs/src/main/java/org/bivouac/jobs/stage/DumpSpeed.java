package org.bivouac.jobs.stage;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.jobs.scan.DistanceTrack;
import org.bivouac.jobs.scan.LogWalk;
import org.bivouac.schemas.Catalogue;

/**
 * The speed that one dump tells, read at every tenth of a second of the car's log.
 *
 * @param dump its SHA-256
 * @param channels where the speed comes from
 * @param kmPerH at each tick from the log's first instant; NaN outside the dump and in gaps
 */
record DumpSpeed(String dump, List<String> channels, double[] kmPerH) {
    /** Ticks a second. */
    static final int RATE_HZ = 10;

    /**
     * The best speed of a dump.
     *
     * @param whole the car's log, for the first tick
     * @return null when the dump has none
     */
    static DumpSpeed of(CarLog whole, String dump, CarLog own, Catalogue catalogue) throws IOException {
        List<List<String>> speeds = DistanceTrack.speeds(own);
        if (speeds.isEmpty()) {
            return null;
        }
        List<String> channels = speeds.get(0);
        double[] kmPerH = new double[1 + (int) ((whole.lastMicros() - whole.firstMicros()) / 1e6 * RATE_HZ)];
        Arrays.fill(kmPerH, Double.NaN);
        double offset = (own.firstMicros() - whole.firstMicros()) / 1e6;
        LogWalk.walk(
                own,
                catalogue,
                channels,
                new Ticks(kmPerH, offset, catalogue.require(channels.get(0)).maxGapSeconds()));
        return new DumpSpeed(dump, channels, kmPerH);
    }

    boolean isOfGps() {
        return channels.get(0).startsWith("gps_");
    }

    /** Reads at ticks on the straight lines between samples, but for gaps. */
    private static final class Ticks implements LogWalk.Visitor {
        private final double[] kmPerH;
        private final double offset;
        private final double maxGapSeconds;
        private double lastSeconds = Double.NaN;
        private double last;

        Ticks(double[] kmPerH, double offset, double maxGapSeconds) {
            this.kmPerH = kmPerH;
            this.offset = offset;
            this.maxGapSeconds = maxGapSeconds;
        }

        @Override
        public void sample(double ofDump, double value) {
            if (Double.isNaN(value)) {
                return;
            }
            double seconds = ofDump + offset;
            if (seconds - lastSeconds <= maxGapSeconds) {
                int to = (int) Math.min(kmPerH.length - 1, Math.floor(seconds * RATE_HZ));
                for (int tick = (int) Math.floor(lastSeconds * RATE_HZ) + 1; tick <= to; tick++) {
                    double share = ((double) tick / RATE_HZ - lastSeconds) / (seconds - lastSeconds);
                    kmPerH[tick] = last + (value - last) * share;
                }
            }
            lastSeconds = seconds;
            last = value;
        }
    }
}
