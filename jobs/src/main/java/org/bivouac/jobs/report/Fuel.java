package org.bivouac.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.RunSheetRow;

/** Gathers the fuel measures into one row per car and segment, and holds them against the run sheet. */
final class Fuel {
    /** From here on a closure is amber. */
    static final double AMBER_CLOSURE_PCT = 2;

    /** Litres that rest on less than this are not held against the tank: what is missing would look like a leak. */
    private static final double BALANCE_COVERAGE = Figures.MARKED_COVERAGE;

    private static final List<String> LEVELS = List.of("liaison", "special", "stop", "unknown", "stage");

    private Fuel() {}

    /** Rows in order of car; single segments as they were driven, then the types, then the stage. */
    static List<FuelRow> rows(StageData data) {
        Map<String, Integer> ordinals = new LinkedHashMap<>();
        data.segments().forEach(row -> ordinals.putIfAbsent(row.segment(), row.ordinal()));
        Map<List<String>, List<MeasureRow>> groups = new LinkedHashMap<>();
        data.measures().stream()
                .filter(row -> "fuel".equals(row.definition()))
                .sorted(Comparator.comparing(MeasureRow::car)
                        .thenComparingInt(row -> order(row.segment(), ordinals))
                        .thenComparing(MeasureRow::segment))
                .forEach(row -> groups.computeIfAbsent(List.of(row.car(), row.segment()), key -> new ArrayList<>())
                        .add(row));
        List<FuelRow> rows = new ArrayList<>();
        groups.values().forEach(group -> bases(group).forEach(basis -> rows.add(row(group, basis))));
        return rows;
    }

    private static int order(String segment, Map<String, Integer> ordinals) {
        int level = LEVELS.indexOf(segment);
        return level >= 0 ? 1_000_000 + level : ordinals.getOrDefault(segment, 999_999);
    }

    /** What follows {@code fuel_litres_}: flow, counter; empty when there is no source of litres. */
    private static Set<String> bases(List<MeasureRow> group) {
        Set<String> bases = new LinkedHashSet<>();
        for (MeasureRow row : group) {
            if (row.measure().equals("fuel_litres")) {
                bases.add("");
            } else if (row.measure().startsWith("fuel_litres_")) {
                bases.add(row.measure().substring("fuel_litres_".length()));
            }
        }
        return bases;
    }

    private static FuelRow row(List<MeasureRow> group, String basis) {
        String ending = basis.isEmpty() ? "" : "_" + basis;
        MeasureRow litres = find(group, "fuel_litres" + ending);
        MeasureRow consumption = find(group, "fuel_l_per_100km" + ending);
        MeasureRow energy = find(group, "fuel_kwh_per_km" + ending);
        String reason = litres.reason() != null ? litres.reason() : reason(consumption);
        return new FuelRow(
                litres.car(),
                litres.segment(),
                basis,
                litres.distanceKm(),
                litres.value(),
                value(consumption),
                value(energy),
                litres.coverage(),
                reason != null ? reason : reason(energy) == null ? "" : reason(energy));
    }

    private static MeasureRow find(List<MeasureRow> group, String measure) {
        return group.stream()
                .filter(row -> row.measure().equals(measure))
                .findFirst()
                .orElse(null);
    }

    private static double value(MeasureRow row) {
        return row == null ? Double.NaN : row.value();
    }

    private static String reason(MeasureRow row) {
        return row == null ? null : row.reason();
    }

    /** One row per car; the counter is preferred to the integrated flow, for it misses nothing between samples. */
    static List<BalanceRow> balances(StageData data, List<FuelRow> fuel) {
        List<BalanceRow> rows = new ArrayList<>();
        for (String car : data.cars()) {
            FuelRow ecu = fuel.stream()
                    .filter(row -> row.car().equals(car) && row.segment().equals("stage"))
                    .max(Comparator.comparing((FuelRow row) -> !Double.isNaN(row.litresL()))
                            .thenComparing(row -> row.basis().equals("counter")))
                    .orElse(null);
            rows.add(balance(car, data.runSheet(car).orElse(null), ecu));
        }
        return rows;
    }

    private static BalanceRow balance(String car, RunSheetRow sheet, FuelRow ecu) {
        double start = sheet == null ? Double.NaN : sheet.fuelStartL();
        double added = sheet == null ? Double.NaN : Double.isNaN(sheet.fuelAddedL()) ? 0 : sheet.fuelAddedL();
        double end = sheet == null ? Double.NaN : sheet.fuelEndL();
        double tank = start + added - end;
        double litres = ecu == null ? Double.NaN : ecu.litresL();
        double coverage = ecu == null ? Double.NaN : ecu.coverage();
        String reason = "";
        if (sheet == null) {
            reason = "no run sheet";
        } else if (Double.isNaN(tank)) {
            reason = "no tank figures in the run sheet";
        } else if (Double.isNaN(litres)) {
            reason = ecu == null || ecu.reason().isEmpty() ? "no litres in the log" : ecu.reason();
        } else if (!(coverage >= BALANCE_COVERAGE)) {
            reason = "the log covers only " + Figures.share(coverage);
        } else if (tank <= 0) {
            reason = "the tank figures leave nothing used";
        }
        double closure = reason.isEmpty() ? 100 * (litres - tank) / tank : Double.NaN;
        String state = !reason.isEmpty() ? "no data" : Math.abs(closure) > AMBER_CLOSURE_PCT ? "watch" : "ok";
        return new BalanceRow(car, start, added, end, tank, litres, closure, coverage, state, reason);
    }
}
