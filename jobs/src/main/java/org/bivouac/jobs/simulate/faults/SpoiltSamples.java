package org.bivouac.jobs.simulate.faults;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.schemas.Unit;

/** Spoils channels on their way into a dump; the samples that come in stay as they are. */
final class SpoiltSamples implements DumpWriter {
    private final DumpWriter next;
    private final List<LoggedChannel> channels;
    private final List<List<SampleFault>> faults;
    private final Unit.Line[] lines;
    private long second;

    /**
     * A decorator.
     *
     * @param faults per channel, in the order in which they act
     * @param lines per channel, from the unit of the samples to the dump's, after the faults
     */
    SpoiltSamples(DumpWriter next, List<LoggedChannel> channels, List<List<SampleFault>> faults, Unit.Line[] lines) {
        this.next = next;
        this.channels = channels;
        this.faults = faults;
        this.lines = lines;
    }

    @Override
    public void write(double[][] values, int seconds) throws IOException {
        double[][] spoilt = values.clone();
        for (int c = 0; c < spoilt.length; c++) {
            if (faults.get(c).isEmpty() && lines[c].equals(Unit.Line.IDENTITY)) {
                continue;
            }
            int rate = channels.get(c).rateHz();
            spoilt[c] = Arrays.copyOf(values[c], seconds * rate);
            for (SampleFault fault : faults.get(c)) {
                fault.spoil(spoilt[c], second * rate, seconds * rate);
            }
            for (int i = 0; !lines[c].equals(Unit.Line.IDENTITY) && i < spoilt[c].length; i++) {
                spoilt[c][i] = lines[c].apply(spoilt[c][i]);
            }
        }
        second += seconds;
        next.write(spoilt, seconds);
    }

    @Override
    public void close() throws IOException {
        next.close();
    }
}
