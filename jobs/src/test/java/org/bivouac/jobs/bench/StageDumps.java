package org.bivouac.jobs.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
 * The channels of {@link StageDump} in another format, by the simulator's writers, and the same samples as CSV. Half of the
 * channels are 16-bit numbers, half are of single precision with noise in every bit; the CSV has the shortest text of each.
 */
final class StageDumps {
    private static final int STRETCH_SECONDS = 10;
    private static final int STRETCH_ROWS = STRETCH_SECONDS * StageDump.RATE_HZ;
    private static final int TRIAL_SECONDS = 60;

    private final List<StageDump.Channel> channels = StageDump.channels();
    private final Logger logger;
    private final DumpFormat format;

    StageDumps(DumpFormat format) {
        this.format = format;
        List<LoggedChannel> logged = new ArrayList<>();
        for (StageDump.Channel channel : channels) {
            logged.add(new LoggedChannel(
                    channel.name(), channel.name(), channel.unit(), StageDump.RATE_HZ, storage(channel)));
        }
        logger = new Logger("stage", format.text(), "BENCH", logged);
    }

    private static Storage storage(StageDump.Channel channel) {
        double step = Math.pow(10, -channel.decimals());
        double most = Math.abs(channel.mean()) + channel.swing() + 2 * channel.noise();
        return switch (channel.kind()) {
            case COUNTER -> new Storage.Float32();
            case FAST ->
                channel.unit().equals("mm")
                                || channel.unit().equals("um/m")
                                || channel.unit().equals("%")
                        ? new Storage.Int16(step, 0)
                        : new Storage.Float32();
            default -> most / step < Short.MAX_VALUE ? new Storage.Int16(step, 0) : new Storage.Float32();
        };
    }

    /** The logger's names of the channels. */
    List<String> names() {
        return channels.stream().map(StageDump.Channel::name).toList();
    }

    /** Where the dump lies. */
    Path dump(Path inbox) {
        return inbox.resolve(format.fileName(logger));
    }

    /**
     * Writes a dump of about so many bytes with what a reader must be told of it, and its samples as CSV. The same seed gives
     * the same samples.
     *
     * @return rows
     */
    long write(Path inbox, Path csv, long bytes, long seed) throws IOException {
        Files.createDirectories(inbox);
        Path dump = dump(inbox);
        long rows = drive(dump, null, TRIAL_SECONDS, seed);
        long trial = Files.size(dump);
        Files.delete(dump);
        long seconds = (long) ((double) bytes / trial * rows / StageDump.RATE_HZ);
        rows = drive(dump, csv, Math.max(STRETCH_SECONDS, seconds), seed);
        SideNotes.write(inbox, dump, logger, format);
        SideNotes.indexBusLogs(inbox);
        return rows;
    }

    private long drive(Path dump, Path csv, long seconds, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        double[] phase = random.doubles(channels.size(), 0, 6.28).toArray();
        double[][] stretch = new double[channels.size()][STRETCH_ROWS];
        long rows = 0;
        Outing outing = new Outing(2026, "bench", "1", "501", "B", Instant.parse("2026-01-05T05:30:00Z"), "UTC");
        try (DumpWriter writer = format.open(dump, outing, logger, LoggerClock.RIGHT, Mdf4Layout.Ending.FINALISED);
                OutputStream out = csv == null ? OutputStream.nullOutputStream() : Files.newOutputStream(csv)) {
            out.write(("time_s," + String.join(",", names()) + "\n").getBytes(StandardCharsets.UTF_8));
            for (long at = 0; at < seconds; at += STRETCH_SECONDS) {
                for (int c = 0; c < stretch.length; c++) {
                    double before = rows == 0 ? 0 : stretch[c][STRETCH_ROWS - 1];
                    for (int i = 0; i < STRETCH_ROWS; i++) {
                        before = StageDump.next(channels.get(c), rows + i, phase[c], before, random);
                        stretch[c][i] = before;
                    }
                }
                writer.write(stretch, STRETCH_SECONDS);
                if (csv != null) {
                    out.write(text(stretch, rows).getBytes(StandardCharsets.UTF_8));
                }
                rows += STRETCH_ROWS;
            }
        }
        return rows;
    }

    private String text(double[][] stretch, long firstRow) {
        StringBuilder text = new StringBuilder(STRETCH_ROWS * 500);
        for (int i = 0; i < STRETCH_ROWS; i++) {
            decimals(text, firstRow + i, 2);
            for (int c = 0; c < stretch.length; c++) {
                text.append(',');
                if (logger.channels().get(c).storage() instanceof Storage.Int16 whole) {
                    decimals(text, whole.raw(stretch[c][i]), channels.get(c).decimals());
                } else {
                    text.append((float) stretch[c][i]);
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Appends {@code scaled / 10^decimals}. */
    private static void decimals(StringBuilder text, long scaled, int decimals) {
        if (scaled < 0) {
            text.append('-');
        }
        String digits = Long.toString(Math.abs(scaled));
        text.append("0".repeat(Math.max(0, decimals + 1 - digits.length()))).append(digits);
        if (decimals > 0) {
            text.insert(text.length() - decimals, '.');
        }
    }
}
