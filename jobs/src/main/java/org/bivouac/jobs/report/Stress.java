package org.bivouac.jobs.report;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bivouac.schemas.MeasureRow;

/** Picks the measures that speak of a component's load and puts them into the order in which they are read. */
final class Stress {
    /** What is measured about the counting and not about the component. */
    static final Set<String> BOOKKEEPING = Set.of(
            "gaps",
            "gaps_joined",
            "missing_samples",
            "uncovered_seconds",
            "seconds_outside_levels",
            "fuel_counter_resets",
            "fuel_uncovered_seconds_flow");

    /** The figures that stand on the page at once; all others are opened on request. */
    static final List<String> HEADLINES = List.of(
            "damage", "pseudo_damage_k5", "sampling_loss_k5", "max_range", "del_range_k5", "n_cycles", "travel_km");

    /** The one figure that is drawn and compared, whose slope suits forged and machined parts. */
    static final String DRAWN = "pseudo_damage_k5";

    private static final Set<String> NOT_STRESS = Set.of("statistics", "limit", "fuel");
    private static final List<String> LEVELS = List.of("stage", "special", "liaison", "stop", "unknown");

    private Stress() {}

    /** Rows of channels whose load was counted, for the whole stage and its types of segment, by component, channel, measure, car and position. */
    static List<StressRow> rows(StageData data) {
        Set<String> loaded = new HashSet<>();
        for (MeasureRow row : data.measures()) {
            if (HEADLINES.contains(row.measure())) {
                loaded.add(text(row.channel()));
            }
        }
        return data.measures().stream()
                .filter(row -> loaded.contains(text(row.channel()))
                        && !NOT_STRESS.contains(row.definition())
                        && !BOOKKEEPING.contains(row.measure())
                        && LEVELS.contains(row.segment()))
                .sorted(Comparator.comparing(
                                (MeasureRow row) -> text(row.channel()).contains("temperature"))
                        .thenComparing(row -> text(row.component()))
                        .thenComparing(row -> Labels.channelKind(row.channel()))
                        .thenComparingInt(row -> LEVELS.indexOf(row.segment()))
                        .thenComparingInt(row -> rank(row.measure()))
                        .thenComparing(MeasureRow::measure)
                        .thenComparing(MeasureRow::car)
                        .thenComparingInt(row -> Labels.positionRank(row.position()))
                        .thenComparing(row -> text(row.channel())))
                .map(row -> new StressRow(
                        row.car(),
                        row.segment(),
                        text(row.component()),
                        text(row.channel()),
                        text(row.position()),
                        row.measure(),
                        row.unit(),
                        row.value(),
                        row.additive() && row.distanceKm() > 0 ? row.value() / row.distanceKm() : Double.NaN,
                        row.coverage(),
                        row.reason()))
                .toList();
    }

    private static int rank(String measure) {
        int rank = HEADLINES.indexOf(measure);
        return rank < 0 ? HEADLINES.size() : rank;
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
