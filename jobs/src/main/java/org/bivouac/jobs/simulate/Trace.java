package org.bivouac.jobs.simulate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.simulate.car.Block;
import org.bivouac.jobs.simulate.car.BlockSink;
import org.bivouac.jobs.simulate.car.ModelChannel;
import org.bivouac.jobs.simulate.ground.Noise;

/** All channels of one short drive with the noise of their sensors, each at the model's own rate. */
final class Trace implements BlockSink {
    private final Map<String, double[]> signals = new HashMap<>();
    private final Noise noise;
    private final Map<String, Integer> rates = new HashMap<>();
    private int seconds;

    Trace(Noise noise) {
        this.noise = noise;
    }

    @Override
    public void begin(int run, long fromSeconds) {}

    @Override
    public void block(Block block, int count) {
        List<ModelChannel> channels = block.channels();
        for (int c = 0; c < channels.size(); c++) {
            ModelChannel channel = channels.get(c);
            double[] before = signals.getOrDefault(channel.channel(), new double[0]);
            int rate = channel.rateHz();
            double[] signal = before;
            if (before.length < (seconds + count) * rate) {
                signal = Arrays.copyOf(before, 2 * (seconds + count) * rate);
            }
            for (int i = 0; i < count * rate; i++) {
                double value = block.values(c)[i];
                signal[seconds * rate + i] =
                        channel.noise() > 0 ? value + channel.noise() * noise.quickNormal() : value;
            }
            signals.put(channel.channel(), signal);
            rates.put(channel.channel(), rate);
        }
        seconds += count;
    }

    @Override
    public void end() {}

    int seconds() {
        return seconds;
    }

    /** Samples a second of a channel. */
    int rateHz(String channel) {
        return rates.get(channel);
    }

    /** A channel's values, which are the trace's own, {@link #seconds} times the channel's rate; what follows them is free. */
    double[] signal(String channel) {
        double[] signal = signals.get(channel);
        if (signal == null) {
            throw new IllegalArgumentException("the model has no channel '" + channel + "'");
        }
        return signal;
    }
}
