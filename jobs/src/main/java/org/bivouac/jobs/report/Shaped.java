package org.bivouac.jobs.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.schemas.Catalogue;
import tech.tablesaw.api.Table;

/**
 * What the page shows, as tables of its own: each is also a CSV and a sheet, so that nothing on the page is only there.
 *
 * @param gaps what is missing
 * @param findings the ten worst
 * @param vitals limits and how far the cars stayed from them
 * @param stress load by component and position
 * @param fuel fuel by segment
 * @param balances the tank against the log
 */
record Shaped(
        List<GapRow> gaps,
        List<FindingRow> findings,
        List<VitalRow> vitals,
        List<StressRow> stress,
        List<FuelRow> fuel,
        List<BalanceRow> balances) {

    static Shaped of(StageData data, Catalogue catalogue) {
        List<VitalRow> vitals = Vitals.of(data, catalogue);
        List<FuelRow> fuel = Fuel.rows(data);
        return new Shaped(
                Completeness.of(data),
                Findings.of(data, vitals),
                vitals,
                Stress.rows(data),
                fuel,
                Fuel.balances(data, fuel));
    }

    /** All tables of the report by name, what the page shows first. */
    Map<String, Table> tables(StageData data) {
        Map<String, Table> tables = new LinkedHashMap<>();
        put(tables, "missing", GapRow.class, gaps);
        put(tables, "findings", FindingRow.class, findings);
        put(tables, "vitals", VitalRow.class, vitals);
        put(tables, "stress", StressRow.class, stress);
        put(tables, "fuel", FuelRow.class, fuel);
        put(tables, "fuel_balance", BalanceRow.class, balances);
        put(tables, "dumps", org.bivouac.schemas.DumpRow.class, data.dumps());
        put(tables, "channels", org.bivouac.schemas.ChannelRow.class, data.channels());
        put(tables, "rejects", org.bivouac.schemas.RejectRow.class, data.rejects());
        put(tables, "clock_events", org.bivouac.schemas.ClockEventRow.class, data.clockEvents());
        put(tables, "segments", org.bivouac.schemas.SegmentRow.class, data.segments());
        put(tables, "measures", org.bivouac.schemas.MeasureRow.class, data.measures());
        put(tables, "spectra", org.bivouac.schemas.SpectrumRow.class, data.spectra());
        put(tables, "events", org.bivouac.schemas.EventRow.class, data.events());
        put(tables, "comparison", org.bivouac.schemas.ComparisonRow.class, data.comparison());
        put(tables, "plan", org.bivouac.schemas.PlanRow.class, data.plan());
        put(tables, "run_sheets", org.bivouac.schemas.RunSheetRow.class, data.runSheets());
        put(tables, "parts", org.bivouac.schemas.PartRow.class, data.parts());
        put(tables, "limits", org.bivouac.schemas.LimitRow.class, data.limits());
        return tables;
    }

    private static <R extends Record> void put(Map<String, Table> tables, String name, Class<R> type, List<R> rows) {
        tables.put(name, TableOf.records(name, type, rows));
    }
}
