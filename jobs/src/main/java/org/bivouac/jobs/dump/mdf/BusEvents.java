package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.function.Consumer;
import org.bivouac.jobs.dump.can.Frame;

/**
 * The frames that an open dump holds in groups of its own (ASAM MDF bus logging, groups such as {@code CAN_DataFrame}).
 * The same frames are rows of those groups; here they are put together for a decoder.
 */
interface BusEvents {
    /** True when the dump has such a group with records. */
    boolean hasFrames();

    /**
     * Hands over the frames of all groups, merged by time, each group in recorded order. Members are found by their
     * definitions: a missing one has the value that the standard gives it. Reads the dump once more each time it is called,
     * in bounded memory; claims no bytes and tells no faults, since reading the groups does.
     */
    void frames(Consumer<Frame> sink) throws IOException;
}
