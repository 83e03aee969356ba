package org.bivouac.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.MeasureRow;

/** Says what is missing: the first thing to know before believing anything else on the page. */
final class Completeness {
    private Completeness() {}

    /** What is missing, of the stage first, then car by car. Channels are expected when a limit or another car has them. */
    static List<GapRow> of(StageData data) {
        List<GapRow> gaps = new ArrayList<>();
        if (data.plan().isEmpty()) {
            gaps.add(new GapRow("", "watch", "No plan", "liaison and special are not told apart by road-book length"));
        }
        if (data.limits().isEmpty()) {
            gaps.add(new GapRow("", "watch", "No limits", "no vitals are checked"));
        }
        NavigableSet<String> expected = new TreeSet<>();
        data.limits().stream().map(LimitRow::channel).forEach(expected::add);
        data.cars().forEach(car -> expected.addAll(data.mappedChannels(car)));
        NavigableSet<String> nowhere = new TreeSet<>(expected);
        data.cars().forEach(car -> nowhere.removeAll(data.mappedChannels(car)));
        if (!nowhere.isEmpty()) {
            gaps.add(new GapRow("", "watch", "Limit without a channel", names(nowhere) + ": recorded on no car"));
        }
        expected.removeAll(nowhere);
        for (String car : data.cars()) {
            ofCar(gaps, data, car, expected);
        }
        return gaps;
    }

    private static void ofCar(List<GapRow> gaps, StageData data, String car, NavigableSet<String> expected) {
        List<DumpRow> dumps =
                data.dumps().stream().filter(row -> car.equals(row.car())).toList();
        if (dumps.stream().noneMatch(row -> row.status().equals("used"))) {
            gaps.add(new GapRow(car, "watch", "No telemetry", "no dump of this car could be used"));
        }
        for (DumpRow dump : dumps) {
            if (dump.status().equals("quarantined")) {
                gaps.add(new GapRow(
                        car, "watch", "Dump quarantined", dump.file() + ": " + dump.rule() + ": " + dump.reason()));
            }
        }
        if (data.runSheet(car).isEmpty()) {
            gaps.add(new GapRow(car, "watch", "No run sheet", "no fuel balance, no fuel energy, no class limits"));
        }
        NavigableSet<String> absent = new TreeSet<>(expected);
        NavigableSet<String> present = data.mappedChannels(car);
        absent.removeAll(present);
        if (!absent.isEmpty() && !present.isEmpty()) {
            gaps.add(new GapRow(
                    car,
                    "watch",
                    absent.size() == 1 ? "1 channel absent" : absent.size() + " channels absent",
                    names(absent)));
        }
        thin(gaps, data, car);
        status(gaps, data, car, "blocked", "watch");
        status(gaps, data, car, "unmapped", "info");
    }

    /** Channels that are there, but not all the time. */
    private static void thin(List<GapRow> gaps, StageData data, String car) {
        NavigableSet<String> thin = new TreeSet<>();
        for (MeasureRow row : data.measures()) {
            if (row.car().equals(car)
                    && row.segment().equals("stage")
                    && row.measure().equals("mean_by_time")
                    && row.coverage() < Figures.MARKED_COVERAGE) {
                thin.add(Labels.channel(row.channel()) + " (" + Figures.share(row.coverage()) + " valid)");
            }
        }
        if (!thin.isEmpty()) {
            gaps.add(new GapRow(
                    car,
                    "watch",
                    thin.size() == 1 ? "1 channel with holes" : thin.size() + " channels with holes",
                    String.join(", ", thin)));
        }
    }

    private static String names(NavigableSet<String> channels) {
        return String.join(", ", channels.stream().map(Labels::channel).toList());
    }

    private static void status(List<GapRow> gaps, StageData data, String car, String status, String severity) {
        NavigableSet<String> names = new TreeSet<>();
        for (ChannelRow row : data.channels()) {
            if (row.car().equals(car) && row.status().equals(status)) {
                names.add(row.name());
            }
        }
        if (!names.isEmpty()) {
            String what = (names.size() == 1 ? "1 channel " : names.size() + " channels ") + status;
            List<String> shown = names.stream().limit(12).toList();
            String rest = names.size() > shown.size() ? ", and " + (names.size() - shown.size()) + " more" : "";
            gaps.add(new GapRow(car, severity, what, String.join(", ", shown) + rest));
        }
    }
}
