package org.bivouac.jobs.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.jobs.scan.DistanceTrack;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.StageScan;
import org.bivouac.jobs.scan.Telemetry;
import org.bivouac.jobs.spark.LocalTasks;
import org.bivouac.jobs.spark.Progress;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.GroundRow;
import org.bivouac.schemas.SegmentRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What each kind of fold adds to the scan of twenty minutes of all channels at 100 Hz: the processor time with it less that without. */
@Tag("slow")
class FoldCostTest {
    private static final int SECONDS = 1200;
    private static final int ROUNDS = 3;

    @TempDir
    Path folder;

    @Test
    void theScanWithoutEachKindOfFold(TestReporter reporter) throws IOException {
        Catalogue catalogue = Catalogue.builtIn();
        Telemetry telemetry = Telemetry.steady(100, 0, SECONDS);
        Random random = new Random(3);
        for (Channel channel : catalogue.channels()) {
            double[] values = new double[100 * SECONDS];
            double walk = (channel.min() + channel.max()) / 2;
            double step = (channel.max() - channel.min()) / 2000;
            for (int i = 0; i < values.length; i++) {
                walk = Math.max(channel.min(), Math.min(channel.max(), walk + (random.nextInt(21) - 10) * 0.1 * step));
                values[i] = walk;
            }
            telemetry.with(channel.name(), values);
        }
        TableFile file = telemetry.write(folder, "a");
        CarLog log = CarLog.open(List.of(file));
        DistanceTrack distance = DistanceTrack.of(log, catalogue);
        List<Fold<?>> all = StandardFolds.of(
                catalogue, log.channels(), List.of(), List.of(), GroundOfCar.of(ground(), Telemetry.ORIGIN));
        Map<String, List<Fold<?>>> sets = new LinkedHashMap<>();
        sets.put("all", all);
        for (String kind : List.of(
                "airtime",
                "bump_stop",
                "damper_pair",
                "stuck",
                "driver_marker",
                "wrong_way",
                "terrain",
                "fuel",
                "rainflow",
                "statistics")) {
            sets.put(
                    kind,
                    all.stream()
                            .filter(fold -> !fold.definition().id().equals(kind))
                            .toList());
            assertThat(sets.get(kind)).hasSizeLessThan(all.size());
        }
        Map<String, Double> least = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, List<Fold<?>>> set : sets.entrySet()) {
                long start = cpuNanos();
                scan(log, distance, set.getValue(), catalogue);
                least.merge(set.getKey(), (cpuNanos() - start) / 1e9, Math::min);
            }
        }
        for (Map.Entry<String, Double> one : least.entrySet()) {
            reporter.publishEntry(
                    one.getKey(),
                    one.getKey().equals("all")
                            ? String.format(Locale.ROOT, "%.2f CPU s", one.getValue())
                            : String.format(Locale.ROOT, "adds %.2f CPU s", least.get("all") - one.getValue()));
        }
    }

    /** Twenty stretches of a special, in turn sand and gravel, one of them a wrong way and one a stand. */
    private static List<GroundRow> ground() {
        return IntStream.range(0, 20)
                .mapToObj(i -> new GroundRow(
                        2026,
                        "dakar",
                        "3",
                        "501",
                        i,
                        "special-1",
                        i % 2 == 0 ? "sand" : "gravel",
                        i == 5 ? 1 : 0,
                        i == 5 ? 1 : 0,
                        i == 9 ? "unplanned" : null,
                        at(60 * i),
                        at(60 * (i + 1)),
                        i,
                        i + 1))
                .toList();
    }

    private static Instant at(double seconds) {
        return Instant.EPOCH.plus(Telemetry.ORIGIN + Math.round(seconds * 1e6), ChronoUnit.MICROS);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void scan(CarLog log, DistanceTrack distance, List<Fold<?>> folds, Catalogue catalogue) {
        List<SegmentRow> segments = new ArrayList<>();
        segments.add(new SegmentRow(
                2026,
                "dakar",
                "3",
                "501",
                0,
                "special-1",
                "SPECIAL",
                at(0),
                at(SECONDS),
                SECONDS,
                0,
                20,
                20,
                20,
                "distance_km",
                "plan-distance",
                0.7));
        try (LocalTasks tasks = new LocalTasks(1, Progress.NONE)) {
            StageScan.scan(tasks, new StageScan.Inputs(Telemetry.CAR, log, segments, distance, catalogue, folds));
        }
    }
}
