package org.bivouac.jobs.events;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.scan.Definition;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Event;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Subject;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.Slice;
import org.bivouac.jobs.signal.UnequalPair;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;

/**
 * Compares the dampers of an axle: both wheels meet the same kind of ground, so a damper that moves much faster than its
 * partner for minutes has lost its damping.
 *
 * <p>Speeds are differences over 10 ms; each window's root mean squares are compared by {@link UnequalPair}. Windows count
 * from the stage's origin.
 */
public final class DamperPairFold implements Fold<DamperPairFold.Partial> {
    private static final long serialVersionUID = 1L;
    private static final int STEPS_PER_SECOND = 100;

    /** A window counts when both are known for at least this share of it. */
    private static final double ENOUGH = 0.5;

    private final String left;
    private final String right;
    private final Subject subject;
    private final Subject leftSubject;
    private final Subject rightSubject;
    private final double ratio;
    private final double equalRatio;
    private final double windowSeconds;
    private final int windows;
    private final double leastMmPerS;

    /** Compares two dampers; goes by the catalogue's thresholds {@code damper_pair_*}. */
    public DamperPairFold(Catalogue catalogue, Channel left, Channel right) {
        this.left = left.name();
        this.right = right.name();
        subject = new Subject(left.component(), left.position().startsWith("f") ? "front" : "rear", "");
        leftSubject = new Subject(left.component(), left.position(), left.name());
        rightSubject = new Subject(right.component(), right.position(), right.name());
        ratio = catalogue.threshold("damper_pair_ratio");
        equalRatio = catalogue.threshold("damper_pair_equal_ratio");
        windowSeconds = catalogue.threshold("damper_pair_window_s");
        windows = (int) catalogue.threshold("damper_pair_windows");
        leastMmPerS = catalogue.threshold("damper_pair_least_mm_per_s");
    }

    /** Sums of a window: squares of both speeds, steps, and where the car was first; NaN if unknown. */
    private static final class Sums implements Serializable {
        private static final long serialVersionUID = 1L;

        private double left;
        private double right;
        private long steps;
        private double km = Double.NaN;

        private void add(Sums later) {
            left += later.left;
            right += later.right;
            steps += later.steps;
            km = Double.isNaN(km) ? later.km : km;
        }

        /** Left over right. */
        private double ratio() {
            return Math.sqrt(left / right);
        }
    }

    /** The windows of a stretch of time, by their number. */
    public static final class Partial implements Serializable {
        private static final long serialVersionUID = 1L;

        private final TreeMap<Long, Sums> windows = new TreeMap<>();

        private Partial() {}
    }

    @Override
    public Definition definition() {
        return Definition.of(
                "damper_pair",
                2,
                "ratio",
                ratio,
                "equal_ratio",
                equalRatio,
                "window_s",
                windowSeconds,
                "windows",
                windows,
                "least_mm_per_s",
                leastMmPerS);
    }

    @Override
    public List<String> channels() {
        return List.of(left, right);
    }

    @Override
    public Partial empty() {
        return new Partial();
    }

    @Override
    public void add(Partial partial, Slice slice) {
        Grid grid = Grid.of(slice, STEPS_PER_SECOND, 0, 1);
        double[] a = slice.aligned(left, grid.at());
        double[] b = slice.aligned(right, grid.at());
        double[] km = null;
        long stepsOfWindow = Math.round(windowSeconds * STEPS_PER_SECOND);
        Sums sums = null;
        long window = Long.MIN_VALUE;
        for (int i = grid.from(); i < grid.to(); i++) {
            double da = (a[i + 1] - a[i]) * STEPS_PER_SECOND;
            double db = (b[i + 1] - b[i]) * STEPS_PER_SECOND;
            if (Double.isNaN(da + db)) {
                continue;
            }
            long own = Math.floorDiv(grid.first() + i, stepsOfWindow);
            if (own != window) {
                window = own;
                sums = partial.windows.computeIfAbsent(own, number -> new Sums());
            }
            if (sums.steps == 0) {
                km = km == null ? slice.distanceKm(grid.at()) : km;
                sums.km = km[i];
            }
            sums.left += da * da;
            sums.right += db * db;
            sums.steps++;
        }
    }

    @Override
    public Partial merge(Partial earlier, Partial later) {
        later.windows.forEach((number, sums) ->
                earlier.windows.computeIfAbsent(number, key -> new Sums()).add(sums));
        return earlier;
    }

    @Override
    public List<Finding> rows(Partial result) {
        Sums all = new Sums();
        result.windows.values().forEach(all::add);
        double seconds = (double) all.steps / STEPS_PER_SECOND;
        double value = all.ratio();
        boolean known = all.right > 0;
        String reason = all.steps == 0 ? "never both known" : known ? null : "the right one never moves";
        List<Finding> rows = new ArrayList<>();
        rows.add(new Measure(
                subject, "damper_speed_ratio", "", reason == null ? value : Double.NaN, reason, false, seconds));

        List<Map.Entry<Long, Sums>> telling = result.windows.entrySet().stream()
                .filter(entry -> tells(entry.getValue()))
                .toList();
        double[] ratios =
                telling.stream().mapToDouble(entry -> entry.getValue().ratio()).toArray();
        for (UnequalPair.Stretch stretch : UnequalPair.of(ratios, ratio, equalRatio, windows)) {
            Map.Entry<Long, Sums> first = telling.get(stretch.from());
            double from = first.getKey() * windowSeconds;
            double to = (telling.get(stretch.to() - 1).getKey() + 1) * windowSeconds;
            boolean isLeft = stretch.ratio() > 1;
            rows.add(new Event(
                    isLeft ? leftSubject : rightSubject,
                    "broken_damper",
                    from,
                    to - from,
                    first.getValue().km,
                    isLeft ? stretch.ratio() : 1 / stretch.ratio(),
                    ratio,
                    "",
                    "watch",
                    "thresholds",
                    ""));
        }
        return rows;
    }

    /** Whether a window is long and rough enough to compare. */
    private boolean tells(Sums sums) {
        double quieter = Math.sqrt(Math.min(sums.left, sums.right) / sums.steps);
        return sums.steps >= ENOUGH * windowSeconds * STEPS_PER_SECOND && quieter >= leastMmPerS;
    }
}
