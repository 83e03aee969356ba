package org.bivouac.jobs.stage;

import java.io.IOException;
import java.util.List;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.jobs.scan.DistanceTrack;
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
        double[] kmPerH = Ticks.of(whole, own, catalogue, channels, RATE_HZ);
        return new DumpSpeed(dump, channels, kmPerH);
    }

    boolean isOfGps() {
        return channels.get(0).startsWith("gps_");
    }
}
