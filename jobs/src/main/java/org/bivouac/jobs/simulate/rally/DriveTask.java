package org.bivouac.jobs.simulate.rally;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.simulate.car.Block;
import org.bivouac.jobs.simulate.car.BlockSink;
import org.bivouac.jobs.simulate.car.Drive;
import org.bivouac.jobs.simulate.car.DriveOrder;
import org.bivouac.jobs.simulate.car.DriveTruth;
import org.bivouac.jobs.simulate.car.ModelChannel;
import org.bivouac.jobs.simulate.ground.Noise;
import org.bivouac.jobs.simulate.log.DumpMaker;
import org.bivouac.jobs.simulate.log.DumpMakers;
import org.bivouac.jobs.simulate.log.InjectedFault;
import org.bivouac.jobs.simulate.log.Outing;

/** Simulates one drive: independent of all others, so drives run on any threads or machines with the same bytes coming out. */
final class DriveTask {
    /**
     * Which drive, and what is wanted of it.
     *
     * @param plan the rally
     * @param seed of the rally
     * @param year the edition
     * @param stage position in the plan
     * @param car position in the plan
     * @param out the rally's folder, which every machine that runs tasks must see
     * @param formats what each logger writes, by the logger's name; none for no dumps
     * @param greatestRateHz no logger keeps more samples a second
     * @param channels whether every channel is written beside the truth
     * @param makers who makes the dumps
     */
    record Item(
            RallyPlan plan,
            long seed,
            int year,
            int stage,
            int car,
            String out,
            Map<String, String> formats,
            int greatestRateHz,
            boolean channels,
            DumpMakers makers)
            implements Serializable {}

    /**
     * What came of it.
     *
     * @param truth what is true
     * @param faults what went wrong with the loggers
     * @param samples written as channels
     */
    record Outcome(DriveTruth truth, List<InjectedFault> faults, long samples) implements Serializable {}

    private DriveTask() {}

    static Outcome run(Item item) throws IOException {
        DriveOrder order = Drives.order(item.plan(), item.seed(), item.year(), item.stage(), item.car());
        Outing outing = order.outing();
        Noise own = Drives.noise(item.seed(), outing);
        Path out = Path.of(item.out());
        List<BlockSink> sinks = new ArrayList<>();
        DumpMaker maker = item.makers().forDrive(outing, own.fork("loggers").next());
        if (!item.formats().isEmpty()) {
            sinks.add(new LoggerSink(
                    out.resolve(outing.folder()),
                    outing,
                    ModelChannel.loggers(item.year(), item.formats(), item.greatestRateHz()),
                    maker,
                    own.fork("sensors")));
        }
        ChannelTables tables =
                new ChannelTables(out.resolve("truth/channels").resolve(outing.folder()), outing, ModelChannel.all());
        if (item.channels()) {
            sinks.add(tables);
        }
        DriveTruth truth = Drive.run(order, new Fan(sinks));
        return new Outcome(truth, new ArrayList<>(maker.faults()), tables.samples());
    }

    /** Hands every block to all. */
    private record Fan(List<BlockSink> sinks) implements BlockSink {
        @Override
        public void begin(int run, long fromSeconds) throws IOException {
            for (BlockSink sink : sinks) {
                sink.begin(run, fromSeconds);
            }
        }

        @Override
        public void block(Block block, int seconds) throws IOException {
            for (BlockSink sink : sinks) {
                sink.block(block, seconds);
            }
        }

        @Override
        public void end() throws IOException {
            for (BlockSink sink : sinks) {
                sink.end();
            }
        }
    }
}
