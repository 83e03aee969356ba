package org.bivouac.jobs.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.bivouac.schemas.SegmentRow;

/**
 * Where a car was at the times of its traces, km from the log's start: each segment's distance, spread over its windows
 * by the speed that is drawn, evenly where none is. So it agrees with the segments at their ends and is for drawing only.
 */
final class KmAxis {
    private static final String SPEED_UNIT = "km/h";

    private KmAxis() {}

    /**
     * The distance in the middle of each window.
     *
     * @param signals the traces of one car, all with the same times
     * @param segments its segments
     * @return never falling; empty when no segment's distance is known or the car did not move
     */
    static double[] of(List<Trace> signals, List<SegmentRow> segments) {
        List<SegmentRow> known = segments.stream()
                .filter(row -> row.fromTime() != null
                        && row.toTime() != null
                        && Double.isFinite(row.fromKm())
                        && row.distanceKm() >= 0)
                .sorted(Comparator.comparing(SegmentRow::fromTime))
                .toList();
        double[] x = signals.get(0).x();
        double[] km = new double[x.length];
        double[] weights = weights(signals);
        double reached = 0;
        int next = 0;
        for (SegmentRow row : known) {
            double from = row.fromTime().toEpochMilli() / 1000.0;
            double to = row.toTime().toEpochMilli() / 1000.0;
            while (next < x.length && x[next] < from) {
                km[next++] = reached;
            }
            int first = next;
            double total = 0;
            while (next < x.length && x[next] < to) {
                total += weights[next++];
            }
            double passed = 0;
            for (int i = first; i < next; i++) {
                double share = total > 0 ? (passed + weights[i] / 2) / total : (x[i] - from) / (to - from);
                passed += weights[i];
                km[i] = Math.max(reached, row.fromKm() + share * row.distanceKm());
                reached = km[i];
            }
            reached = Math.max(reached, row.fromKm() + row.distanceKm());
        }
        Arrays.fill(km, next, km.length, reached);
        return known.isEmpty() || !(reached > 0) ? new double[0] : km;
    }

    /** The speed in each window; 0 where it is not known. */
    private static double[] weights(List<Trace> signals) {
        double[] weights = new double[signals.get(0).x().length];
        signals.stream()
                .filter(trace -> trace.unit().equals(SPEED_UNIT))
                .findFirst()
                .ifPresent(speed -> Arrays.setAll(weights, i -> {
                    double middle = (speed.min()[i] + speed.max()[i]) / 2;
                    return middle > 0 ? middle : 0;
                }));
        return weights;
    }
}
