package org.bivouac.jobs.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.schemas.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A5 and the rule of rasters, seen through slices. */
class CarLogTest {
    private static final String SPEED = "vehicle_speed_km_per_h";

    @TempDir
    Path folder;

    private final SortedMap<String, LogSlice.Counts> counts = new TreeMap<>();

    /** The slice [from, to), s after the origin, of a log of these files. */
    private LogSlice slice(double from, double to, TableFile... files) throws IOException {
        CarLog log = CarLog.open(List.of(files));
        return new LogSlice(
                new LogReader(log),
                Reading.of(Catalogue.builtIn()),
                DistanceTrack.of(log, Catalogue.builtIn()),
                log.firstMicros(),
                log.firstMicros() + Math.round(from * 1e6),
                log.firstMicros() + Math.round(to * 1e6),
                counts);
    }

    @Test
    void aHaloShowsTheNextSampleUnlessThereIsAGap() throws IOException {
        Signal signal = slice(
                        10,
                        12,
                        Telemetry.at("1hz", 0, 7.9, 8, 9, 10, 11, 13.9, 14.1, 20)
                                .with(SPEED, 0, 1, 2, 3, 4, 5, 6, 7, 8)
                                .write(folder, "a"))
                .signal(SPEED);
        assertThat(signal.seconds()).containsExactly(8, 9, 10, 11, 13.9);
        assertThat(signal.values()).containsExactly(2, 3, 4, 5, 6);
        assertThat(signal.from()).isEqualTo(2);
        assertThat(signal.to()).isEqualTo(4);
    }

    @Test
    void dumpsThatContradictEachOtherAreNotBelievedAndCounted() throws IOException {
        Signal signal = slice(
                        0,
                        10,
                        Telemetry.at("1hz", 0, 1, 2, 3)
                                .with(SPEED, 1, 2, Double.NaN, 4)
                                .write(folder, "a"),
                        Telemetry.at("1hz", 1, 2, 3, 4).with(SPEED, 2, 3, 5, 6).write(folder, "b"),
                        Telemetry.at("1hz", 3).with(SPEED, 4).write(folder, "c"))
                .signal(SPEED);
        assertThat(signal.seconds()).containsExactly(0, 1, 2, 3, 4);
        assertThat(signal.values()).containsExactly(1, 2, 3, Double.NaN, 6);
        assertThat(counts.get(SPEED).duplicates()).isEqualTo(4);
        assertThat(counts.get(SPEED).conflicts()).isEqualTo(1);
    }

    @Test
    void ofTheSameTimeInOneFileTheFirstValueCounts() throws IOException {
        Signal signal = slice(
                        0,
                        10,
                        Telemetry.at("irregular", 0, 0, 1, 1, 1)
                                .with(SPEED, 1, 2, Double.NaN, 4, 5)
                                .write(folder, "a"))
                .signal(SPEED);
        assertThat(signal.seconds()).containsExactly(0, 1);
        assertThat(signal.values()).containsExactly(1, 4);
    }

    @Test
    void theFastestRasterWinsAndSlowerOnesFillInOutsideIt() throws IOException {
        TableFile[] files = {
            Telemetry.at("1hz", 0, 1, 2, 3, 4).with(SPEED, 10, 11, 12, 13, 14).write(folder, "a"),
            Telemetry.at("2hz", 1, 1.5, 2, 2.5).with(SPEED, 20, 21, 22, 23).write(folder, "b"),
            Telemetry.at("irregular", 2.2, 2.7, 5).with(SPEED, 30, 31, 32).write(folder, "c")
        };
        Signal signal = slice(0, 10, files).signal(SPEED);
        assertThat(signal.seconds()).containsExactly(0, 1, 1.5, 2, 2.5, 3, 4, 5);
        assertThat(signal.values()).containsExactly(10, 20, 21, 22, 23, 13, 14, 32);
        assertThat(CarLog.open(List.of(files)).rasters(SPEED)).containsExactly("2hz", "1hz", "irregular");
    }

    @Test
    void aChannelIsReadAtAnothersSamplesByItsOwnRuleAndGapLimit() throws IOException {
        LogSlice slice = slice(
                2,
                6,
                Telemetry.at("1hz", 0, 2, 3, 6, 7)
                        .with("gear", 1, 2, 3, 4, 5)
                        .with(SPEED, 0, 20, 30, 60, 70)
                        .write(folder, "a"),
                Telemetry.at("2hz", 1.5, 2, 2.5, 4, 6.5, 9)
                        .with("engine_speed_rpm", 1, 2, 3, 4, 5, 6)
                        .write(folder, "a"));
        Signal onto = slice.signal("engine_speed_rpm");
        assertThat(onto.seconds()).containsExactly(1.5, 2, 2.5, 4, 6.5);
        assertThat(slice.aligned(SPEED, onto)).containsExactly(15, 20, 25, Double.NaN, 65);
        assertThat(slice.aligned("gear", onto)).containsExactly(1, 2, 2, Double.NaN, 4);
        assertThat(slice.aligned("oil_pressure_bar", onto)).containsOnly(Double.NaN);
        assertThat(slice.signal("oil_pressure_bar").isEmpty()).isTrue();
    }

    @Test
    void aMissingSampleIsPassedOverWhenItsNeighboursAreNear() throws IOException {
        LogSlice slice = slice(
                0,
                6,
                Telemetry.at("1hz", 0, 1, 2).with(SPEED, 0, Double.NaN, 20).write(folder, "a"),
                Telemetry.at("2hz", 0.5, 1).with("engine_speed_rpm", 1, 2).write(folder, "a"));
        assertThat(slice.aligned(SPEED, slice.signal("engine_speed_rpm"))).containsExactly(5, 10);
    }

    @Test
    void distanceIsKnownAtAnySamplesButNotInGapsOfItsBasis() throws IOException {
        LogSlice slice = slice(
                0,
                30,
                Telemetry.at("1hz", 0, 1, 2, 10, 11)
                        .with(SPEED, 36, 36, 36, 36, 36)
                        .write(folder, "a"),
                Telemetry.at("2hz", 0.5, 2, 5, 10.5, 12)
                        .with("engine_speed_rpm", 1, 2, 3, 4, 5)
                        .write(folder, "a"));
        assertThat(slice.distanceKm(slice.signal("engine_speed_rpm")))
                .containsExactly(0.005, 0.02, Double.NaN, 0.025, Double.NaN);
    }

    @Test
    void aLogWithoutRowsIsEmpty() throws IOException {
        CarLog log = CarLog.open(List.of(Telemetry.at("1hz").with(SPEED).write(folder, "a")));
        assertThat(log.isEmpty()).isTrue();
        assertThat(log.channels()).isEmpty();
        assertThat(DistanceTrack.of(log, Catalogue.builtIn()).totalKm()).isNaN();
    }
}
