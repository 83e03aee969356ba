package org.bivouac.jobs.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.schemas.SegmentRow;

/**
 * The stage's page: one file that needs nothing else. Its content security policy lets only its own scripts run, each
 * named by its hash, and nothing be loaded.
 */
final class Page {
    private static final Map<String, String> SECTIONS = sections();

    private Page() {}

    private static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("cars", "Cars");
        sections.put("missing", "Missing");
        sections.put("findings", "Findings");
        sections.put("vitals", "Vitals");
        sections.put("happenings", "Happenings");
        sections.put("stress", "Stress");
        sections.put("fuel", "Fuel");
        sections.put("comparison", "Comparison");
        sections.put("traces", "Traces");
        sections.put("levels", "Levels");
        sections.put("data", "Data");
        sections.put("definitions", "Definitions");
        return sections;
    }

    /** The page as UTF-8. */
    static byte[] of(StageData data, Shaped shaped, Collection<String> tables) {
        ChartData charts = new ChartData();
        Map<String, Html> parts = new LinkedHashMap<>();
        parts.put("cars", SummarySection.cars(data, shaped.vitals()));
        parts.put("missing", SummarySection.missing(shaped.gaps()));
        parts.put("findings", SummarySection.findings(shaped.findings()));
        parts.put("vitals", VitalsSection.of(data, shaped.vitals()));
        parts.put("happenings", HappeningsSection.of(data));
        parts.put("stress", StressSection.of(data, shaped.stress(), charts));
        parts.put("fuel", FuelSection.of(data, shaped.fuel(), shaped.balances(), charts));
        parts.put("comparison", ComparisonSection.of(data));
        parts.put("traces", traces(data, charts));
        parts.put("levels", StressSection.levels(data, charts));
        parts.put("data", DataSection.quality(data));
        parts.put("definitions", DataSection.definitions(data, tables));

        Html nav = Html.of("nav").attribute("aria-label", "sections");
        Html main = Html.of("main");
        parts.forEach((id, part) -> {
            if (!part.isEmpty()) {
                nav.add(Html.of("a").attribute("href", "#" + id).text(SECTIONS.get(id)));
                main.add(part);
            }
        });
        String title = Labels.stage(data.stage().stage()) + " · "
                + Labels.sentence(data.stage().event()) + " " + data.stage().year();
        List<String> scripts = scripts();
        String style = style();
        StringBuilder page =
                new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append(Html.of("meta")
                        .attribute("http-equiv", "Content-Security-Policy")
                        .attribute("content", policy(scripts)))
                .append("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .append(Html.of("title").text(title))
                .append("\n<style>\n")
                .append(style)
                .append("</style>\n</head>\n<body>\n");
        page.append(SummarySection.header(data, shaped.vitals())).append('\n');
        page.append(nav).append('\n').append(main).append('\n');
        page.append("<script type=\"application/json\" id=\"chart-data\">")
                .append(charts.json(List.copyOf(data.cars())))
                .append("</script>\n");
        for (String script : scripts) {
            page.append("<script>").append(script).append("</script>\n");
        }
        return page.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> scripts() {
        return List.of(
                resource("vendor/echarts.common.min.js"), resource("vendor/uPlot.iife.min.js"), resource("page.js"));
    }

    private static String style() {
        return resource("vendor/uPlot.min.css") + resource("page.css");
    }

    /** Hash of the scripts and the style: another look is another page. */
    static String assets() {
        return sha256(String.join("", scripts()) + style());
    }

    /** Style attributes are what the chart libraries position their parts with; style can neither run nor load. */
    private static String policy(List<String> scripts) {
        StringBuilder hashes = new StringBuilder();
        for (String script : scripts) {
            hashes.append(" 'sha256-").append(sha256(script)).append('\'');
        }
        return "default-src 'none'; script-src" + hashes
                + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (text.contains("</script") || text.contains("</style") || text.contains("<!--")) {
                throw new IllegalStateException(name + " holds an end tag and cannot stand in a page");
            }
            return text.replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Html traces(StageData data, ChartData charts) {
        Html section = Widgets.section(
                "traces",
                "Traces",
                "Smallest and largest value in each window of time, so that no peak is lost. Drag to zoom, double-click for all; times are UTC. Over km, the distance is that of the segments, spread by the speed.");
        List<String> cars = List.copyOf(data.cars());
        boolean any = false;
        for (Map.Entry<String, List<Trace>> entry : new TreeMap<>(data.traces()).entrySet()) {
            if (entry.getValue().isEmpty()) {
                continue;
            }
            any = true;
            String id = charts.traces(
                    entry.getKey(),
                    Math.max(0, cars.indexOf(entry.getKey())),
                    entry.getValue(),
                    KmAxis.of(
                            entry.getValue(),
                            data.segments().stream()
                                    .filter(row -> row.car().equals(entry.getKey()))
                                    .toList()),
                    bands(data, entry.getKey()));
            section.add(Html.of("h3").add(Html.of("span", "car").text(entry.getKey())));
            section.add(Widgets.chart(id, "traces", "traces of car " + entry.getKey()));
        }
        return any ? section : Html.fragment();
    }

    private static List<Map<String, Object>> bands(StageData data, String car) {
        return data.segments().stream()
                .filter(row -> row.car().equals(car) && row.fromTime() != null && row.toTime() != null)
                .map((SegmentRow row) -> {
                    Map<String, Object> band = new LinkedHashMap<>();
                    band.put("from", row.fromTime().toEpochMilli() / 1000.0);
                    band.put("to", row.toTime().toEpochMilli() / 1000.0);
                    band.put("kind", Svg.kind(row.type()));
                    return band;
                })
                .toList();
    }
}
