package org.bivouac.jobs.stage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.scan.DistanceTrack;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.SegmentRow;

/**
 * Cuts sections by stops, which nest inside and win, and writes down each piece. Every instant of the log is in exactly
 * one piece, and the distances of the pieces add up to that of the log.
 *
 * <p>Pieces are named by section: {@code special-1}, and after a stop {@code special-1-2}. The planned length stands on the first
 * piece of a section only, so that the column may be summed.
 */
final class Segmentation {
    private static final double STOP_CONFIDENCE = 0.9;

    private final CarKey car;
    private final long origin;
    private final DistanceTrack distance;
    private final List<SegmentRow> rows = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    private Segmentation(CarKey car, long origin, DistanceTrack distance) {
        this.car = car;
        this.origin = origin;
        this.distance = distance;
    }

    /**
     * The segments of a log.
     *
     * @param origin the log's first instant, µs since 1970
     * @param last the log's last instant, which belongs to the last segment
     * @param sections in order, the first from 0
     * @param stops in order, not overlapping
     */
    static List<SegmentRow> of(
            CarKey car,
            long origin,
            long last,
            DistanceTrack distance,
            List<PlannedSections.Section> sections,
            List<Stops.Stop> stops) {
        Segmentation segmentation = new Segmentation(car, origin, distance);
        for (int i = 0; i < sections.size(); i++) {
            long to = i + 1 < sections.size()
                    ? segmentation.micros(sections.get(i + 1).from())
                    : last + 1;
            segmentation.section(sections.get(i), to, stops);
        }
        return segmentation.rows;
    }

    private long micros(double seconds) {
        return origin + Math.round(seconds * 1e6);
    }

    private void section(PlannedSections.Section section, long to, List<Stops.Stop> stops) {
        long from = micros(section.from());
        String name = numbered(section.type());
        int pieces = 0;
        long at = from;
        for (Stops.Stop stop : stops) {
            long standing = Math.max(at, micros(stop.from()));
            long moving = Math.min(to, micros(stop.to()));
            if (standing >= moving) {
                continue;
            }
            if (standing > at) {
                drive(section, name, pieces++, at, standing);
            }
            add(numbered("STOP"), "STOP", standing, moving, Double.NaN, "speed", STOP_CONFIDENCE);
            at = moving;
        }
        if (at < to) {
            drive(section, name, pieces, at, to);
        }
    }

    private void drive(PlannedSections.Section section, String name, int pieces, long from, long to) {
        add(
                pieces == 0 ? name : name + "-" + (pieces + 1),
                section.type(),
                from,
                to,
                pieces == 0 ? section.plannedKm() : Double.NaN,
                section.evidence(),
                section.confidence());
    }

    private String numbered(String type) {
        return type.toLowerCase(Locale.ROOT) + "-" + counts.merge(type, 1, Integer::sum);
    }

    private void add(
            String name, String type, long from, long to, double plannedKm, String evidence, double confidence) {
        double fromKm = distance.kmUntil((from - origin) / 1e6);
        double toKm = distance.kmUntil((to - origin) / 1e6);
        rows.add(new SegmentRow(
                car.stage().year(),
                car.stage().event(),
                car.stage().stage(),
                car.car(),
                rows.size(),
                name,
                type,
                Instant.EPOCH.plus(from, ChronoUnit.MICROS),
                Instant.EPOCH.plus(to, ChronoUnit.MICROS),
                (to - from) / 1e6,
                fromKm,
                toKm,
                toKm - fromKm,
                plannedKm,
                distance.basis(),
                evidence,
                confidence));
    }
}
