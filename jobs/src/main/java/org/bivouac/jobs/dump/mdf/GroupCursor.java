package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import org.bivouac.jobs.dump.Rows;

/** Goes through the rows of one group alone, a block at a time, as often as one likes. */
interface GroupCursor {
    /** The next block, valid until the next call; null at the end. Its group is 0. */
    Rows next() throws IOException;
}
