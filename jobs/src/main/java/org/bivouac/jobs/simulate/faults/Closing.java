package org.bivouac.jobs.simulate.faults;

import java.io.IOException;
import org.bivouac.jobs.simulate.log.DumpWriter;

/** Does something when a dump was closed. */
final class Closing implements DumpWriter {
    private final DumpWriter next;
    private final Closed closed;
    private long seconds;

    /** What is done, told how long the drive was. */
    interface Closed {
        void after(double seconds) throws IOException;
    }

    Closing(DumpWriter next, Closed closed) {
        this.next = next;
        this.closed = closed;
    }

    @Override
    public void write(double[][] values, int count) throws IOException {
        seconds += count;
        next.write(values, count);
    }

    @Override
    public void close() throws IOException {
        next.close();
        closed.after(seconds);
    }
}
