package org.bivouac.jobs.simulate.dumps;

import java.util.List;

/**
 * A message of a bus: its frames come once for each sample of its signals, or once for each sample and page.
 *
 * @param name unique in the database
 * @param id without flags
 * @param extended whether the identifier has 29 bits
 * @param bus from 0
 * @param rateHz of its signals
 * @param pages 0 for a message that is not multiplexed; else the first byte says which page a frame is
 * @param delayMicros how long after its samples' instant a frame is on the bus, behind those that go before
 */
record CanMessage(
        String name,
        int id,
        boolean extended,
        int bus,
        int rateHz,
        int pages,
        int delayMicros,
        List<CanSignal> signals) {
    /** Bytes of a payload. */
    static final int BYTES = 8;
}
