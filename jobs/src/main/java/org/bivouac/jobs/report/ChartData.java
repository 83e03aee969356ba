package org.bivouac.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page's script draws: filled by the sections while they write, printed once as JSON. */
final class ChartData {
    private final Map<String, Object> bars = new LinkedHashMap<>();
    private final Map<String, Object> steps = new LinkedHashMap<>();
    private final Map<String, Object> traces = new LinkedHashMap<>();

    /** One line or group of bars. */
    record Series(String name, int colour, double[] values) {}

    /** Grouped bars; returns the id of the place to draw them. */
    String bars(String title, String unit, List<String> categories, List<Series> series) {
        String id = "bars-" + (bars.size() + 1);
        bars.put(id, chart(title, unit, categories, series));
        return id;
    }

    /** A histogram as steps over the classes' lower edges; returns the id of the place to draw it. */
    String steps(String title, String xUnit, String unit, double[] edges, List<Series> series) {
        String id = "steps-" + (steps.size() + 1);
        Map<String, Object> chart = chart(title, unit, List.of(), series);
        chart.put("xUnit", Figures.unit(xUnit));
        chart.put("edges", edges);
        steps.put(id, chart);
        return id;
    }

    private static Map<String, Object> chart(String title, String unit, List<String> categories, List<Series> series) {
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("title", title);
        chart.put("unit", Figures.unit(unit));
        chart.put("categories", categories);
        List<Object> all = new ArrayList<>();
        for (Series one : series) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", one.name());
            map.put("colour", one.colour());
            map.put("values", one.values());
            all.add(map);
        }
        chart.put("series", all);
        return chart;
    }

    /**
     * The traces of a car, drawn below each other over one axis, of time or of distance.
     *
     * @param km distance at the times of the traces; empty if it is not known
     * @return the id of the place to draw them
     */
    String traces(String car, int colour, List<Trace> signals, double[] km, List<Map<String, Object>> segments) {
        String id = "traces-" + (traces.size() + 1);
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("car", car);
        chart.put("colour", colour);
        chart.put("x", signals.get(0).x());
        chart.put("km", rounded(km));
        chart.put("segments", segments);
        List<Object> all = new ArrayList<>();
        for (Trace trace : signals) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", Labels.channel(trace.name()));
            map.put("unit", Figures.unit(trace.unit()));
            map.put("min", rounded(trace.min()));
            map.put("max", rounded(trace.max()));
            all.add(map);
        }
        chart.put("signals", all);
        traces.put(id, chart);
        return id;
    }

    /** Five digits are more than a screen can show, and half the page. */
    private static double[] rounded(double[] values) {
        double[] rounded = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = Double.isFinite(values[i])
                    ? new java.math.BigDecimal(values[i])
                            .round(new java.math.MathContext(5))
                            .doubleValue()
                    : Double.NaN;
        }
        return rounded;
    }

    /** All of it; cars in the order of their colours. */
    String json(List<String> cars) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("cars", cars);
        all.put("bars", bars);
        all.put("steps", steps);
        all.put("traces", traces);
        return Json.of(all);
    }
}
