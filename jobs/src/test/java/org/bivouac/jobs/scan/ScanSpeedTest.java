package org.bivouac.jobs.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.signal.Levels;
import org.bivouac.jobs.spark.LocalTasks;
import org.bivouac.jobs.spark.Progress;
import org.bivouac.jobs.statistics.StatisticsFold;
import org.bivouac.jobs.statistics.TimeAtLevelFold;
import org.bivouac.jobs.stress.RainflowFold;
import org.bivouac.jobs.stress.RainflowSettings;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.MeasureRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Times a scan of 2 million rows of all channels of the catalogue, after it has checked the answer. */
@Tag("slow")
class ScanSpeedTest {
    private static final int ROWS = 2_000_000;

    @TempDir
    Path folder;

    @Test
    void fourFoldsOverTwoMillionRows(TestReporter reporter) throws IOException {
        Catalogue catalogue = Catalogue.builtIn();
        Telemetry telemetry = Telemetry.steady(100, 0, ROWS / 100.0);
        Random random = new Random(3);
        List<Channel> channels = List.copyOf(catalogue.channels());
        for (Channel channel : channels) {
            double[] values = new double[ROWS];
            double walk = 50;
            for (int i = 0; i < ROWS; i++) {
                walk = Math.max(0, walk + (random.nextInt(21) - 10) * 0.1);
                values[i] = walk;
            }
            telemetry.with(channel.name(), values);
        }
        TableFile file = telemetry.write(folder, "a");
        CarLog log = CarLog.open(List.of(file));
        List<Fold<?>> four = List.of(
                new StatisticsFold(catalogue.require("engine_speed_rpm")),
                new TimeAtLevelFold(catalogue.require("coolant_temperature_deg_c"), Levels.equal(-20, 5, 36)),
                new RainflowFold(catalogue.require("damper_position_fl_mm"), RainflowSettings.of(0.5, 10)),
                new RainflowFold(catalogue.require("damper_position_rr_mm"), RainflowSettings.of(0.5, 10)));
        List<Fold<?>> all = new ArrayList<>();
        channels.forEach(channel -> all.add(new StatisticsFold(channel)));
        for (int cores = 1; cores <= 2; cores++) {
            for (List<Fold<?>> folds : List.of(four, all)) {
                for (int round = 0; round < 3; round++) {
                    long cpu = cpuNanos();
                    long start = System.nanoTime();
                    DistanceTrack distance = DistanceTrack.of(log, catalogue);
                    long walkedCpu = cpuNanos();
                    StageScan.Result result = scan(log, distance, folds, cores);
                    long end = System.nanoTime();
                    long endCpu = cpuNanos();
                    assertThat(result.measures())
                            .filteredOn(row -> row.measure().equals("mean_by_time")
                                    && row.channel().equals("engine_speed_rpm"))
                            .extracting(MeasureRow::value)
                            .allMatch(value -> value > 0);
                    reporter.publishEntry(
                            cores + " cores, " + folds.size() + " folds",
                            String.format(
                                    Locale.ROOT,
                                    "distance %.2f CPU s, scan %.2f CPU s, together %.2f s",
                                    (walkedCpu - cpu) / 1e9,
                                    (endCpu - walkedCpu) / 1e9,
                                    (end - start) / 1e9));
                }
            }
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static StageScan.Result scan(CarLog log, DistanceTrack distance, List<Fold<?>> folds, int cores) {
        try (LocalTasks tasks = new LocalTasks(cores, Progress.NONE)) {
            return StageScan.scan(
                    tasks,
                    new StageScan.Inputs(
                            Telemetry.CAR,
                            log,
                            List.of(StageScanTest.segment(0, "unknown-1", "UNKNOWN", 0, ROWS / 100.0)),
                            distance,
                            Catalogue.builtIn(),
                            folds));
        }
    }
}
