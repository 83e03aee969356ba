package org.bivouac.jobs.scan;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bivouac.schemas.Catalogue;

/** Walks through a whole log once, sample by sample, in bounded memory: for what must be known before a scan. */
public final class LogWalk {
    private static final long WINDOW_MICROS = 600_000_000;

    /** Row groups this far behind may still be in a halo, µs; no channel has a longer gap limit. */
    static final long BEHIND_MICROS = 300_000_000;

    private LogWalk() {}

    /** Sees each sample. */
    @FunctionalInterface
    public interface Visitor {
        /** One sample: its time, s from the log's first instant, and its value, NaN where missing. */
        void sample(double seconds, double value);
    }

    /**
     * Visits the samples of a channel, or the mean of several channels at the samples of the first.
     *
     * @param channels all in the log
     */
    public static void walk(CarLog log, Catalogue catalogue, List<String> channels, Visitor visitor)
            throws IOException {
        SortedMap<String, Reading> readings = Reading.of(catalogue);
        long origin = log.firstMicros();
        try (LogReader reader = new LogReader(log)) {
            for (long[] run : log.sampled()) {
                for (long from = run[0]; from <= run[1]; from += WINDOW_MICROS) {
                    reader.forgetBefore(from - BEHIND_MICROS);
                    long to = Math.min(from + WINDOW_MICROS, run[1] + 1);
                    visit(new LogSlice(reader, readings, null, origin, from, to, new TreeMap<>()), channels, visitor);
                }
            }
        }
    }

    /** Sees the samples of one of many channels, some at a time, each once and in order of time. */
    @FunctionalInterface
    interface SampleVisitor {
        /** The next samples of the channel with this index. */
        void samples(int channel, LogReader.Samples samples);
    }

    /** Visits the samples of channels side by side, with a reader of the same log, which goes forward. */
    static void samples(CarLog log, LogReader reader, List<String> channels, SampleVisitor visitor) {
        for (long[] run : log.sampled()) {
            for (long from = run[0]; from <= run[1]; from += WINDOW_MICROS) {
                reader.forgetBefore(from);
                long to = Math.min(from + WINDOW_MICROS, run[1] + 1);
                for (int c = 0; c < channels.size(); c++) {
                    visitor.samples(c, reader.samples(channels.get(c), from, to - 1, 0, 0));
                }
            }
        }
    }

    private static void visit(Slice slice, List<String> channels, Visitor visitor) {
        Signal first = slice.signal(channels.get(0));
        double[][] values = new double[channels.size()][];
        values[0] = first.values();
        for (int c = 1; c < values.length; c++) {
            values[c] = slice.aligned(channels.get(c), first);
        }
        for (int i = first.from(); i < first.to(); i++) {
            visitor.sample(first.seconds()[i], mean(values, i));
        }
    }

    private static double mean(double[][] values, int i) {
        double sum = 0;
        int count = 0;
        for (double[] channel : values) {
            if (!Double.isNaN(channel[i])) {
                sum += channel[i];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
