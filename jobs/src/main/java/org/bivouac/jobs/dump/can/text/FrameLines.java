package org.bivouac.jobs.dump.can.text;

import java.io.Serializable;

/** What a format says of the lines of one log, from the first behind the header on. */
public interface FrameLines {
    /** Reads the next line, which is neither blank nor too long. */
    FrameLine.Result read(LineCursor line);

    /** The fields of the line that was read last. */
    FrameLine fields();

    /** Its time from second 0, s; NaN when it has none. */
    double seconds();

    /** What must be known of the lines so far to read the next; null if nothing. */
    default Serializable state() {
        return null;
    }
}
