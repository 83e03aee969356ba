package org.bivouac.jobs.simulate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.readers.Dumps;
import org.bivouac.jobs.dump.readers.Recording;
import org.bivouac.jobs.simulate.log.DumpMaker;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.InjectedFault;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;
import org.bivouac.jobs.simulate.log.Storage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault does to a dump what its row of truth says, and nothing else. The samples are their own number, so damage shows. */
class FaultyLoggersTest {
    private static final int SECONDS = 60;
    private static final String HEADER = "kind,year,stage,car,logger,channel,from_s,to_s,size,with\n";

    @TempDir
    private Path folder;

    private Path rally;

    @BeforeEach
    void empty() throws IOException {
        rally = Files.createDirectory(folder.resolve("rally"));
    }

    private static Outing outing(String car) {
        return new Outing(2026, "made", "3", car, "A. Driver", Instant.parse("2026-01-05T05:30:00Z"), "UTC");
    }

    private static Logger logger(String format) {
        return logger("box", format);
    }

    private static Logger logger(String name, String format) {
        return new Logger(
                name,
                format,
                "BOX",
                List.of(
                        new LoggedChannel("engine_speed_rpm", "Engine RPM", "rpm", 10, new Storage.Text(0)),
                        new LoggedChannel("fuel_used_l", "Fuel Used", "l", 10, new Storage.Text(3)),
                        new LoggedChannel("oil_pressure_bar", "Oil Press", "bar", 10, new Storage.Text(2))));
    }

    /** Drives one car with one logger; returns what went wrong. */
    private List<InjectedFault> drive(String faults, String car, String format) throws IOException {
        DumpMaker maker = new FaultyLoggers(FaultPlan.parse(7, HEADER + faults));
        Logger logger = logger(format);
        Path into = Files.createDirectories(rally.resolve(outing(car).folder()));
        try (DumpWriter writer = maker.open(into, outing(car), logger)) {
            for (int second = 0; second < SECONDS; second += 4) {
                double[][] values = new double[3][40];
                for (double[] channel : values) {
                    Arrays.setAll(channel, new Counting(second * 10)::at);
                }
                writer.write(values, 4);
            }
        }
        return maker.faults();
    }

    /** The n-th sample is n. */
    private record Counting(int first) {
        double at(int i) {
            return first + i;
        }
    }

    /** Rows of a dump: time, then three values. */
    private List<double[]> rows(String name) throws IOException {
        Path file = rally.resolve(name);
        DumpFile dump = new DumpFile(file, name, Files.size(file));
        List<Path> profiles = new ArrayList<>();
        if (Files.exists(rally.resolve("profiles"))) {
            profiles.add(rally.resolve("profiles"));
        }
        Recording read = Recording.of(dump, Dumps.standard(profiles).recognise(dump));
        double[] start = {read.header.start() == null ? 0 : read.header.start().toEpochMilli() / 1000.0};
        return read.rows.get(0).stream()
                .map(row -> Arrays.stream(row.split(" "))
                        .filter(cell -> !cell.equals("null"))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .map(row ->
                        new double[] {row[0] + start[0], row[row.length - 3], row[row.length - 2], row[row.length - 1]})
                .toList();
    }

    private static double true0() {
        return outing("501").start().getEpochSecond();
    }

    private static final String CSV = "2026/made/3/501/box.csv";

    @Test
    void aDriveInOrderHasEverySampleAndNoFault() throws IOException {
        assertThat(drive("", "501", "csv")).isEmpty();
        List<double[]> rows = rows(CSV);
        assertThat(rows).hasSize(10 * SECONDS);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).containsExactly(new double[] {true0() + i / 10.0, i, i, i}, within(1e-6));
        }
    }

    @Test
    void sensorsAreSpoiltInTheirRangeOnly() throws IOException {
        List<InjectedFault> faults = drive("""
                stuck,2026,3,501,box,engine_speed_rpm,10,20,,
                saturated,2026,3,501,box,engine_speed_rpm,30,40,333,
                dropped,2026,3,501,box,oil_pressure_bar,5,7,,
                counter_reset,2026,3,501,box,fuel_used_l,50,50,,
                """, "501", "csv");
        List<double[]> rows = rows(CSV);
        for (int i = 0; i < rows.size(); i++) {
            double stuck = i >= 100 && i < 200 ? 100 : i >= 300 && i < 400 ? Math.min(i, 333) : i;
            assertThat(rows.get(i)[1]).isEqualTo(stuck);
            assertThat(rows.get(i)[2]).isEqualTo(i >= 500 ? i - 500 : i);
            assertThat(Double.isNaN(rows.get(i)[3])).isEqualTo(i >= 50 && i < 70);
        }
        assertThat(faults)
                .extracting(InjectedFault::kind)
                .containsExactly("stuck", "saturated", "dropped", "counter_reset");
        assertThat(faults).extracting(InjectedFault::value).containsExactly(100.0, 333.0, Double.NaN, 500.0);
        assertThat(faults).extracting(InjectedFault::fromSeconds).containsExactly(10.0, 30.0, 5.0, 50.0);
        assertThat(faults).extracting(InjectedFault::toSeconds).containsExactly(20.0, 40.0, 7.0, 60.0);
        assertThat(faults).extracting(InjectedFault::dump).containsOnly(CSV);
    }

    @Test
    void spikesAndRunsHitSomeSamplesOfTheirRange() throws IOException {
        drive("""
                spiking,2026,3,501,box,engine_speed_rpm,0,60,5000,
                nan_runs,2026,3,501,box,oil_pressure_bar,0,60,,
                """, "501", "csv");
        List<double[]> rows = rows(CSV);
        long spikes = 0;
        long missing = 0;
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)[1]).isIn((double) i, i + 5000.0);
            spikes += rows.get(i)[1] == i ? 0 : 1;
            missing += Double.isNaN(rows.get(i)[3]) ? 1 : 0;
        }
        assertThat(spikes).isBetween(1L, 20L);
        assertThat(missing).isBetween(60L, 200L);
    }

    @Test
    void aClockIsOffDriftsStepsAndLosesSeconds() throws IOException {
        List<InjectedFault> faults = drive("""
                clock_offset,2026,3,501,box,,,,2.5,
                clock_drift,2026,3,501,box,,,,1000,
                lost_seconds,2026,3,501,box,,20,25,,
                clock_reset,2026,3,501,box,,45,,-100,
                """, "501", "csv");
        List<double[]> rows = rows(CSV);
        assertThat(rows).hasSize(10 * (SECONDS - 5));
        for (int i = 0; i < rows.size(); i++) {
            double written = i / 10.0;
            double lost = i >= 200 ? 5 : 0;
            double reset = i >= 400 ? -100 : 0;
            assertThat(rows.get(i)[0] - true0()).isEqualTo(written * 1.001 + 2.5 + lost + reset, within(0.0011));
            assertThat(rows.get(i)[1]).isEqualTo(i + 10 * lost);
        }
        assertThat(faults).hasSize(4);
    }

    @Test
    void filesAreCutCopiedOverlappingOrElsewhere() throws IOException {
        InjectedFault cut =
                drive("truncated,2026,3,501,box,,,,0.5,", "501", "csv").get(0);
        assertThat(Files.size(rally.resolve(CSV))).isEqualTo(cut.fromByte());
        assertThat(cut.toByte()).isBetween(2 * cut.fromByte(), 2 * cut.fromByte() + 1);

        drive("duplicate,2026,3,502,box,,,,,", "502", "csv");
        assertThat(rally.resolve("2026/made/3/502/box_again.csv"))
                .hasSameBinaryContentAs(rally.resolve("2026/made/3/502/box.csv"));

        drive("overlapping,2026,3,503,box,,30,40,,", "503", "csv");
        List<double[]> head = rows("2026/made/3/503/box.csv");
        List<double[]> tail = rows("2026/made/3/503/box_2.csv");
        assertThat(head).hasSize(400);
        assertThat(tail).hasSize(300);
        assertThat(tail.subList(0, 100)).usingRecursiveComparison().isEqualTo(head.subList(300, 400));

        InjectedFault late =
                drive("late_download,2026,3,504,box,,,,,", "504", "csv").get(0);
        assertThat(late.dump()).isEqualTo("truth/late/2026/made/3/504/box.csv");
        assertThat(rally.resolve(late.dump())).exists();
        assertThat(rally.resolve("2026/made/3/504/box.csv")).doesNotExist();

        String swap = "swapped_folders,2026,3,505,box,,,,,506";
        assertThat(drive(swap, "505", "motec-ld").get(0).dump()).isEqualTo("2026/made/3/506/box.ld");
        assertThat(drive(swap, "506", "motec-ld").get(0).dump()).isEqualTo("2026/made/3/505/box.ld");
    }

    @Test
    void channelsAreRenamedAndGivenInOtherUnits() throws IOException {
        List<InjectedFault> faults = drive("""
                renamed,2026,3,501,box,engine_speed_rpm,,,,
                changed_unit,2026,3,501,box,oil_pressure_bar,,,,
                """, "501", "csv");
        assertThat(Files.readAllLines(rally.resolve(CSV)).get(0))
                .isEqualTo("time,Analog In 1 [rpm],Fuel Used [l],Oil Press [kPa]");
        assertThat(rows(CSV).get(17)).containsExactly(new double[] {true0() + 1.7, 17, 17, 1700}, within(1e-6));
        assertThat(faults)
                .extracting(InjectedFault::note)
                .containsExactly("'Engine RPM' is called 'Analog In 1'", "kPa instead of bar");
    }

    @Test
    void aReceiverBeforeItsRolloverIsTwentyYearsBehind() throws IOException {
        Logger gps = new Logger(
                "gps",
                "vbo",
                "GPS",
                List.of(
                        new LoggedChannel("gps_latitude_deg", "lat", "deg", 10, new Storage.Text(8)),
                        new LoggedChannel("gps_longitude_deg", "long", "deg", 10, new Storage.Text(8))));
        DumpMaker maker = new FaultyLoggers(FaultPlan.parse(7, HEADER + "gps_week_rollover,2026,3,501,gps,,,,,"));
        Path into = Files.createDirectories(rally.resolve(outing("501").folder()));
        try (DumpWriter writer = maker.open(into, outing("501"), gps)) {
            writer.write(new double[2][10], 1);
        }
        try (Stream<String> lines = Files.lines(into.resolve("gps.vbo"))) {
            assertThat(lines.findFirst()).contains("File created on 22/05/2006 @ 05:30:00");
        }
        assertThat(maker.faults().get(0).value()).isEqualTo(-1024);
    }

    @Test
    void everyKindFindsItsPlaceInARallyOfAllFormats() {
        List<FaultPlan.Place> places = Stream.of("501", "502", "503")
                .flatMap(car -> Stream.of("1", "2", "3", "4")
                        .map(stage -> new FaultPlan.Place(
                                new Outing(2026, "made", stage, car, "D", Instant.EPOCH, "UTC"),
                                3600,
                                List.of(
                                        logger("a", "mdf4"),
                                        logger("b", "motec-ld"),
                                        logger("c", "vbo"),
                                        logger("d", "csv")))))
                .toList();
        FaultPlan plan = FaultPlan.once(List.of(FaultKind.values()), 3, places);
        assertThat(plan.wanted()).extracting(WantedFault::kind).containsExactly(FaultKind.values());
        assertThat(plan).isEqualTo(FaultPlan.once(List.of(FaultKind.values()), 3, places));
        for (FaultKind kind : FaultKind.values()) {
            List<FaultPlan.Place> few = kind == FaultKind.SWAPPED_FOLDERS ? places : places.subList(0, 1);
            assertThat(FaultPlan.once(List.of(kind), 3, few).wanted())
                    .as("a kind by itself finds a place in one drive")
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.kind()).isEqualTo(kind));
        }
    }

    @Test
    void aPlanThatCannotBeReadIsRefusedWithItsLine() {
        assertThatThrownBy(() -> FaultPlan.parse(1, HEADER + "stuk,2026,3,501,box,,1,2,,"))
                .hasMessageContaining("line 2: no fault 'stuk'; known: truncated");
        assertThatThrownBy(() -> FaultPlan.parse(1, HEADER + "stuck,2026,3,501,box,,1,x,,"))
                .hasMessage("line 2: 'x' is no number");
        assertThatThrownBy(() -> FaultPlan.parse(1, "kind\n")).hasMessageContaining("line 1: expected the columns");
    }
}
