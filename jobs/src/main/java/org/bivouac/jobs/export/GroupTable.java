package org.bivouac.jobs.export;

import java.io.IOException;
import org.bivouac.jobs.dump.Rows;

/** One group's table while it is written. */
interface GroupTable extends AutoCloseable {
    /** Appends a block of the group's rows. */
    void add(Rows rows) throws IOException;

    /** Ends the file, so that it is whole. */
    void finish() throws IOException;

    /** Lets go of the file, finished or not. */
    @Override
    void close() throws IOException;

    /** No dump lasts 30 years: such a time is damage, and NaN is none. */
    static boolean timed(double seconds) {
        return Math.abs(seconds) < 1e9;
    }

    /** Microseconds from second 0, rounded half up. */
    static long micros(double seconds) {
        return (long) Math.floor(seconds * 1e6 + 0.5);
    }
}
