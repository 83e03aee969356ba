package org.bivouac.jobs.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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
 *   <li>Way that the plan does not know belongs to a special, for on a liaison a car follows the road: to the special behind
 *       which the car's stop fits no longer the kilometres from the log's start, but those to its end, else to the last. Without
 *       such a stop no more than {@value #BEYOND_SHARE} of the plan and {@value #NEAR_KM} km are taken for it, and none if the log
 *       is shorter than the plan.
 *   <li>A stop within {@value #STOP_KM} km of a border is the control: a special begins when the car leaves it, all else when it
 *       comes to it.
 *   <li>When the plan has a start time at which the car stands, within {@value #NEAR_KM} km or {@value #NEAR_SHARE} of the planned distance, it
 *       stands at the start and that time is the border. Otherwise the time is that of another car.
 *   <li>Without distance, start times decide alone.
 *   <li>What lies more than {@value #BEYOND_SHARE} and {@value #NEAR_KM} km beyond the plan's end, and is no special's, is unknown.
 * </ol>
 */
final class PlannedSections {
    private static final double NEAR_KM = 2;
    private static final double NEAR_SHARE = 0.03;
    private static final double BEYOND_SHARE = 0.05;
    private static final double STOP_KM = 0.5;
    private static final String SPECIAL = "SPECIAL";

    private final List<PlanRow> plan;
    private final DistanceTrack distance;
    private final List<Stops.Stop> stops;
    private final double planKm;

    /** How much longer the log is than the plan, km; negative for a shorter one, NaN without distance. */
    private final double unplannedKm;

    private PlannedSections(List<PlanRow> plan, DistanceTrack distance, List<Stops.Stop> stops) {
        this.plan = plan;
        this.distance = distance;
        this.stops = stops;
        planKm = plan.stream().mapToDouble(PlanRow::lengthKm).sum();
        unplannedKm = distance.totalKm() - planKm;
    }

    /**
     * One section in a log.
     *
     * @param type LIAISON, SPECIAL or UNKNOWN
     * @param from its start, s from the log's first instant; it ends where the next starts
     * @param plannedKm its length in the plan; NaN if it has none
     * @param evidence plan-distance, plan-stop, plan-time or none
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
        return plan.isEmpty()
                ? List.of(unknown(0))
                : new PlannedSections(plan, distance, stops).sections(origin, lengthSeconds);
    }

    private List<Section> sections(Instant origin, double lengthSeconds) {
        List<Section> sections = new ArrayList<>();
        sections.add(section(plan.get(0), 0, distance.basis() == null ? "plan-time" : "plan-distance", 0.7));
        double startKm = plan.get(0).lengthKm();
        boolean placed = false;
        for (int i = 1; i < plan.size(); i++) {
            if (!placed && isSpecial(plan.get(i - 1)) && holdsUnplannedWay(i, startKm)) {
                startKm += unplannedKm;
                placed = true;
            }
            Section section =
                    next(plan.get(i), startKm, seconds(origin, plan.get(i).startTime()));
            if (!(section.from() < lengthSeconds)) {
                break;
            }
            if (section.from() > sections.get(sections.size() - 1).from()) {
                sections.add(section);
            }
            startKm += plan.get(i).lengthKm();
        }
        if (distance.basis() == null && sections.size() == 1) {
            // Nothing but the plan's order says that the log is of its first section.
            return List.of(unknown(0));
        }
        double end = distance.secondsAt(planKm);
        if (!placed
                && sections.size() == plan.size()
                && distance.secondsAt(planKm + beyondKm()) < lengthSeconds
                && end > sections.get(sections.size() - 1).from()) {
            sections.add(unknown(end));
        }
        return sections;
    }

    /** Whether the way that the plan does not know lies before row {@code i}, which by the plan alone starts at a kilometre. */
    private boolean holdsUnplannedWay(int i, double startKm) {
        if (stopNear(startKm) != null) {
            return false;
        }
        boolean isLast = plan.subList(i, plan.size()).stream().noneMatch(PlannedSections::isSpecial);
        return stopNear(startKm + unplannedKm) != null
                ? unplannedKm > -nearKm(planKm)
                : isLast && unplannedKm > 0 && unplannedKm <= beyondKm();
    }

    private double beyondKm() {
        return planKm * BEYOND_SHARE + NEAR_KM;
    }

    private static double nearKm(double ofKm) {
        return Math.max(NEAR_KM, NEAR_SHARE * ofKm);
    }

    private Section next(PlanRow row, double startKm, double startSeconds) {
        if (distance.basis() == null) {
            return section(row, startSeconds > 0 ? startSeconds : Double.NaN, "plan-time", 0.4);
        }
        for (Stops.Stop stop : stops) {
            if (stop.holds(startSeconds) && Math.abs(distance.kmUntil(startSeconds) - startKm) <= nearKm(startKm)) {
                return section(row, startSeconds, "plan-time", 0.9);
            }
        }
        Stops.Stop control = stopNear(startKm);
        return control == null
                ? section(row, distance.secondsAt(startKm), "plan-distance", 0.7)
                : section(row, isSpecial(row) ? control.to() : control.from(), "plan-stop", 0.8);
    }

    /** The stop nearest to a kilometre of the log; null when there is none near. */
    private Stops.Stop stopNear(double km) {
        return stops.stream()
                .filter(stop -> awayKm(stop, km) <= STOP_KM)
                .min(Comparator.comparingDouble(stop -> awayKm(stop, km)))
                .orElse(null);
    }

    private double awayKm(Stops.Stop stop, double km) {
        return Math.abs(distance.kmUntil(stop.from()) - km);
    }

    private static boolean isSpecial(PlanRow row) {
        return row.type().equalsIgnoreCase(SPECIAL);
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
        return choose(rows, PlanRow::carClass, PlanRow::version, carClass).stream()
                .sorted(Comparator.comparingInt(PlanRow::ordinal))
                .toList();
    }

    /** The same for any rows that hold for a class and have a version. */
    static <R> List<R> choose(List<R> rows, Function<R, String> classOf, Function<R, String> version, String carClass) {
        String own = rows.stream().anyMatch(row -> classOf.apply(row).equalsIgnoreCase(carClass)) ? carClass : "*";
        List<R> ofClass = rows.stream()
                .filter(row -> classOf.apply(row).equalsIgnoreCase(own))
                .toList();
        int newest =
                ofClass.stream().mapToInt(row -> rank(version.apply(row))).max().orElse(0);
        return ofClass.stream()
                .filter(row -> rank(version.apply(row)) == newest)
                .toList();
    }

    private static int rank(String version) {
        return List.of("plan", "bulletin", "as-run").indexOf(version == null ? "" : version.toLowerCase(Locale.ROOT));
    }
}
