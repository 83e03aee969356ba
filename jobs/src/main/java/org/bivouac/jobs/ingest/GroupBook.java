package org.bivouac.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * What became of the rows of one group of a dump, or of a part of it.
 *
 * @param raster its folder, {@code 100hz}
 * @param received rows decoded
 * @param written rows in telemetry
 * @param duplicates rows dropped because they repeat the one before
 * @param untimed rows refused because they have no time
 * @param firstOrdinal record ordinal of the first row received
 * @param nextOrdinal the ordinal behind the last row received
 * @param skipped records between these two that the reader counted, but did not hand over
 * @param stepsBack how often time went back
 * @param firstSeconds time of the first row received, s; NaN when there is none
 * @param lastSeconds time of the last row received, s; NaN when there is none
 * @param statistics one for each channel
 */
record GroupBook(
        String raster,
        long received,
        long written,
        long duplicates,
        long untimed,
        long firstOrdinal,
        long nextOrdinal,
        long skipped,
        int stepsBack,
        double firstSeconds,
        double lastSeconds,
        ArrayList<ChannelStatistics> statistics)
        implements Serializable {

    /** Two instants at least this far apart, s, differ as microseconds too. */
    private static final double SHORTEST_STEP_S = 2e-6;

    /** A longer pause is looked at by whoever watches the clock of the whole dump ({@link ClockBook}). */
    private static final double LONGEST_STEP_S = 6 * 3600;

    /** And so is one that may be a change of the zone: whole half hours, give or take half a second. */
    private static final double ZONE_S = 1800;

    private static final double ZONE_TOLERANCE_S = 0.5;

    /** The book of this and the next part together. */
    GroupBook merge(GroupBook later) {
        if (received == 0 || later.received == 0) {
            return received == 0 ? later : this;
        }
        for (int c = 0; c < statistics.size(); c++) {
            statistics.get(c).merge(later.statistics.get(c));
        }
        return new GroupBook(
                raster,
                received + later.received,
                written + later.written,
                duplicates + later.duplicates,
                untimed + later.untimed,
                firstOrdinal,
                later.nextOrdinal,
                skipped + later.skipped + later.firstOrdinal - nextOrdinal,
                stepsBack + later.stepsBack,
                firstSeconds,
                later.lastSeconds,
                statistics);
    }

    /** Whether time goes on to the next part by a reasonable step. */
    boolean isFollowedBy(GroupBook later) {
        return received == 0 || later.received == 0 || isOrdinary(later.firstSeconds - lastSeconds);
    }

    private static boolean isOrdinary(double step) {
        double halfHours = Math.rint(step / ZONE_S);
        return step >= SHORTEST_STEP_S
                && step < LONGEST_STEP_S
                && (halfHours < 1 || Math.abs(step - halfHours * ZONE_S) > ZONE_TOLERANCE_S);
    }

    /** Records of the dump up to the last row that were not handed over; meaningless for a part. */
    long skippedFromStart() {
        return received == 0 ? 0 : firstOrdinal + skipped;
    }
}
