package org.bivouac.jobs.simulate.faults;

import java.io.IOException;
import java.util.List;
import org.bivouac.jobs.simulate.log.DumpWriter;

/** Feeds several dumps with the same samples. */
final class SeveralDumps implements DumpWriter {
    private final List<DumpWriter> dumps;

    SeveralDumps(List<DumpWriter> dumps) {
        this.dumps = dumps;
    }

    @Override
    public void write(double[][] values, int seconds) throws IOException {
        for (DumpWriter dump : dumps) {
            dump.write(values, seconds);
        }
    }

    @Override
    public void close() throws IOException {
        for (DumpWriter dump : dumps) {
            dump.close();
        }
    }
}
