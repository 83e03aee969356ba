package org.bivouac.jobs.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.bivouac.jobs.scan.DistanceTrack;
import org.bivouac.schemas.PlanRow;

/**
 * Lays the plan's sections over a car's log. This is the place of the stage model: whatever knows better where sections begin
 * (the organiser's times for the car, waypoints, a correction by hand) comes before the rules here, in the order of evidence that
 * the handbook gives.
 *
 * <ol>
 *   <li>A section begins where the log's own distance reaches the planned kilometres before it. The log is not stretched to
 *       the plan, because it may be cut short; sections that it does not reach do not occur.
 *   <li>When the plan has a start time at which the car stands, within {@value #NEAR_KM} km or {@value #NEAR_SHARE} of the planned distance, it
 *       stands at the start and that stop is the border. Otherwise the time is that of another car.
 *   <li>Without distance, start times decide alone.
 *   <li>What lies more than {@value #BEYOND_SHARE} and {@value #NEAR_KM} km beyond the plan's end is unknown.
 * </ol>
 */
final class PlannedSections {
    private static final double NEAR_KM = 2;
    private static final double NEAR_SHARE = 0.03;
    private static final double BEYOND_SHARE = 0.05;

    private PlannedSections() {}

    /**
     * One section in a log.
     *
     * @param type LIAISON, SPECIAL or UNKNOWN
     * @param from its start, s from the log's first instant; it ends where the next starts
     * @param plannedKm its length in the plan; NaN if it has none
     * @param evidence plan-distance, plan-time or none
     * @param confidence 0 to 1
     */
    record Section(String type, double from, double plannedKm, String evidence, double confidence) {}

    /**
     * The sections that occur in a log, in order, the first from 0.
     *
     * @param plan the plan for this car's class, in driving order; may be empty
     * @param origin the log's first instant
     * @param lengthSeconds the log's length
     */
    static List<Section> of(
            List<PlanRow> plan, DistanceTrack distance, List<Stops.Stop> stops, Instant origin, double lengthSeconds) {
        List<Section> sections = new ArrayList<>();
        if (plan.isEmpty()) {
            return List.of(unknown(0));
        }
        double plannedKm = 0;
        for (PlanRow row : plan) {
            Section section = sections.isEmpty()
                    ? section(row, 0, distance.basis() == null ? "plan-time" : "plan-distance", 0.7)
                    : next(row, plannedKm, distance, stops, seconds(origin, row.startTime()));
            if (!(section.from() < lengthSeconds)) {
                break;
            }
            if (sections.isEmpty()
                    || section.from() > sections.get(sections.size() - 1).from()) {
                sections.add(section);
            }
            plannedKm += row.lengthKm();
        }
        if (distance.basis() == null && sections.size() == 1) {
            // Nothing but the plan's order says that the log is of its first section.
            return List.of(unknown(0));
        }
        double beyond = distance.secondsAt(plannedKm * (1 + BEYOND_SHARE) + NEAR_KM);
        if (sections.size() == plan.size() && beyond < lengthSeconds) {
            double end = distance.secondsAt(plannedKm);
            if (end > sections.get(sections.size() - 1).from()) {
                sections.add(unknown(end));
            }
        }
        return sections;
    }

    private static Section next(
            PlanRow row, double plannedKm, DistanceTrack distance, List<Stops.Stop> stops, double startSeconds) {
        if (distance.basis() == null) {
            return section(row, startSeconds > 0 ? startSeconds : Double.NaN, "plan-time", 0.4);
        }
        double tolerance = Math.max(NEAR_KM, NEAR_SHARE * plannedKm);
        for (Stops.Stop stop : stops) {
            if (stop.holds(startSeconds) && Math.abs(distance.kmUntil(startSeconds) - plannedKm) <= tolerance) {
                return section(row, startSeconds, "plan-time", 0.9);
            }
        }
        return section(row, distance.secondsAt(plannedKm), "plan-distance", 0.7);
    }

    private static Section section(PlanRow row, double from, String evidence, double confidence) {
        return new Section(row.type().toUpperCase(Locale.ROOT), from, row.lengthKm(), evidence, confidence);
    }

    private static Section unknown(double from) {
        return new Section("UNKNOWN", from, Double.NaN, "none", 0);
    }

    private static double seconds(Instant origin, Instant at) {
        return at == null ? Double.NaN : Duration.between(origin, at).toNanos() / 1e9;
    }

    /**
     * The plan that holds for a class: its own rows, else those for all; as run rather than by bulletin rather than as planned.
     *
     * @param rows rows of one stage
     * @param carClass null if it is not known
     */
    static List<PlanRow> choose(List<PlanRow> rows, String carClass) {
        String own = rows.stream().anyMatch(row -> row.carClass().equalsIgnoreCase(carClass)) ? carClass : "*";
        List<PlanRow> ofClass = rows.stream()
                .filter(row -> row.carClass().equalsIgnoreCase(own))
                .toList();
        int newest = ofClass.stream().mapToInt(PlannedSections::rank).max().orElse(0);
        return ofClass.stream()
                .filter(row -> rank(row) == newest)
                .sorted(Comparator.comparingInt(PlanRow::ordinal))
                .toList();
    }

    private static int rank(PlanRow row) {
        String version = row.version() == null ? "" : row.version().toLowerCase(Locale.ROOT);
        return List.of("plan", "bulletin", "as-run").indexOf(version);
    }
}
