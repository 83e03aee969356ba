package org.bivouac.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bivouac.schemas.ComparisonRow;

/** A matrix per car: its figures down, earlier stages, other cars and earlier years across, the change in the cell. */
final class ComparisonSection {
    private static final List<String> ORDER = List.of("earlier_stage", "other_car", "earlier_year");
    private static final Set<String> SHOWN =
            Set.of("pseudo_damage_k5", "damage", "max_range", "travel_km", "mean_by_time");

    private ComparisonSection() {}

    static Html of(StageData data) {
        Html section = Widgets.section(
                "comparison",
                "Comparison",
                "Change of this stage against each other one: per km where a figure adds up over a distance, as a difference for temperatures. “n/c” is not comparable; why stands below.");
        if (data.comparison().isEmpty()) {
            return section.add(Html.of("p", "calm")
                    .text("Nothing to compare with yet: no earlier stage, other car or earlier year is in the lake."));
        }
        boolean first = true;
        for (String car : data.cars()) {
            List<ComparisonRow> own = data.comparison().stream()
                    .filter(row -> row.car().equals(car) && row.segment().equals("stage") && shown(row))
                    .toList();
            if (!own.isEmpty()) {
                Html details = Widgets.details("Car " + car, matrix(own));
                section.add(first ? details.attribute("open", "") : details);
                first = false;
            }
        }
        return section.add(refused(data));
    }

    /** Of extremes the one that hurts: the smallest pressure and voltage, the largest of all others. */
    private static boolean shown(ComparisonRow row) {
        boolean low = row.channel() != null && row.channel().matches("(oil|fuel|tyre)_pressure.*|.*voltage.*");
        return SHOWN.contains(row.measure())
                || row.measure().equals(low ? "min" : "max")
                || row.measure().startsWith("fuel_l_per_100km")
                || row.measure().startsWith("fuel_kwh_per_km");
    }

    private static Html matrix(List<ComparisonRow> rows) {
        Map<String, String> others = new LinkedHashMap<>();
        rows.stream()
                .sorted(Comparator.comparingInt((ComparisonRow row) -> ORDER.indexOf(row.against()))
                        .thenComparing(ComparisonSection::otherKey))
                .forEach(row -> others.putIfAbsent(otherKey(row), Others.name(row)));
        List<String> columns = new ArrayList<>(List.of("Figure", "#Here"));
        others.values().forEach(name -> columns.add("#vs " + name));
        Map<List<Object>, List<ComparisonRow>> lines =
                new TreeMap<>(Comparator.comparing((List<Object> key) -> key, ComparisonSection::compareKeys));
        for (ComparisonRow row : rows) {
            lines.computeIfAbsent(
                            List.of(
                                    row.component() == null || row.component().isEmpty() ? "~" : row.component(),
                                    Labels.channelKind(row.channel()),
                                    row.measure(),
                                    Labels.positionRank(row.position()),
                                    row.channel() == null ? "" : row.channel()),
                            key -> new ArrayList<>())
                    .add(row);
        }
        Widgets.Table table = Widgets.table("matrix", columns);
        lines.values().forEach(line -> {
            ComparisonRow any = line.get(0);
            List<Object> cells = new ArrayList<>();
            cells.add(Html.fragment()
                    .text(any.channel() == null || any.channel().isEmpty() ? "Fuel" : Labels.channel(any.channel()))
                    .add(Html.of("span", "under").add(Widgets.named(Labels.measure(any.measure()), any.unit()))));
            Html here = Html.fragment().add(Widgets.figure(any.value(), any.unit(), any.coverage(), ""));
            if (!Double.isNaN(any.perKm())) {
                here.add(Html.of("span", "under")
                        .add(Widgets.number(any.perKm(), ""))
                        .text(" per km"));
            }
            cells.add(here);
            for (String other : others.keySet()) {
                cells.add(line.stream()
                        .filter(row -> otherKey(row).equals(other))
                        .findFirst()
                        .map(ComparisonSection::change)
                        .orElse(Html.of("span", "na").text("–")));
            }
            table.row(cells.toArray());
        });
        return table.html();
    }

    private static int compareKeys(List<Object> left, List<Object> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = left.get(i) instanceof Integer number
                    ? number.compareTo((Integer) right.get(i))
                    : left.get(i).toString().compareTo(right.get(i).toString());
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static String otherKey(ComparisonRow row) {
        return String.format(
                java.util.Locale.ROOT,
                "%05d %s %s",
                row.against().equals("earlier_stage")
                        ? number(row.otherStage())
                        : row.against().equals("earlier_year") ? 99_999 - row.otherYear() : 0,
                row.against() + row.otherStage(),
                row.otherYear() + row.otherCar());
    }

    private static int number(String stage) {
        String digits = stage.replaceAll("[^0-9]", "");
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    private static Html change(ComparisonRow row) {
        if (!row.comparable()) {
            return Html.of("span", "na").attribute("title", row.reason()).text("n/c");
        }
        String there = "there " + Figures.shown(row.otherValue(), row.unit()) + " " + Figures.unit(row.unit())
                + (Double.isNaN(row.otherPerKm()) ? "" : ", " + Figures.shown(row.otherPerKm(), "") + " per km")
                + (row.otherCoverage() < Figures.MARKED_COVERAGE
                        ? ", " + Figures.share(row.otherCoverage()) + " valid"
                        : "");
        if (Double.isNaN(row.change())) {
            double difference = row.value() - row.otherValue();
            return Html.of("span", "delta")
                    .attribute("title", there)
                    .text(Figures.difference(difference, row.unit()) + " " + Figures.unit(row.unit()));
        }
        return Html.of("span", "delta " + heat(row.change()))
                .attribute("title", there)
                .text(Figures.change(row.change()));
    }

    private static String heat(double change) {
        double size = Math.abs(change);
        int step = size < 0.05 ? 0 : size < 0.2 ? 1 : size < 0.5 ? 2 : 3;
        return step == 0 ? "flat" : (change > 0 ? "up" : "down") + step;
    }

    /** Why something is not comparable: one line per reason, with how much it concerns. */
    private static Html refused(StageData data) {
        Map<String, List<ComparisonRow>> byReason = new TreeMap<>();
        for (ComparisonRow row : data.comparison()) {
            if (!row.comparable() && row.reason() != null && !Stress.BOOKKEEPING.contains(row.measure())) {
                byReason.computeIfAbsent(row.reason(), key -> new ArrayList<>()).add(row);
            }
        }
        if (byReason.isEmpty()) {
            return Html.fragment();
        }
        Widgets.Table table = Widgets.table("refused", List.of("#Comparisons", "Reason", "Figures", "Cars", "Against"));
        byReason.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<ComparisonRow>> entry) ->
                                -entry.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .limit(60)
                .forEach(entry -> {
                    Set<String> figures = new TreeSet<>();
                    Set<String> cars = new TreeSet<>();
                    Set<String> against = new LinkedHashSet<>();
                    for (ComparisonRow row : entry.getValue()) {
                        figures.add(
                                row.channel() == null || row.channel().isEmpty()
                                        ? row.measure()
                                        : Labels.channel(row.channel()));
                        cars.add(row.car());
                        against.add(Others.name(row));
                    }
                    table.row(
                            Html.fragment()
                                    .text(Integer.toString(entry.getValue().size())),
                            entry.getKey(),
                            some(figures),
                            String.join(", ", cars),
                            some(against));
                });
        int count = byReason.values().stream().mapToInt(List::size).sum();
        return Widgets.details(
                "Not comparable: " + count + " comparisons, " + byReason.size() + " reasons", table.html());
    }

    private static String some(Set<String> names) {
        List<String> first = names.stream().limit(4).toList();
        return String.join(", ", first)
                + (names.size() > first.size() ? " and " + (names.size() - first.size()) + " more" : "");
    }
}
