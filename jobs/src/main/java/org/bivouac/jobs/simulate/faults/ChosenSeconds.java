package org.bivouac.jobs.simulate.faults;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.LoggedChannel;

/** Lets only some seconds of a drive through to a dump. */
final class ChosenSeconds implements DumpWriter {
    private final DumpWriter next;
    private final List<LoggedChannel> channels;
    private final LongPredicate chosen;
    private long second;

    ChosenSeconds(DumpWriter next, List<LoggedChannel> channels, LongPredicate chosen) {
        this.next = next;
        this.channels = channels;
        this.chosen = chosen;
    }

    @Override
    public void write(double[][] values, int seconds) throws IOException {
        int from = 0;
        while (from < seconds) {
            boolean through = chosen.test(second + from);
            int to = from + 1;
            while (to < seconds && chosen.test(second + to) == through) {
                to++;
            }
            if (through) {
                next.write(from == 0 ? values : part(values, from, to), to - from);
            }
            from = to;
        }
        second += seconds;
    }

    private double[][] part(double[][] values, int from, int to) {
        double[][] part = new double[values.length][];
        for (int c = 0; c < part.length; c++) {
            int rate = channels.get(c).rateHz();
            part[c] = Arrays.copyOfRange(values[c], from * rate, to * rate);
        }
        return part;
    }

    @Override
    public void close() throws IOException {
        next.close();
    }
}
