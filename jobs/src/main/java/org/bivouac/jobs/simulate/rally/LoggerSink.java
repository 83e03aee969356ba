package org.bivouac.jobs.simulate.rally;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.simulate.car.Block;
import org.bivouac.jobs.simulate.car.BlockSink;
import org.bivouac.jobs.simulate.car.ModelChannel;
import org.bivouac.jobs.simulate.ground.Noise;
import org.bivouac.jobs.simulate.log.DumpMaker;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;
import org.bivouac.schemas.Unit;

/**
 * What sensors and loggers make of a drive: samples picked at the logger's rate, with the sensor's noise, in the logger's
 * unit, handed to one {@link DumpWriter} a logger. After a night the same loggers begin new files.
 */
final class LoggerSink implements BlockSink {
    /** One logger with what it needs to fill its values. */
    private static final class Box {
        final Logger logger;
        final int[] source;
        final int[] every;
        final double[] noise;
        final Unit.Line[] line;
        final double[][] values;
        DumpWriter writer;

        Box(Logger logger, List<ModelChannel> model) {
            this.logger = logger;
            int count = logger.channels().size();
            source = new int[count];
            every = new int[count];
            noise = new double[count];
            line = new Unit.Line[count];
            values = new double[count][];
            for (int i = 0; i < count; i++) {
                LoggedChannel logged = logger.channels().get(i);
                source[i] = position(model, logged.channel());
                ModelChannel from = model.get(source[i]);
                every[i] = from.rateHz() / logged.rateHz();
                noise[i] = from.noise();
                boolean same =
                        from.unit().equals(logged.unit()) || logged.unit().isEmpty();
                line[i] = same
                        ? Unit.Line.IDENTITY
                        : Unit.of(from.unit())
                                .orElseThrow()
                                .to(Unit.of(logged.unit()).orElseThrow());
                values[i] = new double[logged.rateHz() * Block.SECONDS];
            }
        }

        private static int position(List<ModelChannel> model, String channel) {
            for (int c = 0; c < model.size(); c++) {
                if (model.get(c).channel().equals(channel)) {
                    return c;
                }
            }
            throw new IllegalArgumentException("the model has no channel '" + channel + "'");
        }
    }

    private final Path folder;
    private final Outing outing;
    private final DumpMaker maker;
    private final List<Box> boxes = new ArrayList<>();
    private final Noise noise;

    LoggerSink(Path folder, Outing outing, List<Logger> loggers, DumpMaker maker, Noise noise) {
        this.folder = folder;
        this.outing = outing;
        this.maker = maker;
        this.noise = noise;
        List<ModelChannel> model = ModelChannel.all();
        loggers.forEach(logger -> boxes.add(new Box(logger, model)));
    }

    @Override
    public void begin(int run, long fromSeconds) throws IOException {
        Files.createDirectories(folder);
        Outing begun = new Outing(
                outing.year(),
                outing.event(),
                outing.stage(),
                outing.car(),
                outing.driver(),
                outing.start().plusSeconds(fromSeconds),
                outing.zone());
        for (Box box : boxes) {
            Logger logger = box.logger;
            String name = run == 0 ? logger.name() : logger.name() + "_" + (run + 1);
            box.writer =
                    maker.open(folder, begun, new Logger(name, logger.format(), logger.device(), logger.channels()));
        }
    }

    @Override
    public void block(Block block, int seconds) throws IOException {
        for (Box box : boxes) {
            for (int i = 0; i < box.source.length; i++) {
                double[] from = block.values(box.source[i]);
                double[] to = box.values[i];
                int count = box.logger.channels().get(i).rateHz() * seconds;
                int every = box.every[i];
                double sigma = box.noise[i];
                Unit.Line line = box.line[i];
                for (int k = 0; k < count; k++) {
                    double value = from[k * every];
                    to[k] = line.apply(sigma > 0 ? value + sigma * noise.quickNormal() : value);
                }
            }
            box.writer.write(box.values, seconds);
        }
    }

    @Override
    public void end() throws IOException {
        for (Box box : boxes) {
            box.writer.close();
        }
    }
}
