package org.bivouac.jobs.simulate.log;

import java.io.Closeable;
import java.io.IOException;

/**
 * Takes what one logger keeps of a drive and writes its dump. A dump is fed by consecutive stretches of whole seconds from
 * its start to its end, so memory need not grow with the drive; {@link #close} ends the file as the logger would.
 */
public interface DumpWriter extends Closeable {
    /**
     * Appends a stretch.
     *
     * @param values per channel of the logger, in its order: {@code values[c][i]} for {@code i < seconds × rateHz(c)} is the
     *     sample {@code i / rateHz} seconds after the stretch's beginning, in the logger's unit, not yet rounded to its
     *     storage; NaN for a sample that the sensor did not give. The arrays may be longer and belong to the caller again
     *     on return; a decorator that changes values must work on copies
     * @param seconds at least 1
     */
    void write(double[][] values, int seconds) throws IOException;
}
