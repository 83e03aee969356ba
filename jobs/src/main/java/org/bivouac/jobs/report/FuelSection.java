package org.bivouac.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Fuel by segment, and the tank against the log. */
final class FuelSection {
    private FuelSection() {}

    static Html of(StageData data, List<FuelRow> fuel, List<BalanceRow> balances, ChartData charts) {
        Html section = Widgets.section(
                "fuel",
                "Fuel",
                "Consumption is a ratio of sums: all litres over all kilometres that they were measured on.");
        if (fuel.isEmpty()) {
            return section.add(Html.of("p", "calm").text("No fuel was measured."));
        }
        chart(section, data, fuel, charts);
        Widgets.Table table = Widgets.table(
                "fuel", List.of("Car", "Segment", "From", "#km", "#Litres", "#l/100 km", "#kWh/km", "#Coverage", ""));
        for (FuelRow row : fuel) {
            boolean total = row.segment().equals("stage");
            boolean sum =
                    total || List.of("liaison", "special", "stop", "unknown").contains(row.segment());
            table.row(total ? "total" : sum ? "sum" : "part", new Object[] {
                Html.of("span", "car").text(row.car()),
                sum ? Labels.sentence(row.segment()) : row.segment(),
                row.basis().isEmpty() ? "–" : row.basis(),
                Widgets.number(row.distanceKm(), "km"),
                Widgets.figure(row.litresL(), "l", row.coverage(), row.reason()),
                Widgets.figure(row.consumptionLPer100km(), "l/100km", row.coverage(), row.reason()),
                Widgets.figure(row.energyKwhPerKm(), "kWh/km", row.coverage(), row.reason()),
                Figures.share(row.coverage()),
                Html.of("span", "why").text(row.reason())
            });
        }
        section.add(table.html());
        section.add(TerrainTable.of(data));
        section.add(Html.of("h3").text("Tank against log"));
        section.add(Html.of("p", "lead")
                .text(
                        "Used from the tank is start + added − end by the run sheet. Closure = 100 · (log − tank) / tank; beyond ±"
                                + Figures.exact(Fuel.AMBER_CLOSURE_PCT)
                                + " % look at the sensor, the batch or the run sheet."));
        Widgets.Table balance = Widgets.table(
                "balance",
                List.of("State", "Car", "#Start l", "#Added l", "#End l", "#Tank l", "#Log l", "#Closure %", ""));
        for (BalanceRow row : balances) {
            balance.row(
                    Widgets.chip(row.state()),
                    Html.of("span", "car").text(row.car()),
                    Widgets.number(row.startL(), "l"),
                    Widgets.number(row.addedL(), "l"),
                    Widgets.number(row.endL(), "l"),
                    Widgets.number(row.tankL(), "l"),
                    Widgets.figure(row.ecuL(), "l", row.coverage(), row.reason()),
                    Widgets.number(row.closurePct(), "%"),
                    Html.of("span", "why").text(row.reason()));
        }
        return section.add(balance.html());
    }

    private static void chart(Html section, StageData data, List<FuelRow> fuel, ChartData charts) {
        Set<String> levels = new LinkedHashSet<>();
        for (FuelRow row : fuel) {
            if (List.of("liaison", "special", "stage").contains(row.segment())) {
                levels.add(row.segment());
            }
        }
        List<String> categories = List.copyOf(levels);
        List<ChartData.Series> series = new ArrayList<>();
        int colour = 0;
        for (String car : data.cars()) {
            double[] values = new double[categories.size()];
            java.util.Arrays.fill(values, Double.NaN);
            for (FuelRow row : fuel) {
                int place = categories.indexOf(row.segment());
                if (row.car().equals(car) && place >= 0) {
                    values[place] = row.consumptionLPer100km();
                }
            }
            if (java.util.Arrays.stream(values).anyMatch(value -> !Double.isNaN(value))) {
                series.add(new ChartData.Series("car " + car, colour, values));
            }
            colour++;
        }
        if (!series.isEmpty()) {
            String id = charts.bars(
                    "Consumption",
                    "l/100 km",
                    categories.stream().map(Labels::sentence).toList(),
                    series);
            section.add(Widgets.chart(id, "bars", "consumption by type of segment and car"));
        }
    }
}
