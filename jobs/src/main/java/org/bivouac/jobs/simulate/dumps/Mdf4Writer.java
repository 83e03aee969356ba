package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;

/**
 * Writes measurements as MDF 4.10: a channel group for each rate, times as float64 seconds from the file's start, 16-bit
 * channels with a linear conversion and an invalidation bit, the others as floats.
 */
final class Mdf4Writer implements DumpWriter {
    private final BlockFile file;
    private final Mdf4Blocks blocks;
    private final Mdf4Layout layout;
    private final LoggerClock clock;
    private final double shownAtStart;
    private final List<Mdf4Group> groups = new ArrayList<>();
    private final List<Mdf4Data> data = new ArrayList<>();
    private final long[] dataGroups;
    private final double[] seconds = new double[1000];
    private final byte[][] scratch;
    /** Where the one data block of a plain unsorted file begins; −1 else. */
    private long openBlock = -1;

    private long second;

    Mdf4Writer(Path path, Outing outing, Logger logger, Mdf4Layout layout, LoggerClock clock) throws IOException {
        this.layout = layout;
        this.clock = clock;
        file = new BlockFile(path);
        blocks = new Mdf4Blocks(file);
        // The header's time is a whole number of nanoseconds, what it leaves is in the times of the records.
        long nanosAtStart = Math.round(clock.shown(0) * 1e9);
        shownAtStart = nanosAtStart / 1e9;
        Instant start = outing.start().plusNanos(nanosAtStart);
        blocks.begin(outing, start, logger.device(), layout.ending());
        logger.channels().stream()
                .mapToInt(LoggedChannel::rateHz)
                .distinct()
                .sorted()
                .forEach(rate -> groups.add(0, new Mdf4Group(rate, logger.channels())));
        boolean sorted = layout.order() == Mdf4Layout.Order.SORTED;
        dataGroups = new long[sorted ? groups.size() : 1];
        scratch = new byte[groups.size()][];
        if (sorted) {
            layEach(logger.device());
        } else {
            layTogether(logger.device());
        }
    }

    private void layEach(String device) throws IOException {
        Deflate deflate = new Deflate();
        long next = 0;
        for (int g = groups.size() - 1; g >= 0; g--) {
            next = blocks.dataGroup(next, groups.get(g).lay(blocks, 0, 0, device), 0);
            dataGroups[g] = next;
        }
        blocks.firstDataGroup(next);
        for (Mdf4Group group : groups) {
            data.add(new Mdf4Data(blocks, file, layout.packing(), deflate, group.recordBytes(), group.rateHz()));
        }
    }

    private void layTogether(String device) throws IOException {
        long next = 0;
        for (int g = groups.size() - 1; g >= 0; g--) {
            next = groups.get(g).lay(blocks, next, g + 1, device);
            scratch[g] = new byte[groups.get(g).rateHz() * (1 + groups.get(g).recordBytes())];
        }
        dataGroups[0] = blocks.dataGroup(0, next, 1);
        blocks.firstDataGroup(dataGroups[0]);
        if (layout.packing() == Mdf4Layout.Packing.NONE) {
            file.align();
            openBlock = file.position();
            file.room(Mdf4Blocks.HEAD)
                    .put("##DT".getBytes(StandardCharsets.US_ASCII))
                    .putInt(0)
                    .putLong(Mdf4Blocks.HEAD)
                    .putLong(0);
            blocks.dataOf(dataGroups[0], openBlock);
        } else {
            data.add(new Mdf4Data(blocks, file, layout.packing(), new Deflate(), 1, 1));
        }
    }

    @Override
    public void write(double[][] values, int count) throws IOException {
        for (int s = 0; s < count; s++, second++) {
            for (int g = 0; g < groups.size(); g++) {
                Mdf4Group group = groups.get(g);
                int rate = group.rateHz();
                times(rate);
                if (layout.order() == Mdf4Layout.Order.SORTED) {
                    sorted(group, data.get(g), values, s * rate);
                } else {
                    group.put(seconds, values, s * rate, rate, scratch[g], 1, 1 + group.recordBytes());
                }
            }
            if (layout.order() == Mdf4Layout.Order.UNSORTED) {
                interleave();
            }
        }
    }

    private void times(int rateHz) {
        clock.shown(second, rateHz, rateHz, seconds);
        if (shownAtStart != 0) {
            for (int i = 0; i < rateHz; i++) {
                seconds[i] -= shownAtStart;
            }
        }
    }

    private void sorted(Mdf4Group group, Mdf4Data to, double[][] values, int first) throws IOException {
        int bytes = group.rateHz() * group.recordBytes();
        int at = to.at(bytes);
        group.put(seconds, values, first, group.rateHz(), to.block(), at, group.recordBytes());
        to.filled(bytes);
    }

    /** One second in the order of time; of records of one instant the faster rate comes first. */
    private void interleave() throws IOException {
        for (int milli = 0; milli < 1000; milli++) {
            for (int g = 0; g < groups.size(); g++) {
                Mdf4Group group = groups.get(g);
                int every = 1000 / group.rateHz();
                if (milli % every == 0) {
                    int bytes = 1 + group.recordBytes();
                    int from = milli / every * bytes;
                    scratch[g][from] = (byte) (g + 1);
                    if (openBlock >= 0) {
                        file.put(scratch[g], from, bytes);
                    } else {
                        Mdf4Data to = data.get(0);
                        int at = to.at(bytes);
                        System.arraycopy(scratch[g], from, to.block(), at, bytes);
                        to.filled(bytes);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            if (layout.ending() == Mdf4Layout.Ending.UNFINALISED) {
                return;
            }
            for (int d = 0; d < data.size(); d++) {
                blocks.dataOf(dataGroups[d], data.get(d).close());
            }
            if (openBlock >= 0) {
                file.patch(openBlock + 8, file.position() - openBlock);
            }
            for (Mdf4Group group : groups) {
                group.close(blocks);
            }
        }
    }
}
