package org.bivouac.jobs.simulate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the model knows of one drive, every 10 ms, in the catalogue's channels and units. */
final class Trace {
    static final int RATE_HZ = 100;

    private final Map<String, double[]> signals = new LinkedHashMap<>();
    private int samples;

    /** Sets a channel at the current instant. */
    void put(String channel, double value) {
        double[] signal = signals.computeIfAbsent(channel, name -> new double[4096]);
        if (samples >= signal.length) {
            signal = Arrays.copyOf(signal, signal.length * 2);
            signals.put(channel, signal);
        }
        signal[samples] = value;
    }

    /** Ends the current instant. */
    void tick() {
        samples++;
    }

    int samples() {
        return samples;
    }

    /** A copy of a channel's values. */
    double[] signal(String channel) {
        double[] signal = signals.get(channel);
        if (signal == null) {
            throw new IllegalArgumentException("the model has no channel '" + channel + "'");
        }
        return Arrays.copyOf(signal, samples);
    }
}
