package org.bivouac.jobs.simulate.rally;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.simulate.car.Block;
import org.bivouac.jobs.simulate.car.BlockSink;
import org.bivouac.jobs.simulate.car.Drive;
import org.bivouac.jobs.simulate.car.DriveOrder;
import org.bivouac.jobs.simulate.car.DriveTruth;
import org.bivouac.jobs.simulate.car.ModelChannel;
import org.bivouac.jobs.simulate.car.Parameters;
import org.bivouac.jobs.simulate.ground.Ground;
import org.bivouac.jobs.simulate.ground.GroundBuilder;
import org.bivouac.jobs.simulate.ground.Noise;
import org.bivouac.jobs.simulate.log.DumpMaker;
import org.bivouac.jobs.simulate.log.DumpMakers;
import org.bivouac.jobs.simulate.log.InjectedFault;
import org.bivouac.jobs.simulate.log.Outing;

/** Simulates one drive: independent of all others, so drives run on any threads or machines with the same bytes coming out. */
final class DriveTask {
    /** Cars start at this distance, s. */
    private static final int START_GAP = 180;

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
        RallyPlan plan = item.plan();
        StagePlan stage = plan.stages().get(item.stage());
        CarEntry entry = plan.cars().get(item.car());
        Noise rally = new Noise(item.seed());
        Ground ground = GroundBuilder.build(
                stage.pieces(),
                plan.terrains(),
                plan.jumps(item.stage()),
                rally.fork("ground " + stage.stage()).next());
        String key = item.year() + " " + stage.stage() + " " + entry.car();
        Noise own = rally.fork("drive " + key);
        Parameters car = plan.parameters(item.year(), entry.car());
        Outing outing = outing(plan, item.year(), item.stage(), item.car());
        DriveOrder order = new DriveOrder(
                outing,
                stage.marathon(),
                car,
                entry.driver(),
                ground,
                stage.pieces(),
                plan.incidents(item.year(), item.stage(), entry.car()),
                car.of("fuel_start_l"),
                stage.latitudeDeg(),
                stage.longitudeDeg(),
                stage.altitudeMetres(),
                own.next());
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

    /** Who drives where and when. */
    static Outing outing(RallyPlan plan, int year, int stageAt, int carAt) {
        StagePlan stage = plan.stages().get(stageAt);
        CarEntry entry = plan.cars().get(carAt);
        // Whole seconds, as loggers wake; five of them before the car starts.
        Instant start = stage.startTime(year - plan.edition()).plusSeconds((long) START_GAP * carAt - 5);
        return new Outing(
                year, stage.event(), stage.stage(), entry.car(), entry.driver().name(), start, stage.zone());
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
