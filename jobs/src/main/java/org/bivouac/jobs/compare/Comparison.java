package org.bivouac.jobs.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.ComparisonRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.StageKey;

/**
 * Puts every measure of a stage beside the same measure elsewhere. Compared are the whole stage and the sums by type of
 * segment, for these have the same name on every stage; additive measures are compared per km.
 *
 * <p>Two numbers compare only when they were made by the same definition, version and settings, in one unit, each from
 * enough of its time and about equally much of it, and, where a distance enters, over a distance of one basis that is not
 * zero. Otherwise the row says why not and has no change.
 */
public final class Comparison {
    /** Counted up when the same measures give other rows. */
    public static final int VERSION = 1;

    /** Below this share of valid time a number is not compared; fuel-efficiency.md section 1 keeps it out of models. */
    static final double MIN_COVERAGE = 0.90;

    /** Two coverages further apart than this are not compared: what one log missed the other one counted. */
    static final double MAX_COVERAGE_DIFFERENCE = 0.05;

    private static final Set<String> LEVELS = Set.of("stage", "liaison", "special", "stop", "unknown");

    /** A unit with a distance in it, but not a speed. */
    private static final Pattern DISTANCE_UNIT = Pattern.compile(".*(?<![a-zA-Z])km\\b(?!/h).*");

    private Comparison() {}

    /**
     * The comparisons of all cars of a stage, in order of car, subject and what they are compared with. A measure that
     * does not exist elsewhere has no row.
     *
     * <p>Earlier years are those of the same event and stage name: the car of the same number, or every car of that year
     * when this number did not run.
     *
     * @param stage the stage to compare
     * @param measures measures of this stage and of others, in any order; those of no concern are ignored
     * @param segments segments of the same stages; they say what the distance was measured by
     */
    public static List<ComparisonRow> of(StageKey stage, List<MeasureRow> measures, List<SegmentRow> segments) {
        SortedMap<CarKey, Map<Subject, List<MeasureRow>>> byCar = new TreeMap<>();
        for (MeasureRow row : measures) {
            if (LEVELS.contains(row.segment())) {
                byCar.computeIfAbsent(carOf(row), key -> new TreeMap<>(Subject.ORDER))
                        .computeIfAbsent(Subject.of(row), key -> new ArrayList<>())
                        .add(row);
            }
        }
        Map<CarKey, String> bases = distanceBases(segments);
        List<ComparisonRow> rows = new ArrayList<>();
        for (CarKey here : byCar.keySet()) {
            if (!here.stage().equals(stage)) {
                continue;
            }
            for (Other other : others(here, byCar.keySet())) {
                Map<Subject, List<MeasureRow>> there = byCar.get(other.car());
                byCar.get(here)
                        .forEach((subject, own) -> own.forEach(row -> {
                            List<MeasureRow> candidates = there.getOrDefault(subject, List.of());
                            if (!candidates.isEmpty()) {
                                rows.add(compare(row, closest(row, candidates), other, bases));
                            }
                        }));
            }
        }
        return rows;
    }

    /** Whether a stage is compared with another, or is itself. */
    static boolean concerns(StageKey stage, StageKey other) {
        return other.event().equals(stage.event())
                && (other.year() == stage.year()
                        ? other.compareTo(stage) <= 0
                        : other.year() < stage.year() && other.stage().equals(stage.stage()));
    }

    private record Other(CarKey car, String against) {}

    private static List<Other> others(CarKey here, Set<CarKey> cars) {
        List<Other> others = new ArrayList<>();
        StageKey stage = here.stage();
        for (CarKey car : cars) {
            StageKey other = car.stage();
            if (!other.event().equals(stage.event())) {
                continue;
            }
            boolean sameCar = car.car().equals(here.car());
            if (other.year() == stage.year()) {
                if (sameCar && other.compareTo(stage) < 0) {
                    others.add(new Other(car, "earlier_stage"));
                } else if (!sameCar && other.equals(stage)) {
                    others.add(new Other(car, "other_car"));
                }
            } else if (other.year() < stage.year()
                    && other.stage().equals(stage.stage())
                    && (sameCar || !cars.contains(new CarKey(other, here.car())))) {
                others.add(new Other(car, "earlier_year"));
            }
        }
        others.sort(Comparator.comparing(Other::against).thenComparing(Other::car));
        return others;
    }

    /** The row of the same definition if there is one: a measure may stand twice, made with two settings. */
    private static MeasureRow closest(MeasureRow own, List<MeasureRow> candidates) {
        return candidates.stream()
                .filter(row -> definitionDifference(own, row) == null)
                .findFirst()
                .orElse(candidates.get(0));
    }

    private static ComparisonRow compare(
            MeasureRow here, MeasureRow there, Other other, Map<CarKey, String> distanceBases) {
        String reason = refusal(here, there, distanceBases.get(carOf(here)), distanceBases.get(other.car()));
        boolean perKm = here.additive() && there.additive();
        double hereRate = perKm ? perKm(here) : Double.NaN;
        double thereRate = perKm ? perKm(there) : Double.NaN;
        double change = reason != null
                ? Double.NaN
                : perKm ? change(hereRate, thereRate) : change(here.value(), there.value(), here.unit());
        StageKey otherStage = other.car().stage();
        return new ComparisonRow(
                here.year(),
                here.event(),
                here.stage(),
                here.car(),
                here.segment(),
                here.component(),
                here.position(),
                here.channel(),
                here.measure(),
                other.against(),
                otherStage.year(),
                otherStage.event(),
                otherStage.stage(),
                other.car().car(),
                here.unit(),
                here.value(),
                there.value(),
                hereRate,
                thereRate,
                change,
                here.coverage(),
                there.coverage(),
                reason == null,
                reason);
    }

    private static String refusal(MeasureRow here, MeasureRow there, String basisHere, String basisThere) {
        String value = missing("here", here);
        if (value == null) {
            value = missing("there", there);
        }
        if (value != null) {
            return value;
        }
        if (!Objects.equals(here.unit(), there.unit())) {
            return "unit " + here.unit() + " here, " + there.unit() + " there";
        }
        String definition = definitionDifference(here, there);
        if (definition != null) {
            return definition;
        }
        String coverage = coverageRefusal(here.coverage(), there.coverage());
        return coverage != null ? coverage : distanceRefusal(here, there, basisHere, basisThere);
    }

    private static String missing(String where, MeasureRow row) {
        if (!Double.isNaN(row.value())) {
            return null;
        }
        return "no value " + where + (row.reason() == null ? "" : ": " + row.reason());
    }

    private static String definitionDifference(MeasureRow here, MeasureRow there) {
        if (!Objects.equals(here.definition(), there.definition())) {
            return "definition " + here.definition() + " here, " + there.definition() + " there";
        }
        if (here.definitionVersion() != there.definitionVersion()) {
            return "definition " + here.definition() + " version " + here.definitionVersion() + " here, version "
                    + there.definitionVersion() + " there";
        }
        if (!Objects.equals(here.settingsHash(), there.settingsHash())) {
            return "other settings of " + here.definition() + " (" + here.settingsHash() + " here, "
                    + there.settingsHash() + " there)";
        }
        return here.additive() == there.additive() ? null : "additive on one side only";
    }

    private static String coverageRefusal(double here, double there) {
        if (!(here >= MIN_COVERAGE)) {
            return "coverage here is " + percent(here) + ", must be at least " + percent(MIN_COVERAGE);
        }
        if (!(there >= MIN_COVERAGE)) {
            return "coverage there is " + percent(there) + ", must be at least " + percent(MIN_COVERAGE);
        }
        // 1e-12: two coverages written as 0.95 and 0.90 are 0.05 apart, whatever binary makes of them.
        if (Math.abs(here - there) > MAX_COVERAGE_DIFFERENCE + 1e-12) {
            return "coverage is " + percent(here) + " here and " + percent(there) + " there, more than "
                    + percent(MAX_COVERAGE_DIFFERENCE) + " apart";
        }
        return null;
    }

    private static String distanceRefusal(MeasureRow here, MeasureRow there, String basisHere, String basisThere) {
        if (here.additive()) {
            if (!(here.distanceKm() > 0)) {
                return "no distance here, so nothing per km";
            }
            if (!(there.distanceKm() > 0)) {
                return "no distance there, so nothing per km";
            }
        }
        boolean distanceEnters =
                here.additive() || DISTANCE_UNIT.matcher(here.unit()).matches();
        return !distanceEnters || Objects.equals(basisHere, basisThere)
                ? null
                : "distance from " + basisHere + " here, from " + basisThere + " there";
    }

    private static double perKm(MeasureRow row) {
        return row.distanceKm() > 0 ? row.value() / row.distanceKm() : Double.NaN;
    }

    /** NaN for temperatures in degrees: their zero is arbitrary, so a ratio of two means nothing; read the difference. */
    private static double change(double here, double there, String unit) {
        return "degC".equals(unit) || "degF".equals(unit) ? Double.NaN : change(here, there);
    }

    /** NaN when the value there is zero and this one is not. */
    private static double change(double here, double there) {
        if (here == there) {
            return 0;
        }
        return there == 0 ? Double.NaN : (here - there) / Math.abs(there);
    }

    /** Rounded down, so that 89.9 % is not said to be the 90 % that it misses. */
    private static String percent(double share) {
        return Double.isNaN(share) ? "unknown" : String.format(Locale.ROOT, "%.0f %%", Math.floor(100 * share + 1e-9));
    }

    /** What each car's distance comes from; several sources are named together, so that they equal only the same mix. */
    private static Map<CarKey, String> distanceBases(List<SegmentRow> segments) {
        Map<CarKey, java.util.SortedSet<String>> all = new HashMap<>();
        for (SegmentRow row : segments) {
            if (row.distanceBasis() != null) {
                all.computeIfAbsent(
                                new CarKey(new StageKey(row.year(), row.event(), row.stage()), row.car()),
                                key -> new java.util.TreeSet<>())
                        .add(row.distanceBasis());
            }
        }
        Map<CarKey, String> bases = new HashMap<>();
        all.forEach((car, names) -> bases.put(car, String.join(" and ", names)));
        return bases;
    }

    private static CarKey carOf(MeasureRow row) {
        return new CarKey(new StageKey(row.year(), row.event(), row.stage()), row.car());
    }

    private record Subject(String segment, String component, String position, String channel, String measure) {
        static final Comparator<Subject> ORDER = Comparator.comparing(Subject::segment)
                .thenComparing(Subject::component)
                .thenComparing(Subject::position)
                .thenComparing(Subject::channel)
                .thenComparing(Subject::measure);

        static Subject of(MeasureRow row) {
            return new Subject(
                    row.segment(), text(row.component()), text(row.position()), text(row.channel()), row.measure());
        }

        private static String text(String text) {
            return text == null ? "" : text;
        }
    }
}
