package org.bivouac.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.schemas.ComparisonRow;
import org.bivouac.schemas.EventRow;

/** Chooses the ten worst things of a stage: limits exceeded first, then what stands out and the largest load cycles. */
final class Findings {
    static final int MOST = 10;

    /** More than this above what it is compared with is worth a line. */
    private static final double OUTLIER = 0.5;

    private static final int MOST_OF_A_KIND = 4;

    /** A landing of so much weighs as much as a load cycle that does all of a channel's damage. */
    private static final double HARD_LANDING_G = 8;

    /** Stuck for so long weighs as much as a doubled damage. */
    private static final double A_LONG_STAND_SECONDS = 300;

    private Findings() {}

    /** The findings, the worst first. */
    static List<FindingRow> of(StageData data, List<VitalRow> vitals) {
        List<FindingRow> all = new ArrayList<>();
        for (VitalRow vital : vitals) {
            if (vital.exceedances() > 0 && !coveredByAlarm(vital, vitals)) {
                all.add(limit(vital));
            }
        }
        all.addAll(outliers(data.comparison()));
        all.addAll(loadCycles(data.events()));
        all.addAll(landings(data.events()));
        all.addAll(breakdowns(data.events()));
        all.sort(Comparator.comparingInt((FindingRow finding) -> severityRank(finding.severity()))
                .thenComparing(finding -> finding.kind().equals("limit") ? 0 : 1)
                .thenComparing(Comparator.comparingDouble(FindingRow::weight).reversed())
                .thenComparing(FindingRow::car)
                .thenComparing(FindingRow::subject));
        List<FindingRow> worst = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (FindingRow finding : all) {
            boolean limit = finding.kind().equals("limit");
            if (worst.size() < MOST && (limit || counts.merge(finding.kind(), 1, Integer::sum) <= MOST_OF_A_KIND)) {
                worst.add(ranked(finding, worst.size() + 1));
            }
        }
        return worst;
    }

    /** Beyond the limit for an alarm the one for a watch is exceeded too; one line says it. */
    private static boolean coveredByAlarm(VitalRow vital, List<VitalRow> vitals) {
        return vital.severity().equals("watch")
                && vitals.stream()
                        .anyMatch(other -> other.severity().equals("alarm")
                                && other.exceedances() > 0
                                && other.car().equals(vital.car())
                                && other.channel().equals(vital.channel())
                                && other.side().equals(vital.side())
                                && other.condition().equals(vital.condition()));
    }

    static int severityRank(String severity) {
        return switch (severity) {
            case "alarm" -> 0;
            case "watch" -> 1;
            default -> 2;
        };
    }

    private static FindingRow limit(VitalRow vital) {
        String times = vital.exceedances() == 1 ? "once" : vital.exceedances() + " times";
        String statement = vital.side() + " " + Figures.shown(vital.limitValue(), vital.unit()) + " "
                + Figures.unit(vital.unit()) + " " + times + ", " + Figures.duration(vital.durationS()) + " in all"
                + (vital.condition().isEmpty() ? "" : ", " + vital.condition());
        double size = Math.max(1e-9, Math.abs(vital.limitValue()));
        return new FindingRow(
                0,
                vital.severity(),
                vital.car(),
                "limit",
                Labels.channel(vital.channel()),
                statement,
                vital.firstTime(),
                vital.firstKm(),
                vital.peak(),
                vital.limitValue(),
                vital.unit(),
                Math.abs(vital.margin()) / size);
    }

    /** Of every component, position and car the damage that most exceeds what it is compared with. */
    private static List<FindingRow> outliers(List<ComparisonRow> comparison) {
        Map<List<String>, ComparisonRow> largest = new HashMap<>();
        for (ComparisonRow row : comparison) {
            if (row.comparable()
                    && row.change() >= OUTLIER
                    && row.segment().equals("stage")
                    && row.measure().equals(Stress.DRAWN)
                    && isMechanical(row.unit())) {
                largest.merge(List.of(row.car(), row.channel()), row, (a, b) -> b.change() > a.change() ? b : a);
            }
        }
        List<FindingRow> rows = new ArrayList<>();
        largest.values()
                .forEach(row -> rows.add(new FindingRow(
                        0,
                        "watch",
                        row.car(),
                        "comparison",
                        Labels.channel(row.channel()),
                        "damage per km (slope 5) against " + Others.name(row),
                        null,
                        Double.NaN,
                        row.perKm(),
                        row.otherPerKm(),
                        row.unit() + "/km",
                        row.change())));
        return rows;
    }

    /** A temperature's largest cycle is its warming up and so no news; its limits speak for it. */
    private static boolean isMechanical(String unit) {
        return unit != null && !unit.startsWith("degC");
    }

    /** Of every channel and car the largest load cycle; they are ranked by their share in the channel's damage. */
    private static List<FindingRow> loadCycles(List<EventRow> events) {
        Map<List<String>, EventRow> largest = new HashMap<>();
        for (EventRow event : Vitals.once(events)) {
            if (event.kind().equals("load_cycle") && isMechanical(event.unit())) {
                largest.merge(List.of(event.car(), event.channel()), event, (a, b) -> b.peak() > a.peak() ? b : a);
            }
        }
        List<FindingRow> rows = new ArrayList<>();
        largest.values().forEach(event -> {
            double share = contextValue(event.context(), "share_k5");
            rows.add(new FindingRow(
                    0,
                    event.severity(),
                    event.car(),
                    "load cycle",
                    Labels.channel(event.channel()),
                    "largest load cycle"
                            + (Double.isNaN(share) ? "" : ", " + Figures.share(share) + " of the damage (slope 5)"),
                    event.time(),
                    event.atKm(),
                    event.peak(),
                    Double.NaN,
                    event.unit(),
                    Double.isNaN(share) ? 0 : share));
        });
        return rows;
    }

    /** Of every car the hardest landing. */
    private static List<FindingRow> landings(List<EventRow> events) {
        Map<String, EventRow> hardest = new HashMap<>();
        for (EventRow event : Vitals.once(events)) {
            if (event.kind().equals("jump") && !Double.isNaN(event.peak())) {
                hardest.merge(event.car(), event, (a, b) -> b.peak() > a.peak() ? b : a);
            }
        }
        List<FindingRow> rows = new ArrayList<>();
        hardest.values().forEach(event -> {
            double speed = contextValue(event.context(), "speed_km_per_h");
            String statement = "hardest landing, after " + Figures.shown(event.durationS(), "s") + " s in the air"
                    + (Double.isNaN(speed) ? "" : " at " + Figures.shown(speed, "km/h") + " km/h");
            rows.add(new FindingRow(
                    0,
                    event.severity(),
                    event.car(),
                    "landing",
                    "Jump",
                    statement,
                    event.time(),
                    event.atKm(),
                    event.peak(),
                    Double.NaN,
                    event.unit(),
                    event.peak() / HARD_LANDING_G));
        });
        return rows;
    }

    /** Dampers that lost their damping, and cars that were stuck. */
    private static List<FindingRow> breakdowns(List<EventRow> events) {
        List<FindingRow> rows = new ArrayList<>();
        for (EventRow event : Vitals.once(events)) {
            boolean damper = event.kind().equals("broken_damper");
            if (damper || event.kind().equals("stuck")) {
                rows.add(new FindingRow(
                        0,
                        event.severity(),
                        event.car(),
                        event.kind().replace('_', ' '),
                        damper ? Labels.channel(event.channel()) : "Car",
                        damper
                                ? "moves much faster than the other side: broken damper?"
                                : "stuck for " + Figures.duration(event.durationS()),
                        event.time(),
                        event.atKm(),
                        event.peak(),
                        event.limitValue(),
                        damper ? "times" : event.unit(),
                        damper ? event.peak() : event.durationS() / A_LONG_STAND_SECONDS));
            }
        }
        return rows;
    }

    /** The number behind a name in {@code name=value; name=value}; NaN if it is not there. */
    static double contextValue(String context, String name) {
        if (context == null) {
            return Double.NaN;
        }
        for (String pair : context.split(";", -1)) {
            String[] sides = pair.strip().split("=", 2);
            if (sides.length == 2 && sides[0].equals(name)) {
                try {
                    return Double.parseDouble(sides[1]);
                } catch (NumberFormatException e) {
                    return Double.NaN;
                }
            }
        }
        return Double.NaN;
    }

    private static FindingRow ranked(FindingRow row, int rank) {
        return new FindingRow(
                rank,
                row.severity(),
                row.car(),
                row.kind(),
                row.subject(),
                row.statement(),
                row.time(),
                row.atKm(),
                row.value(),
                row.reference(),
                row.unit(),
                row.weight());
    }
}
