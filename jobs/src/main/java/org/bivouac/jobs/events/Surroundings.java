package org.bivouac.jobs.events;

import java.util.List;
import java.util.Locale;
import org.bivouac.jobs.scan.Signal;
import org.bivouac.jobs.scan.Slice;
import org.bivouac.jobs.signal.Exceedances;

/** What else was at a sample: other channels are read only when there is something to say, which is rare. */
final class Surroundings implements Exceedances.Context {
    private final Slice slice;
    private final Signal signal;
    private final List<String> channels;
    private double[] km;
    private double[][] values;

    Surroundings(Slice slice, Signal signal, List<String> channels) {
        this.slice = slice;
        this.signal = signal;
        this.channels = channels;
    }

    @Override
    public double km(int i) {
        km = km == null ? slice.distanceKm(signal) : km;
        return km[i];
    }

    @Override
    public String at(int i) {
        if (values == null) {
            values = channels.stream().map(name -> slice.aligned(name, signal)).toArray(double[][]::new);
        }
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < values.length; c++) {
            if (!Double.isNaN(values[c][i])) {
                text.append(text.isEmpty() ? "" : "; ")
                        .append(channels.get(c))
                        .append('=')
                        .append(String.format(Locale.ROOT, "%.6g", values[c][i]));
            }
        }
        return text.toString();
    }
}
