package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;
import org.bivouac.jobs.simulate.log.Storage;

/** A drive of random walks, for writers and readers to agree on. */
final class MadeDrive {
    static final Outing OUTING = new Outing(
            2026, "made rally", "3", "501", "A. Driver", Instant.parse("2026-01-05T05:30:00Z"), "Asia/Riyadh");

    /** Rates from 1 to 1000 Hz, all kinds of storage, a scale and an offset. */
    static final List<LoggedChannel> CHASSIS = List.of(
            channel("Damper Pos FL", "mm", 1000, new Storage.Int16(0.1, 0)),
            channel("Damper Pos FR", "mm", 1000, new Storage.Int16(0.1, 0)),
            channel("Hub Acc FL", "G", 500, new Storage.Float32()),
            channel("Body Acc Vert", "G", 100, new Storage.Int16(0.002, 0)),
            channel("Body Acc Long", "G", 100, new Storage.Int16(0.002, 0)),
            channel("Body Acc Lat", "G", 100, new Storage.Int16(0.002, 0)),
            channel("Steering Angle", "deg", 100, new Storage.Float32()),
            channel("Brake Press Front", "bar", 100, new Storage.Int16(0.01, 100)),
            channel("Engine RPM", "rpm", 20, new Storage.Int16(1, 0)),
            channel("Oil Temp", "C", 20, new Storage.Int16(0.01, 200)),
            channel("Distance", "km", 20, new Storage.Text(4)),
            channel("Fuel Level", "l", 1, new Storage.Float32()),
            channel("Coolant Temp", "C", 1, new Storage.Int16(0.1, 0)),
            channel("Gearbox Temp", "C", 1, new Storage.Int16(0.1, 0)),
            channel("Battery Voltage", "V", 1, new Storage.Text(2)));

    /** All of one rate. */
    static final List<LoggedChannel> GPS = List.of(
            channel("lat", "deg", 10, new Storage.Text(8)),
            channel("long", "deg", 10, new Storage.Text(8)),
            channel("velocity", "km/h", 10, new Storage.Text(2)),
            channel("height", "m", 10, new Storage.Text(1)),
            channel("Slip", "deg", 10, new Storage.Text(3)));

    private MadeDrive() {}

    private static LoggedChannel channel(String name, String unit, int rateHz, Storage storage) {
        return new LoggedChannel(name.toLowerCase(Locale.ROOT).replace(' ', '_'), name, unit, rateHz, storage);
    }

    static Logger logger(DumpFormat format, List<LoggedChannel> channels) {
        return new Logger("chassis", format.text(), "BOX 7", channels);
    }

    /** Whole signals; the same for the same channels, seconds and seed. */
    static double[][] signals(List<LoggedChannel> channels, int seconds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] signals = new double[channels.size()][];
        for (int c = 0; c < signals.length; c++) {
            signals[c] = new double[seconds * channels.get(c).rateHz()];
            double level = 20 + 10 * random.nextDouble();
            for (int i = 0; i < signals[c].length; i++) {
                level += random.nextDouble() - 0.5;
                signals[c][i] = level;
            }
        }
        return signals;
    }

    /** Feeds whole signals in stretches of changing length and ends the dump. */
    static void feed(DumpWriter writer, List<LoggedChannel> channels, double[][] signals) throws IOException {
        int seconds = signals[0].length / channels.get(0).rateHz();
        try (writer) {
            int stretch = 1;
            for (int from = 0; from < seconds; from += stretch, stretch = stretch % 7 + 1) {
                int many = Math.min(stretch, seconds - from);
                double[][] values = new double[signals.length][];
                for (int c = 0; c < signals.length; c++) {
                    int rate = channels.get(c).rateHz();
                    values[c] = new double[many * rate + 5];
                    System.arraycopy(signals[c], from * rate, values[c], 0, many * rate);
                }
                writer.write(values, many);
                stretch = many;
            }
        }
    }

    /** Writes a whole dump of a right clock. */
    static Path write(Path folder, DumpFormat format, List<LoggedChannel> channels, double[][] signals)
            throws IOException {
        Logger logger = logger(format, channels);
        Path file = folder.resolve(format.text() + "-" + format.fileName(logger));
        DumpWriter writer = format.open(file, OUTING, logger, LoggerClock.RIGHT, Mdf4Layout.Ending.FINALISED);
        feed(writer, channels, signals);
        return file;
    }

    /** What the storage makes of a channel's samples. */
    static List<Double> stored(LoggedChannel channel, double[] signal) {
        List<Double> stored = new ArrayList<>();
        for (double value : signal) {
            stored.add(channel.storage().stored(value));
        }
        return stored;
    }
}
