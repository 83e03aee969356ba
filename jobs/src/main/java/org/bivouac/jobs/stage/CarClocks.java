package org.bivouac.jobs.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.schemas.Catalogue;

/**
 * Compares the clocks of a car's loggers by the speed that each dump tells. A clock is off when it agrees with none of the
 * others while these agree among themselves; of two that disagree the GPS receiver's is right. Nothing is moved: it is told.
 */
final class CarClocks {
    /** GPS receivers are late by up to a quarter of a second, and wheels slip. */
    private static final double OFFSET_SECONDS = 0.4;

    /** Longer logs than this have dates that cannot be, s. */
    private static final double LONGEST_SECONDS = 4 * 86_400;

    private CarClocks() {}

    /**
     * One clock that is off.
     *
     * @param dump whose clock
     * @param kind offset or drift
     * @param lag how far it is ahead of the others
     * @param others dumps that it was compared with
     * @param isSure whether it is known that this one is off and not the other
     */
    record Finding(String dump, String kind, ClockLag lag, List<String> others, boolean isSure) {}

    /**
     * What is off in a log.
     *
     * @param makes by dump what kind of logger recorded it, as far as it is known
     */
    static List<Finding> of(CarLog log, Map<String, String> makes, Catalogue catalogue) throws IOException {
        Map<String, CarLog> dumps = log.byDump();
        if (dumps.size() < 2 || (log.lastMicros() - log.firstMicros()) / 1e6 > LONGEST_SECONDS) {
            return List.of();
        }
        List<DumpSpeed> speeds = new ArrayList<>();
        for (Map.Entry<String, CarLog> dump : dumps.entrySet()) {
            DumpSpeed speed = DumpSpeed.of(log, dump.getKey(), dump.getValue(), catalogue);
            if (speed != null) {
                speeds.add(speed);
            }
        }
        return compared(speeds, makes);
    }

    private static List<Finding> compared(List<DumpSpeed> speeds, Map<String, String> makes) {
        int n = speeds.size();
        ClockLag[][] lags = new ClockLag[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j && !box(speeds.get(i), makes).equals(box(speeds.get(j), makes))) {
                    lags[i][j] = ClockLag.between(
                            speeds.get(i).kmPerH(), speeds.get(j).kmPerH());
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        findings.addAll(off(speeds, lags, "offset", ClockLag::aheadSeconds, OFFSET_SECONDS));
        findings.addAll(off(speeds, lags, "drift", ClockLag::gainedSeconds, 0));
        return findings;
    }

    /** Dumps of one make that tell the speed by the same channels are of one box, and have one clock. */
    private static String box(DumpSpeed speed, Map<String, String> makes) {
        return makes.getOrDefault(speed.dump(), "") + speed.channels();
    }

    /** Clocks that agree with none, each with the lag to the first of those that it should agree with. */
    private static List<Finding> off(
            List<DumpSpeed> speeds,
            ClockLag[][] lags,
            String kind,
            ToDoubleFunction<ClockLag> difference,
            double tolerated) {
        int n = speeds.size();
        boolean[] agrees = new boolean[n];
        boolean any = false;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                agrees[i] |= lags[j][i] != null && Math.abs(difference.applyAsDouble(lags[j][i])) <= tolerated;
            }
            any |= agrees[i];
        }
        boolean gps = speeds.stream().filter(DumpSpeed::isOfGps).count() == 1;
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (agrees[i] || (!any && gps && speeds.get(i).isOfGps())) {
                continue;
            }
            ClockLag lag = null;
            List<String> others = new ArrayList<>();
            for (int j = 0; j < n; j++) {
                if (lags[j][i] != null
                        && (any ? agrees[j] : !gps || speeds.get(j).isOfGps())) {
                    lag = lag == null ? lags[j][i] : lag;
                    others.add(speeds.get(j).dump());
                }
            }
            if (lag != null) {
                findings.add(new Finding(speeds.get(i).dump(), kind, lag, others, any || gps));
            }
        }
        return findings;
    }
}
