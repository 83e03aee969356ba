package org.bivouac.jobs.stage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.ClockEventRow;
import org.bivouac.schemas.DumpRow;

/** Writes down what the comparison of a car's clocks has found. */
final class ClockRows {
    private ClockRows() {}

    /** What kind of logger recorded each dump, by its SHA-256. */
    static Map<String, String> makes(List<DumpRow> dumps) {
        Map<String, String> makes = new TreeMap<>();
        for (DumpRow row : dumps) {
            if (row.logger() != null && !row.logger().isBlank()) {
                makes.putIfAbsent(row.dump(), row.logger() + " " + row.format());
            }
        }
        return makes;
    }

    /** A row for each finding. */
    static List<ClockEventRow> of(CarKey car, CarLog log, List<DumpRow> dumps, List<CarClocks.Finding> findings) {
        Map<String, String> names = new TreeMap<>();
        dumps.forEach(row -> names.putIfAbsent(row.dump(), row.file()));
        List<ClockEventRow> rows = new ArrayList<>();
        for (CarClocks.Finding finding : findings) {
            ClockLag lag = finding.lag();
            boolean drifts = finding.kind().equals("drift");
            Instant to = instant(log, lag.toSeconds());
            rows.add(new ClockEventRow(
                    car.stage().year(),
                    car.stage().event(),
                    car.stage().stage(),
                    car.car(),
                    finding.dump(),
                    names.getOrDefault(finding.dump(), finding.dump()),
                    null,
                    finding.kind(),
                    -1,
                    drifts ? instant(log, lag.fromSeconds()) : null,
                    drifts ? to : instant(log, lag.fromSeconds()),
                    drifts ? to : instant(log, lag.fromSeconds()),
                    drifts ? lag.gainedSeconds() : lag.aheadSeconds(),
                    0,
                    done(finding, names)));
        }
        return rows;
    }

    private static String done(CarClocks.Finding finding, Map<String, String> names) {
        ClockLag lag = finding.lag();
        String others = String.join(
                " and ",
                finding.others().stream()
                        .map(dump -> names.getOrDefault(dump, dump))
                        .map(name -> name.substring(name.lastIndexOf('/') + 1))
                        .toList());
        String how = finding.kind().equals("drift")
                ? String.format(
                        Locale.ROOT,
                        "%+.0f ppm against %s",
                        1e6 * lag.gainedSeconds() / (lag.toSeconds() - lag.fromSeconds()),
                        others)
                : "compared with " + others;
        return how + " by the speed in " + lag.windows() + " windows: kept as recorded"
                + (finding.isSure() ? "" : "; which of them is right is not known");
    }

    private static Instant instant(CarLog log, double seconds) {
        return Instant.EPOCH.plus(log.firstMicros() + Math.round(seconds * 1e6), ChronoUnit.MICROS);
    }
}
