package org.bivouac.jobs.recovery;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What happened to the cars beside what the pipeline says of it: how much of it was found, and how much was made up. */
final class Happenings {
    /** A finding may begin so much before what it belongs to, s: clocks and filters. */
    private static final double BEFORE = 5;

    /**
     * What should find a kind.
     *
     * @param kind of the truth
     * @param finding condition on {@code events}; null when the pipeline has nothing of the kind
     * @param by what finds it, for people
     * @param after how long after its end a finding still belongs to it, s: a tyre leaks for a while before it is too low
     */
    private record Finder(String kind, String finding, String by, double after) {
        static Finder nothing(String kind) {
            return new Finder(kind, null, "", 0);
        }
    }

    private static final List<Finder> FINDERS = List.of(
            new Finder("over_rev", "channel = 'engine_speed_rpm'", "limit on engine speed", 5),
            new Finder("oil_starvation", "channel = 'oil_pressure_bar'", "limit on oil pressure", 5),
            new Finder("overheating", "channel = 'coolant_temperature_deg_c'", "limit on coolant temperature", 120),
            new Finder("puncture", "channel LIKE 'tyre_pressure_%'", "limit on tyre pressure", 120),
            Finder.nothing("jump"),
            Finder.nothing("bump_stop"),
            Finder.nothing("driver_marker"),
            Finder.nothing("broken_damper"),
            Finder.nothing("detour"),
            Finder.nothing("lost"),
            Finder.nothing("stuck"));

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
            List<Map<String, Object>> truth =
                    answers.rows(range("from_time", "seconds") + "true_events WHERE kind = '" + finder.kind + "'");
            List<Map<String, Object>> told = finder.finding == null
                    ? null
                    : answers.rows(range("time", "duration_s")
                            + "events WHERE kind = 'limit_exceeded' AND segment = 'stage' AND " + finder.finding);
            if (truth.isEmpty() && (told == null || told.isEmpty())) {
                continue;
            }
            scores.add(score(finder, truth, told));
        }
        return scores;
    }

    private static String range(String begin, String seconds) {
        return "SELECT car, stage, year, epoch(" + begin + ") \"from\", epoch(" + begin + ") + " + seconds
                + " \"to\" FROM ";
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
                if (near(one, other, finder.after)) {
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
                .filter(other -> truth.stream().anyMatch(one -> near(one, other, finder.after)))
                .count();
        return new Score(finder.kind, finder.by, truth.size(), found, told.size(), right, late / found);
    }

    private static boolean near(Map<String, Object> one, Map<String, Object> other, double after) {
        return one.get("car").equals(other.get("car"))
                && one.get("stage").equals(other.get("stage"))
                && one.get("year").equals(other.get("year"))
                && Answers.number(other, "from") <= Answers.number(one, "to") + after
                && Answers.number(one, "from") <= Answers.number(other, "to") + BEFORE;
    }
}
