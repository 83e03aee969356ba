package org.bivouac.jobs.recovery;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What happened to the cars beside what the pipeline says of it: how much of it was found, and how much was made up. */
final class Happenings {
    /** A finding belongs to what happened when their ranges are this near, s. */
    private static final double NEAR = 5;

    /**
     * What should find a kind.
     *
     * @param kind of the truth
     * @param finding condition on {@code events}; null when the pipeline has nothing of the kind
     * @param by what finds it, for people
     */
    private record Finder(String kind, String finding, String by) {}

    private static final List<Finder> FINDERS = List.of(
            new Finder("over_rev", "channel = 'engine_speed_rpm'", "limit on engine speed"),
            new Finder("oil_starvation", "channel = 'oil_pressure_bar'", "limit on oil pressure"),
            new Finder("overheating", "channel = 'coolant_temperature_deg_c'", "limit on coolant temperature"),
            new Finder("puncture", "channel LIKE 'tyre_pressure_%'", "limit on tyre pressure"),
            new Finder("jump", null, ""),
            new Finder("bump_stop", null, ""),
            new Finder("driver_marker", null, ""),
            new Finder("broken_damper", null, ""),
            new Finder("detour", null, ""),
            new Finder("lost", null, ""),
            new Finder("stuck", null, ""));

    /**
     * How a kind was found.
     *
     * @param happened times it happened
     * @param found of these
     * @param told findings of the pipeline; −1 when it has nothing of the kind
     * @param right of these
     * @param lateSeconds mean difference of the beginnings of what was found
     */
    record Score(String kind, String by, int happened, int found, int told, int right, double lateSeconds) {
        double recall() {
            return (double) found / happened;
        }

        double precision() {
            return (double) right / told;
        }
    }

    private Happenings() {}

    static List<Score> of(Answers answers) throws SQLException {
        List<Score> scores = new ArrayList<>();
        for (Finder finder : FINDERS) {
            List<Map<String, Object>> truth = answers.rows(
                    "SELECT car, stage, year, epoch(from_time) \"from\", epoch(from_time) + seconds \"to\" FROM true_events WHERE kind = '"
                            + finder.kind + "'");
            List<Map<String, Object>> told = finder.finding == null
                    ? null
                    : answers.rows("SELECT car, stage, year, epoch(time) \"from\", epoch(time) + duration_s \"to\" FROM events WHERE kind ="
                            + " 'limit_exceeded' AND segment = 'stage' AND " + finder.finding);
            if (truth.isEmpty() && (told == null || told.isEmpty())) {
                continue;
            }
            scores.add(score(finder, truth, told));
        }
        return scores;
    }

    private static Score score(Finder finder, List<Map<String, Object>> truth, List<Map<String, Object>> told) {
        if (told == null) {
            return new Score(finder.kind, "", truth.size(), 0, -1, 0, Double.NaN);
        }
        int found = 0;
        double late = 0;
        for (Map<String, Object> one : truth) {
            double best = Double.NaN;
            for (Map<String, Object> other : told) {
                if (near(one, other)) {
                    double later = Answers.number(other, "from") - Answers.number(one, "from");
                    best = Double.isNaN(best) || later < best ? later : best;
                }
            }
            if (!Double.isNaN(best)) {
                found++;
                late += best;
            }
        }
        int right = (int) told.stream()
                .filter(other -> truth.stream().anyMatch(one -> near(one, other)))
                .count();
        return new Score(finder.kind, finder.by, truth.size(), found, told.size(), right, late / found);
    }

    private static boolean near(Map<String, Object> one, Map<String, Object> other) {
        return one.get("car").equals(other.get("car"))
                && one.get("stage").equals(other.get("stage"))
                && one.get("year").equals(other.get("year"))
                && Answers.number(other, "from") <= Answers.number(one, "to") + NEAR
                && Answers.number(one, "from") <= Answers.number(other, "to") + NEAR;
    }
}
