package org.bivouac.jobs.simulate.car;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All of the model's channels over a stretch of at most {@value #SECONDS} seconds, each at its own rate. */
public final class Block {
    /** Seconds of a full block. */
    public static final int SECONDS = 10;

    private final List<ModelChannel> channels;
    private final double[][] values;
    private final Map<String, double[]> byName = new HashMap<>();

    /** For these channels, all zero. */
    public Block(List<ModelChannel> channels) {
        this.channels = List.copyOf(channels);
        values = new double[channels.size()][];
        for (int c = 0; c < values.length; c++) {
            values[c] = new double[channels.get(c).rateHz() * SECONDS];
            byName.put(channels.get(c).channel(), values[c]);
        }
    }

    /** What the arrays are of, in order. */
    public List<ModelChannel> channels() {
        return channels;
    }

    /** The samples of the channel at a position: {@code rate × SECONDS}, of which a last block fills fewer. */
    public double[] values(int channel) {
        return values[channel];
    }

    /** The samples of a channel. */
    public double[] values(String channel) {
        double[] found = byName.get(channel);
        if (found == null) {
            throw new IllegalArgumentException("the model has no channel '" + channel + "'");
        }
        return found;
    }

    /** The four corners of a channel, whose name has {@code %s} for the corner. */
    double[][] corners(String pattern) {
        return Arrays.stream(Body.CORNERS)
                .map(corner -> values(pattern.formatted(corner)))
                .toArray(double[][]::new);
    }
}
