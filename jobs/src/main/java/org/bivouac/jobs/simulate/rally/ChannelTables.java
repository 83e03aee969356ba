package org.bivouac.jobs.simulate.rally;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.parquet.ColumnFileWriter;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.bivouac.jobs.simulate.car.Block;
import org.bivouac.jobs.simulate.car.BlockSink;
import org.bivouac.jobs.simulate.car.ModelChannel;
import org.bivouac.jobs.simulate.log.Outing;

/**
 * Writes every channel of a drive as Parquet, a file for each rate: the time in UTC and a column for each channel, without
 * sensor noise, rounded to the step that the sensor could show.
 */
final class ChannelTables implements BlockSink {
    /** The channels of one rate and their file. */
    private static final class Rate {
        final int rateHz;
        final List<Integer> channels = new ArrayList<>();
        ColumnFileWriter file;
        Object[] columns;
        double[] perStep;

        Rate(int rateHz) {
            this.rateHz = rateHz;
        }
    }

    private final Path folder;
    private final Outing outing;
    private final List<ModelChannel> channels;
    private final Map<Integer, Rate> rates = new TreeMap<>();
    private int run;
    private long seconds;
    private long samples;

    ChannelTables(Path folder, Outing outing, List<ModelChannel> channels) {
        this.folder = folder;
        this.outing = outing;
        this.channels = channels;
        for (int c = 0; c < channels.size(); c++) {
            rates.computeIfAbsent(channels.get(c).rateHz(), Rate::new).channels.add(c);
        }
    }

    /** Samples written so far, times left out. */
    long samples() {
        return samples;
    }

    @Override
    public void begin(int nextRun, long fromSeconds) throws IOException {
        run = nextRun;
        seconds = fromSeconds;
        Files.createDirectories(folder);
        for (Rate rate : rates.values()) {
            List<ColumnSpec> columns = new ArrayList<>();
            columns.add(new ColumnSpec("time", ColumnSpec.Type.INSTANT));
            int count = rate.channels.size();
            rate.columns = new Object[count + 1];
            rate.columns[0] = new long[rate.rateHz * Block.SECONDS];
            rate.perStep = new double[count];
            for (int i = 0; i < count; i++) {
                ModelChannel channel = channels.get(rate.channels.get(i));
                columns.add(new ColumnSpec(channel.channel(), ColumnSpec.Type.DOUBLE));
                rate.columns[i + 1] = new double[rate.rateHz * Block.SECONDS];
                rate.perStep[i] = Math.rint(1 / channel.resolution()) > 0
                        ? Math.rint(1 / channel.resolution())
                        : 1 / channel.resolution();
            }
            Path file = folder.resolve(rate.rateHz + "hz" + (run == 0 ? "" : "_" + (run + 1)) + ".parquet");
            Files.deleteIfExists(file);
            rate.file = ColumnFileWriter.create(file, columns, Map.of());
        }
    }

    @Override
    public void block(Block block, int blockSeconds) throws IOException {
        long startMicros = outing.start().getEpochSecond() * 1_000_000 + seconds * 1_000_000;
        for (Rate rate : rates.values()) {
            int count = rate.rateHz * blockSeconds;
            long[] times = (long[]) rate.columns[0];
            long step = 1_000_000 / rate.rateHz;
            for (int i = 0; i < count; i++) {
                times[i] = startMicros + i * step;
            }
            for (int c = 0; c < rate.channels.size(); c++) {
                double[] values = block.values(rate.channels.get(c));
                double[] rounded = (double[]) rate.columns[c + 1];
                double perStep = rate.perStep[c];
                for (int i = 0; i < count; i++) {
                    rounded[i] = Math.rint(values[i] * perStep) / perStep;
                }
            }
            rate.file.write(rate.columns, count);
            samples += (long) count * rate.channels.size();
        }
        seconds += blockSeconds;
    }

    @Override
    public void end() throws IOException {
        for (Rate rate : rates.values()) {
            rate.file.finish();
            rate.file.close();
        }
    }
}
