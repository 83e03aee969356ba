package org.bivouac.jobs.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.schemas.MeasureRow;

/** Way, speed and consumption by terrain, for the specials of each car; empty when no road book names any. */
final class TerrainTable {
    private static final String DEFINITION = "terrain";

    private TerrainTable() {}

    static Html of(StageData data) {
        Map<String, Map<String, Map<String, MeasureRow>>> byTerrain = new TreeMap<>();
        data.measures().stream()
                .filter(row ->
                        DEFINITION.equals(row.definition()) && row.segment().equals("special") && row.distanceKm() > 0)
                .sorted(Comparator.comparing(MeasureRow::car))
                .forEach(row -> byTerrain
                        .computeIfAbsent(row.position(), terrain -> new TreeMap<>())
                        .computeIfAbsent(row.car(), car -> new TreeMap<>())
                        .put(row.measure(), row));
        if (byTerrain.isEmpty()) {
            return Html.fragment();
        }
        Html part = Html.fragment()
                .add(Html.of("h3").text("By terrain"))
                .add(
                        Html.of("p", "lead")
                                .text(
                                        "Specials, ground by the road book laid over the car's own kilometres; speed while in motion."));
        Widgets.Table table = Widgets.table(
                "terrain",
                List.of("Terrain", "Car", "#km", "#km/h", "#Litres by flow", "#l/100 km", "#By counter", "#l/100 km"));
        byTerrain.forEach((terrain, cars) -> {
            boolean first = true;
            for (Map.Entry<String, Map<String, MeasureRow>> car : cars.entrySet()) {
                table.row(first ? "" : "again", new Object[] {
                    first ? Labels.sentence(terrain) : "",
                    Html.of("span", "car").text(car.getKey()),
                    figure(car.getValue(), "terrain_km"),
                    figure(car.getValue(), "terrain_speed_km_per_h"),
                    figure(car.getValue(), "terrain_litres_flow"),
                    figure(car.getValue(), "terrain_l_per_100km_flow"),
                    figure(car.getValue(), "terrain_litres_counter"),
                    figure(car.getValue(), "terrain_l_per_100km_counter")
                });
                first = false;
            }
        });
        return part.add(table.html());
    }

    private static Html figure(Map<String, MeasureRow> measures, String name) {
        MeasureRow row = measures.get(name);
        return row == null
                ? Html.of("span", "na").text("–")
                : Widgets.figure(row.value(), row.unit(), row.coverage(), row.reason());
    }
}
