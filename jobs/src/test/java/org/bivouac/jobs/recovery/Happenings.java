package org.bivouac.jobs.recovery;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What happened to the cars beside what the pipeline says of it: how much of it was found, and how much was made up. */
final class Happenings {
    /**
     * What should find a kind.
     *
     * @param kind of the truth
     * @param finding condition on {@code events}
     * @param by what finds it, for people
     * @param before how long before its beginning a finding may end and still belong to it, s: clocks and filters
     * @param after how long after its end a finding still belongs to it, s: a tyre leaks for a while before it is too low
     */
    private record Finder(String kind, String finding, String by, double before, double after) {
        static Finder limit(String kind, String channel, String by, double after) {
            return new Finder(kind, "kind = 'limit_exceeded' AND channel " + channel, "limit on " + by, 5, after);
        }

        static Finder event(String kind, double before, double after) {
            return new Finder(kind, "kind = '" + kind + "'", "event " + kind, before, after);
        }
    }

    private static final List<Finder> FINDERS = List.of(
            Finder.limit("over_rev", "= 'engine_speed_rpm'", "engine speed", 5),
            Finder.limit("oil_starvation", "= 'oil_pressure_bar'", "oil pressure", 5),
            Finder.limit("overheating", "= 'coolant_temperature_deg_c'", "coolant temperature", 120),
            Finder.limit("puncture", "LIKE 'tyre_pressure_%'", "tyre pressure", 120),
            Finder.event("jump", 0.1, 0.1),
            Finder.event("bump_stop", 0.05, 0.05),
            Finder.event("driver_marker", 1, 1),
            Finder.event("broken_damper", 5, 600),
            Finder.event("detour", 10, 30),
            Finder.event("lost", 5, 5),
            Finder.event("stuck", 5, 5));

    /**
     * How a kind was found.
     *
     * @param happened times it happened
     * @param found of these
     * @param told findings of the pipeline
     * @param right of these
     * @param lateSeconds mean difference of the beginnings of what was found
     */
    record Score(String kind, String by, int happened, int found, int told, int right, double lateSeconds) {
        private Score plus(Score other) {
            double late =
                    (found == 0 ? 0 : found * lateSeconds) + (other.found == 0 ? 0 : other.found * other.lateSeconds);
            return new Score(
                    kind,
                    by,
                    happened + other.happened,
                    found + other.found,
                    told + other.told,
                    right + other.right,
                    late / (found + other.found));
        }

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
            List<Map<String, Object>> truth = answers.rows(range("from_time", "seconds", "coalesce(corner, '')")
                    + "true_events WHERE kind = '" + finder.kind + "'");
            List<Map<String, Object>> told = answers.rows(
                    range("time", "duration_s", "regexp_extract(coalesce(channel, ''), '_(fl|fr|rl|rr)_', 1)")
                            + "events WHERE segment = 'stage' AND " + finder.finding);
            if (truth.isEmpty() && told.isEmpty()) {
                continue;
            }
            scores.add(score(finder, truth, told));
        }
        return scores;
    }

    /** The scores of several rallies as of one. */
    static List<Score> together(List<List<Score>> rallies) {
        Map<String, Score> sums = new LinkedHashMap<>();
        FINDERS.forEach(finder -> sums.put(finder.kind, null));
        for (List<Score> rally : rallies) {
            rally.forEach(score -> sums.merge(score.kind, score, Score::plus));
        }
        return sums.values().stream().filter(Objects::nonNull).toList();
    }

    private static String range(String begin, String seconds, String corner) {
        return "SELECT car, stage, year, " + corner + " corner, epoch(" + begin + ") \"from\", epoch(" + begin + ") + "
                + seconds + " \"to\" FROM ";
    }

    private static Score score(Finder finder, List<Map<String, Object>> truth, List<Map<String, Object>> told) {
        int found = 0;
        double late = 0;
        for (Map<String, Object> one : truth) {
            double best = Double.NaN;
            for (Map<String, Object> other : told) {
                if (near(one, other, finder)) {
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
                .filter(other -> truth.stream().anyMatch(one -> near(one, other, finder)))
                .count();
        return new Score(finder.kind, finder.by, truth.size(), found, told.size(), right, late / found);
    }

    private static boolean near(Map<String, Object> one, Map<String, Object> other, Finder finder) {
        return one.get("car").equals(other.get("car"))
                && one.get("stage").equals(other.get("stage"))
                && one.get("year").equals(other.get("year"))
                && Answers.number(other, "from") <= Answers.number(one, "to") + finder.after
                && Answers.number(one, "from") <= Answers.number(other, "to") + finder.before
                && (Answers.text(one, "corner").isEmpty()
                        || Answers.text(other, "corner").isEmpty()
                        || one.get("corner").equals(other.get("corner")));
    }
}
