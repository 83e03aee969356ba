package org.bivouac.jobs.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bivouac.schemas.ComparisonRow;
import org.bivouac.schemas.SpectrumRow;
import org.bivouac.schemas.StageKey;

/** What each component went through, by position; beside it the same car elsewhere and the other cars. */
final class StressSection {
    private static final int MOST_SERIES = 12;

    private final StageData data;
    private final ChartData charts;
    private final List<String> cars;

    private StressSection(StageData data, ChartData charts) {
        this.data = data;
        this.charts = charts;
        this.cars = List.copyOf(data.cars());
    }

    static Html of(StageData data, List<StressRow> rows, ChartData charts) {
        return new StressSection(data, charts).html(rows);
    }

    private Html html(List<StressRow> rows) {
        Html section = Widgets.section(
                "stress",
                "Stress by component",
                "Load cycles counted by rainflow. Pseudo-damage is the sum of range to the power of the slope: it ranks stages, corners and cars, it is no life.");
        if (rows.isEmpty()) {
            return section.add(Html.of("p", "calm").text("No load was counted."));
        }
        Map<List<String>, List<StressRow>> groups = new LinkedHashMap<>();
        for (StressRow row : rows) {
            groups.computeIfAbsent(
                            List.of(row.component(), Labels.channelKind(row.channel())), key -> new ArrayList<>())
                    .add(row);
        }
        groups.forEach((key, group) -> section.add(group(key.get(0), key.get(1), group)));
        return section;
    }

    private Html group(String component, String kind, List<StressRow> rows) {
        Html part = Html.of("div", "component");
        part.add(Html.of("h3")
                .text(Labels.component(component))
                .add(Html.of("span", "under").text(kind)));
        List<StressRow> stage =
                rows.stream().filter(row -> row.segment().equals("stage")).toList();
        part.add(corners(stage));
        Predicate<StressRow> headline = row -> Stress.HEADLINES.contains(row.measure());
        part.add(table(stage.stream().filter(headline).toList(), false));
        bars(part, component, kind, stage);
        ranges(part, component, kind);
        Html more = Html.fragment();
        List<StressRow> others = stage.stream().filter(headline.negate()).toList();
        if (!others.isEmpty()) {
            more.add(table(others, false));
        }
        List<StressRow> levels = rows.stream()
                .filter(row -> !row.segment().equals("stage") && headline.test(row))
                .toList();
        if (!levels.isEmpty()) {
            more.add(table(levels, true));
        }
        return more.isEmpty() ? part : part.add(Widgets.details("Special, liaison and further figures", more));
    }

    /** A car seen from above, its corners shaded by their share of the worst corner of all cars. */
    private Html corners(List<StressRow> stage) {
        List<StressRow> drawn = stage.stream()
                .filter(row -> row.measure().equals(Stress.DRAWN)
                        && List.of("fl", "fr", "rl", "rr").contains(row.position()))
                .toList();
        if (drawn.stream().map(StressRow::position).distinct().count() < 4) {
            return Html.fragment();
        }
        double most = drawn.stream()
                .mapToDouble(StressRow::perKm)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
        Html all = Html.of("div", "corners");
        for (String car : cars) {
            Html one = Html.of("div", "corner-car")
                    .add(Html.of("h4").add(Html.of("span", "car").text(car)).text(" per km, share of the worst"));
            Html grid = Html.of("div", "grid2");
            boolean any = false;
            for (String position : List.of("fl", "fr", "rl", "rr")) {
                StressRow row = drawn.stream()
                        .filter(candidate -> candidate.car().equals(car)
                                && candidate.position().equals(position))
                        .findFirst()
                        .orElse(null);
                double share = row == null ? Double.NaN : row.perKm() / most;
                any |= row != null;
                grid.add(Html.of("div", "corner heat" + (Double.isNaN(share) ? "none" : (int) Math.ceil(5 * share)))
                        .add(Html.of("span", "pos").text(Labels.position(position)))
                        .add(Html.of("b").text(Double.isNaN(share) ? "n/a" : Figures.share(share))));
            }
            if (any) {
                all.add(one.add(grid));
            }
        }
        return all;
    }

    private Html table(List<StressRow> rows, boolean withSegment) {
        Set<String> positions =
                new TreeSet<>(Comparator.comparingInt(Labels::positionRank).thenComparing(Comparator.naturalOrder()));
        rows.forEach(row -> positions.add(row.position()));
        List<String> columns = new ArrayList<>(withSegment ? List.of("Segment", "Figure") : List.of("Figure"));
        columns.add("Car");
        positions.forEach(position -> columns.add("#" + (position.isEmpty() ? "Value" : Labels.position(position))));
        Map<List<String>, List<StressRow>> lines = new LinkedHashMap<>();
        for (StressRow row : rows) {
            lines.computeIfAbsent(List.of(row.segment(), row.measure(), row.car()), key -> new ArrayList<>())
                    .add(row);
        }
        Widgets.Table table = Widgets.table("stress", columns);
        String above = "";
        for (List<StressRow> line : lines.values()) {
            StressRow any = line.get(0);
            List<Object> cells = new ArrayList<>();
            boolean again = above.equals(any.segment() + any.measure());
            above = any.segment() + any.measure();
            if (withSegment) {
                cells.add(again ? "" : Labels.sentence(any.segment()));
            }
            cells.add(again ? "" : Widgets.named(Labels.measure(any.measure()), any.unit()));
            cells.add(Html.of("span", "car").text(any.car()));
            for (String position : positions) {
                cells.add(line.stream()
                        .filter(row -> row.position().equals(position))
                        .findFirst()
                        .map(StressSection::cell)
                        .orElse(Html.of("span", "na").text("–")));
            }
            table.row(again ? "again" : "", cells.toArray());
        }
        return table.html();
    }

    private static Html cell(StressRow row) {
        Html cell = Html.fragment().add(Widgets.figure(row.value(), row.unit(), row.coverage(), row.reason()));
        if (!Double.isNaN(row.perKm())) {
            cell.add(Html.of("span", "under")
                    .add(Widgets.number(row.perKm(), ""))
                    .text(" per km"));
        }
        return cell;
    }

    /** The drawn figure per km: this stage's cars, then what they are comparable with. */
    private void bars(Html part, String component, String kind, List<StressRow> stage) {
        List<StressRow> drawn =
                stage.stream().filter(row -> row.measure().equals(Stress.DRAWN)).toList();
        List<String> positions =
                drawn.stream().map(StressRow::position).distinct().toList();
        Map<String, ChartData.Series> series = new LinkedHashMap<>();
        for (StressRow row : drawn) {
            put(series, "car " + row.car(), cars.indexOf(row.car()), positions, row.position(), row.perKm());
        }
        for (ComparisonRow row : history(component, kind)) {
            if (series.size() < MOST_SERIES || series.containsKey(seriesName(row))) {
                put(series, seriesName(row), cars.indexOf(row.car()), positions, row.position(), row.otherPerKm());
            }
        }
        if (series.size() > 1 && !positions.isEmpty()) {
            String unit = drawn.get(0).unit() + "/km";
            String id = charts.bars(
                    Labels.measure(Stress.DRAWN) + " per km",
                    unit,
                    positions.stream()
                            .map(position -> position.isEmpty() ? kind : Labels.position(position))
                            .toList(),
                    List.copyOf(series.values()));
            part.add(Widgets.chart(
                    id, "bars", kind + ": pseudo-damage per km by position, cars and stages beside each other"));
        }
    }

    /** The drawn figure of the last earlier stage and the last earlier year of each car, where they are comparable. */
    private List<ComparisonRow> history(String component, String kind) {
        List<ComparisonRow> rows = data.comparison().stream()
                .filter(row -> row.comparable()
                        && !row.against().equals("other_car")
                        && row.segment().equals("stage")
                        && row.measure().equals(Stress.DRAWN)
                        && component.equals(row.component())
                        && kind.equals(Labels.channelKind(row.channel())))
                .toList();
        Map<List<String>, StageKey> last = new HashMap<>();
        for (ComparisonRow row : rows) {
            last.merge(List.of(row.car(), row.against()), other(row), (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        return rows.stream()
                .filter(row -> last.get(List.of(row.car(), row.against())).equals(other(row)))
                .toList();
    }

    private static StageKey other(ComparisonRow row) {
        return new StageKey(row.otherYear(), row.otherEvent(), row.otherStage());
    }

    private static String seriesName(ComparisonRow row) {
        return "car " + row.car() + " · " + Others.name(row);
    }

    private static void put(
            Map<String, ChartData.Series> series,
            String name,
            int colour,
            List<String> positions,
            String position,
            double value) {
        ChartData.Series one = series.computeIfAbsent(name, key -> {
            double[] values = new double[positions.size()];
            Arrays.fill(values, Double.NaN);
            return new ChartData.Series(name, colour, values);
        });
        int place = positions.indexOf(position == null ? "" : position);
        if (place >= 0) {
            one.values()[place] = value;
        }
    }

    /** The histogram of ranges, all cars and positions over each other. */
    private void ranges(Html part, String component, String kind) {
        Html place = steps(
                row -> row.spectrum().equals("rainflow_range")
                        && component.equals(row.component() == null ? "" : row.component())
                        && kind.equals(Labels.channelKind(row.channel())),
                "Cycles by range");
        part.add(place);
    }

    /** Time at level: a chart per kind of channel, then the maps in two dimensions. */
    static Html levels(StageData data, ChartData charts) {
        StressSection self = new StressSection(data, charts);
        Html section =
                Widgets.section("levels", "Time at level", "How long each level was held, over the whole stage.");
        Set<String> kinds = new TreeSet<>();
        for (SpectrumRow row : data.spectra()) {
            if (row.spectrum().equals("time_at_level")) {
                kinds.add(Labels.channelKind(row.channel()));
            }
        }
        Html grid = Html.of("div", "multiples");
        for (String kind : kinds) {
            grid.add(self.steps(
                    row -> row.spectrum().equals("time_at_level") && kind.equals(Labels.channelKind(row.channel())),
                    kind));
        }
        section.add(grid);
        Map<List<String>, List<SpectrumRow>> maps = new LinkedHashMap<>();
        for (SpectrumRow row : data.spectra()) {
            if (row.spectrum().equals("joint_time_at_level") && row.segment().equals("stage")) {
                maps.computeIfAbsent(List.of(row.channel(), row.car()), key -> new ArrayList<>())
                        .add(row);
            }
        }
        Html heats = Html.of("div", "multiples");
        maps.forEach((key, classes) -> heats.add(Html.of("figure")
                .add(Html.of("figcaption")
                        .add(Html.of("span", "car").text(key.get(1)))
                        .text(" " + pair(key.get(0)) + ", darker is longer"))
                .add(Svg.heat(classes))));
        section.add(heats);
        return kinds.isEmpty() && maps.isEmpty() ? Html.fragment() : section;
    }

    private static String pair(String channels) {
        String[] both = channels.split(" x ", 2);
        return both.length == 2
                ? Labels.channel(both[0]) + " (across) and " + Labels.channel(both[1]) + " (up)"
                : channels;
    }

    private Html steps(Predicate<SpectrumRow> filter, String title) {
        Map<List<String>, List<SpectrumRow>> lines = new LinkedHashMap<>();
        for (SpectrumRow row : data.spectra()) {
            if (row.segment().equals("stage") && filter.test(row)) {
                String position = row.position() == null ? "" : row.position();
                lines.computeIfAbsent(List.of(row.car(), position), key -> new ArrayList<>())
                        .add(row);
            }
        }
        if (lines.isEmpty()) {
            return Html.fragment();
        }
        TreeSet<Double> edges = new TreeSet<>();
        lines.values()
                .forEach(line -> line.stream().filter(row -> row.value() > 0).forEach(row -> {
                    edges.add(row.xLo());
                    edges.add(row.xHi());
                }));
        double[] grid = edges.stream().mapToDouble(Double::doubleValue).toArray();
        if (grid.length < 2) {
            return Html.fragment();
        }
        List<ChartData.Series> series = new ArrayList<>();
        lines.forEach((key, line) -> {
            double[] values = new double[grid.length];
            for (SpectrumRow row : line) {
                int at = Arrays.binarySearch(grid, row.xLo());
                if (at >= 0 && row.value() > 0) {
                    values[at] = row.value();
                }
            }
            String name = "car " + key.get(0) + (key.get(1).isEmpty() ? "" : " " + Labels.position(key.get(1)));
            series.add(new ChartData.Series(name, cars.indexOf(key.get(0)), values));
        });
        SpectrumRow any = lines.values().iterator().next().get(0);
        String id = charts.steps(title, any.xUnit(), any.valueUnit(), grid, series);
        return Widgets.chart(id, "steps", title);
    }
}
