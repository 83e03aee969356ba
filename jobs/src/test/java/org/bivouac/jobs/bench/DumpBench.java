package org.bivouac.jobs.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.dump.can.DatabaseTable;
import org.bivouac.jobs.dump.can.Databases;
import org.bivouac.jobs.dump.readers.Dumps;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.simulate.dumps.DumpFormat;
import org.bivouac.jobs.simulate.dumps.LoggerClock;
import org.bivouac.jobs.simulate.dumps.Mdf4Layout;
import org.bivouac.jobs.simulate.dumps.SideNotes;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;
import org.bivouac.jobs.simulate.log.Storage;

/**
 * Times how fast dumps are written against how fast they are read, on one thread, in CPU seconds: 60 channels at 100 Hz, a
 * third each single precision, 16-bit and text. The number of samples and their sum are compared before a time is printed.
 *
 * <p>Arguments: seconds of driving (1200), rounds (5), folder (target/bench), names of formats (all).
 */
final class DumpBench {
    private static final int CHANNELS = 60;
    private static final int RATE_HZ = 100;
    private static final int STRETCH = 10;

    private final Path folder;
    private final int seconds;
    private final List<LoggedChannel> channels = new ArrayList<>();
    private final double[][] stretch = new double[CHANNELS][STRETCH * RATE_HZ];

    private DumpBench(Path folder, int seconds) {
        this.folder = folder;
        this.seconds = seconds;
        SplittableRandom random = new SplittableRandom(42);
        Storage[] storages = {new Storage.Float32(), new Storage.Int16(0.1, 0), new Storage.Text(2)};
        for (int c = 0; c < CHANNELS; c++) {
            channels.add(new LoggedChannel("c" + c, "Channel " + c, "mm", RATE_HZ, storages[c % 3]));
            double level = 50;
            for (int i = 0; i < stretch[c].length; i++) {
                level += random.nextDouble() - 0.5;
                stretch[c][i] = level;
            }
        }
    }

    public static void main(String[] args) throws IOException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 1200;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path folder = Path.of(args.length > 2 ? args[2] : "target/bench").resolve("dumps");
        System.out.printf(
                Locale.ROOT, "million samples per CPU second; %d s of driving, best of %d%n", seconds, rounds);
        System.out.println("| format | MB | written | read | written / read |\n|---|---|---|---|---|");
        for (DumpFormat format : DumpFormat.values()) {
            boolean named = List.of(args).indexOf(format.text()) >= 3;
            if (named || (args.length <= 3 && format != DumpFormat.VBO)) {
                new DumpBench(folder, seconds / STRETCH * STRETCH).compare(format, rounds);
            }
        }
    }

    private void compare(DumpFormat format, int rounds) throws IOException {
        double written = Double.MAX_VALUE;
        double read = Double.MAX_VALUE;
        long bytes = 0;
        Files.createDirectories(folder);
        Logger logger = new Logger("bench", format.text(), "BENCH", channels);
        Path file = folder.resolve(format.fileName(logger));
        double expected = expectedSum();
        for (int round = 0; round < rounds; round++) {
            Files.deleteIfExists(file);
            long began = cpuNanos();
            write(format, logger, file);
            written = Math.min(written, (cpuNanos() - began) / 1e9);
            SideNotes.write(folder, file, logger, format);
            SideNotes.indexBusLogs(folder);
            bytes = Files.size(file);
            DumpFile dump = new DumpFile(file, file.getFileName().toString(), bytes);
            DumpReader reader = reader(dump);
            Sum sum = new Sum();
            began = cpuNanos();
            reader.read(dump, sum);
            read = Math.min(read, (cpuNanos() - began) / 1e9);
            if (sum.samples == 0 && format.isBusLog()) {
                // Frames that the reader keeps as frames: there is nothing to compare.
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.0f | %.1f | – | – |%n",
                        format.text(),
                        bytes / 1e6,
                        samples() / written / 1e6);
                delete();
                return;
            }
            if (sum.samples != samples() || Math.abs(sum.sum / expected - 1) > 1e-6) {
                throw new IllegalStateException(format.text() + ": read " + sum.samples + " samples, sum " + sum.sum
                        + "; expected " + samples() + ", " + expected);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.1f | %.1f | %.2f |%n",
                format.text(),
                bytes / 1e6,
                samples() / written / 1e6,
                samples() / read / 1e6,
                read / written);
        delete();
    }

    private long samples() {
        return (long) seconds * RATE_HZ * CHANNELS;
    }

    /** Of what the storages keep; text of single precision has six decimals, which is nearer than this is compared. */
    private double expectedSum() {
        double sum = 0;
        for (int c = 0; c < CHANNELS; c++) {
            for (double value : stretch[c]) {
                sum += channels.get(c).storage().stored(value);
            }
        }
        int stretches = seconds / STRETCH;
        return sum * stretches;
    }

    private void write(DumpFormat format, Logger logger, Path file) throws IOException {
        Outing outing = new Outing(2026, "bench", "1", "501", "B", Instant.parse("2026-01-05T05:30:00Z"), "UTC");
        try (DumpWriter writer = format.open(file, outing, logger, LoggerClock.RIGHT, Mdf4Layout.Ending.FINALISED)) {
            for (int from = 0; from < seconds; from += STRETCH) {
                writer.write(stretch, STRETCH);
            }
        }
    }

    private DumpReader reader(DumpFile dump) throws IOException {
        Path profiles = folder.resolve("profiles");
        Databases databases = DatabaseTable.databases(List.of(), folder);
        if (Files.exists(folder.resolve("dumps.csv"))) {
            databases = databases.saidBy(
                    Files.readAllLines(folder.resolve("dumps.csv")).get(1).split(",")[1]);
        }
        return Dumps.standard(Files.exists(profiles) ? List.of(profiles) : List.of(), databases)
                .recognise(dump);
    }

    /** Sums what is read, times left out. */
    private static final class Sum implements DumpSink {
        private DumpHeader header;
        private long samples;
        private double sum;

        @Override
        public void begin(DumpHeader begun) {
            header = begun;
        }

        @Override
        public void rows(Rows rows) {
            List<DumpHeader.RawChannel> group =
                    header.groups().get(rows.group()).channels();
            for (int c = 0; c < group.size(); c++) {
                if (group.get(c).name().startsWith("Channel")) {
                    double[] values = rows.numbers()[c];
                    for (int i = 0; i < rows.count(); i++) {
                        sum += values[i];
                    }
                    samples += rows.count();
                }
            }
        }

        @Override
        public void reject(Fault fault) {
            throw new IllegalStateException(fault.message());
        }

        @Override
        public void bytes(ByteUse use, long from, long to) {}
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
