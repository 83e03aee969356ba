package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;

/**
 * Writes frames as MDF 4.10 bus logging: a group of {@code CAN_DataFrame} events with the members that the ASAM bus logging
 * convention names, times as whole nanoseconds from the file's start. Buses count from 1.
 */
final class Mdf4BusWriter implements DumpWriter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int RECORD = 8 + 1 + 4 + 1 + 1 + 8;
    private static final int UNSIGNED = 0;
    private static final int BYTES = 10;
    /** The channel's flag and the group's flags for an event of a bus. */
    private static final int BUS_EVENT = 1 << 10;

    private static final int PLAIN_BUS_EVENT_GROUP = 0b110;

    private final BlockFile file;
    private final Mdf4Blocks blocks;
    private final Mdf4Data data;
    private final CanFrames frames;
    private final long shownAtStart;
    private final long dataGroup;
    private final long group;
    private long records;

    Mdf4BusWriter(Path path, Outing outing, Logger logger, CanPlan plan, Mdf4Layout.Packing packing, LoggerClock clock)
            throws IOException {
        frames = new CanFrames(plan, clock);
        file = new BlockFile(path);
        blocks = new Mdf4Blocks(file);
        shownAtStart = Math.round(clock.shown(0) * 1e9);
        Instant start = outing.start().plusNanos(shownAtStart);
        blocks.begin(outing, start, logger.device(), Mdf4Layout.Ending.FINALISED);
        long source = blocks.source(logger.device(), 2, 2);
        long members = blocks.channels(List.of(
                member("BusChannel", 8, 0, 8, UNSIGNED),
                member("ID", 9, 0, 29, UNSIGNED),
                member("IDE", 12, 7, 1, UNSIGNED),
                member("DLC", 13, 0, 4, UNSIGNED),
                member("DataLength", 14, 0, 8, UNSIGNED),
                member("DataBytes", 15, 0, 64, BYTES)));
        long frame = blocks.channel(
                Mdf4Blocks.Channel.number("CAN_DataFrame", "", 0, source, BYTES, 8, 8 * (RECORD - 8))
                        .with(BUS_EVENT),
                0,
                members);
        long time = blocks.channel(
                new Mdf4Blocks.Channel(
                        "Timestamp", "s", blocks.linear(0, 1e-9, "s"), source, 2, 1, UNSIGNED, 0, 0, 64, 0, 0),
                frame,
                0);
        group = blocks.channelGroup(0, time, "CAN_DataFrame", source, 0, PLAIN_BUS_EVENT_GROUP, RECORD, 0);
        dataGroup = blocks.dataGroup(0, group, 0);
        blocks.firstDataGroup(dataGroup);
        data = new Mdf4Data(blocks, file, packing, new Deflate(), RECORD, 1);
    }

    private static Mdf4Blocks.Channel member(String name, int at, int bit, int bits, int dataType) {
        return new Mdf4Blocks.Channel("CAN_DataFrame." + name, "", 0, 0, 0, 0, dataType, at, bit, bits, BUS_EVENT, 0);
    }

    @Override
    public void write(double[][] values, int seconds) throws IOException {
        frames.send(values, seconds, this::record);
    }

    private void record(long nanos, CanMessage message, long payload) throws IOException {
        int at = data.at(RECORD);
        byte[] to = data.block();
        LONG.set(to, at, nanos - shownAtStart);
        to[at + 8] = (byte) (message.bus() + 1);
        INT.set(to, at + 9, message.id() | (message.extended() ? 1 << 31 : 0));
        to[at + 13] = CanMessage.BYTES;
        to[at + 14] = CanMessage.BYTES;
        LONG.set(to, at + 15, payload);
        data.filled(RECORD);
        records++;
    }

    @Override
    public void close() throws IOException {
        try (file) {
            blocks.dataOf(dataGroup, data.close());
            blocks.cycles(group, records);
        }
    }
}
