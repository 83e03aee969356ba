package org.bivouac.jobs.dump.mdf;

import java.util.List;

/**
 * A channel group (ASAM MDF 4.1, CG block).
 *
 * @param index in the file, counting all groups from 0
 * @param at offset of its block
 * @param acquisition its acquisition name; empty if there is none
 * @param sources what it was recorded from: names of its source and of its channels', without repetition
 * @param cycles records, as stated
 * @param flags bit 0: its records are values of any length; bit 1: bus events; bit 3: its time base is that of another group
 * @param dataBytes of a record
 * @param invalidBytes behind them
 * @param master the group that has its time base, as a link; 0 for none
 */
record Mdf4Group(
        int index,
        long at,
        String acquisition,
        List<String> sources,
        long recordId,
        long cycles,
        int flags,
        long dataBytes,
        long invalidBytes,
        long master,
        List<Mdf4Channel> channels) {

    /** True when its records are values of any length of another group's channel. */
    boolean isVariable() {
        return (flags & 1) != 0;
    }

    /** True when its records are events of a bus. */
    boolean isBusEvent() {
        return (flags & 2) != 0;
    }

    /** Unique in the dump. */
    String name() {
        String name = acquisition.isEmpty() && !sources.isEmpty() ? sources.get(0) : acquisition;
        return (name.isEmpty() ? "group" : name) + " [" + index + "]";
    }
}
