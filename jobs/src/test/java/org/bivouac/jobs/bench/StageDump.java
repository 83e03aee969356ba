package org.bivouac.jobs.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A stage's dump as CSV: 60 channels at 100 Hz with the resolution of real loggers: dampers and accelerations with
 * noise, wheel speeds, slow temperatures, a GPS that answers ten times a second, gear and counters.
 */
final class StageDump {
    static final int RATE_HZ = 100;

    /** How a channel moves. */
    enum Kind {
        /** Noise about a swing: every sample is new. */
        FAST,
        /** A slow swing whose last digit flickers. */
        SLOW,
        /** Holds for a tenth of a second. */
        HELD,
        /** Steps between whole numbers now and then. */
        STEPS,
        /** Only ever rises. */
        COUNTER
    }

    record Channel(String name, String unit, Kind kind, int decimals, double mean, double swing, double noise) {
        String header() {
            return unit.isEmpty() ? name : name + " [" + unit + "]";
        }
    }

    private StageDump() {}

    static List<Channel> channels() {
        List<Channel> channels = new ArrayList<>();
        for (String corner : List.of("FL", "FR", "RL", "RR")) {
            channels.add(new Channel("Damper Pos " + corner, "mm", Kind.FAST, 2, 120, 60, 12));
            channels.add(new Channel("Wheel Speed " + corner, "km/h", Kind.FAST, 2, 90, 40, 1.5));
            channels.add(new Channel("Damper Temp " + corner, "C", Kind.SLOW, 1, 85, 20, 0.05));
            channels.add(new Channel("Tyre Press " + corner, "bar", Kind.SLOW, 3, 2.2, 0.2, 0.002));
            channels.add(new Channel("Tyre Temp " + corner, "C", Kind.SLOW, 1, 60, 15, 0.05));
            channels.add(new Channel("Strain Arm " + corner, "um/m", Kind.FAST, 1, 200, 400, 80));
            channels.add(new Channel("Brake Temp " + corner, "C", Kind.SLOW, 0, 350, 200, 1));
        }
        for (String axis : List.of("Long", "Lat", "Vert")) {
            channels.add(new Channel("Body Acc " + axis, "g", Kind.FAST, 4, 0, 0.4, 0.3));
            channels.add(new Channel("Hub Acc " + axis, "g", Kind.FAST, 3, 0, 2, 3));
            channels.add(new Channel("Gyro " + axis, "deg/s", Kind.FAST, 3, 0, 20, 4));
        }
        channels.add(new Channel("Engine RPM", "rpm", Kind.FAST, 0, 3800, 1500, 40));
        channels.add(new Channel("Throttle Pos", "%", Kind.FAST, 1, 50, 45, 2));
        channels.add(new Channel("Accel Position", "%", Kind.FAST, 1, 50, 45, 2));
        channels.add(new Channel("Engine Load", "%", Kind.FAST, 1, 55, 35, 2));
        channels.add(new Channel("Gear", "", Kind.STEPS, 0, 4, 2, 0));
        channels.add(new Channel("Vehicle Speed", "km/h", Kind.FAST, 2, 90, 40, 0.3));
        channels.add(new Channel("Steering Angle", "deg", Kind.FAST, 1, 0, 90, 3));
        channels.add(new Channel("Brake Press Front", "bar", Kind.FAST, 2, 12, 12, 0.4));
        channels.add(new Channel("Brake Press Rear", "bar", Kind.FAST, 2, 8, 8, 0.4));
        channels.add(new Channel("Oil Press", "bar", Kind.FAST, 2, 4.5, 0.8, 0.05));
        channels.add(new Channel("Oil Temp", "C", Kind.SLOW, 1, 105, 10, 0.05));
        channels.add(new Channel("Coolant Temp", "C", Kind.SLOW, 1, 92, 6, 0.05));
        channels.add(new Channel("Gearbox Temp", "C", Kind.SLOW, 1, 98, 12, 0.05));
        channels.add(new Channel("Fuel Flow", "l/h", Kind.FAST, 2, 45, 30, 1));
        channels.add(new Channel("Fuel Used", "l", Kind.COUNTER, 4, 0, 0, 0.0001));
        channels.add(new Channel("Fuel Level", "l", Kind.SLOW, 1, 120, 60, 0.3));
        channels.add(new Channel("Battery Voltage", "V", Kind.SLOW, 2, 13.8, 0.3, 0.02));
        channels.add(new Channel("Distance", "km", Kind.COUNTER, 4, 0, 0, 0.0002));
        channels.add(new Channel("GPS Latitude", "deg", Kind.HELD, 7, 24, 1, 0.00001));
        channels.add(new Channel("GPS Longitude", "deg", Kind.HELD, 7, 45, 1, 0.00001));
        channels.add(new Channel("GPS Altitude", "m", Kind.HELD, 1, 700, 200, 0.5));
        channels.add(new Channel("GPS Speed", "km/h", Kind.HELD, 2, 90, 40, 0.2));
        channels.add(new Channel("GPS Heading", "deg", Kind.HELD, 2, 180, 170, 0.4));
        return channels;
    }

    /** The header cells of the channels, without the time. */
    static List<String> columns() {
        return channels().stream().map(Channel::header).toList();
    }

    /** Writes at least {@code bytes} bytes; the same seed gives the same rows. Returns the rows. */
    static long write(Path file, long bytes, long seed) throws IOException {
        List<Channel> channels = channels();
        SplittableRandom random = new SplittableRandom(seed);
        double[] phase = random.doubles(channels.size(), 0, 6.28).toArray();
        double[] held = new double[channels.size()];
        byte[] line = new byte[4096];
        long written = 0;
        long rows = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            String header = channels.stream().map(Channel::header).collect(Collectors.joining(",", "time_s,", "\n"));
            out.write(header.getBytes(StandardCharsets.UTF_8));
            written += header.length();
            while (written < bytes) {
                int at = put(line, 0, rows, 2);
                for (int c = 0; c < channels.size(); c++) {
                    Channel channel = channels.get(c);
                    held[c] = next(channel, rows, phase[c], held[c], random);
                    line[at++] = ',';
                    at = put(line, at, Math.round(held[c] * Math.pow(10, channel.decimals())), channel.decimals());
                }
                line[at++] = '\n';
                out.write(line, 0, at);
                written += at;
                rows++;
            }
        }
        return rows;
    }

    static double next(Channel channel, long row, double phase, double before, SplittableRandom random) {
        double seconds = (double) row / RATE_HZ;
        return switch (channel.kind()) {
            case FAST ->
                channel.mean()
                        + channel.swing() * Math.sin(seconds * 0.9 + phase) * Math.sin(seconds * 0.013)
                        + channel.noise() * gaussian(random);
            case SLOW ->
                channel.mean()
                        + channel.swing() * Math.sin(seconds * 0.002 + phase)
                        + channel.noise() * gaussian(random);
            case HELD ->
                row % 10 != 0
                        ? before
                        : channel.mean()
                                + channel.swing() * Math.sin(seconds * 0.0005 + phase)
                                + channel.noise() * gaussian(random);
            case STEPS -> row > 0 && random.nextInt(200) != 0 ? before : 1 + random.nextInt(6);
            case COUNTER -> before + channel.noise() * (1 + Math.sin(seconds * 0.1));
        };
    }

    /** Near enough to a normal distribution for noise, and quick. */
    private static double gaussian(SplittableRandom random) {
        return random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2;
    }

    /** Writes {@code scaled / 10^decimals}. */
    private static int put(byte[] line, int from, long scaled, int decimals) {
        int at = from;
        long rest = Math.abs(scaled);
        if (scaled < 0) {
            line[at++] = '-';
        }
        int digits = 1;
        for (long power = 10; power <= rest; power *= 10) {
            digits++;
        }
        digits = Math.max(digits, decimals + 1);
        int end = at + digits + (decimals > 0 ? 1 : 0);
        int k = end;
        for (int d = 0; d < digits; d++) {
            if (d == decimals && decimals > 0) {
                line[--k] = '.';
            }
            line[--k] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return end;
    }
}
