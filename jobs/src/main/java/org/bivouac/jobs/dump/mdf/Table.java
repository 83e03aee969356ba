package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.List;
import org.bivouac.jobs.dump.DumpSink;

/** Groups of a dump that are read together, because their records lie together. */
interface Table extends Divided {
    /** The groups; their indices in the dump's header are told to {@link #read}. */
    List<GroupRows> groups();

    /** How many records a group has. */
    long records(int group);

    /** Times of the first records of a group, to see how they run; empty if it has no time base. */
    double[] firstSeconds(int group) throws IOException;

    /** A walk through the rows of one group alone from a row on, beside any other reading; it accounts for no bytes. */
    GroupCursor cursor(int group, long from) throws IOException;

    /**
     * Hands over the rows of the units {@code [from, to)}, and says what the bytes are that begin in them.
     *
     * @param headers for each group its index in the dump's header; negative for one that is not in it
     */
    void read(long from, long to, int[] headers, ColumnPool pool, DumpSink sink) throws IOException;
}
