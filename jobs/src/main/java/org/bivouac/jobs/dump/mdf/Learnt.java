package org.bivouac.jobs.dump.mdf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.fault.Fault;

/**
 * What opening a dump tells of it that costs a walk through its records, so that not every part walks anew.
 *
 * @param faults what is wrong with the structure
 * @param mixed what walks over mixed records found, by the places of their data groups
 * @param stretches where the records lie, by the links to them; none if each part shall look for itself
 * @param events what a part must know to read what the bus events mean; null if there are none
 */
record Learnt(
        DumpHeader header,
        ArrayList<Fault> faults,
        TreeMap<Long, MixedIndex.Found> mixed,
        TreeMap<Long, StoredStretch> stretches,
        Mdf4Events.Known events)
        implements Serializable {
    /** What is known of a dump that is opened first. */
    static Map<Long, MixedIndex.Found> mixedOf(Learnt learnt) {
        return learnt == null ? Map.of() : learnt.mixed;
    }

    /** Where records lie of which that is known already. */
    static Map<Long, StoredStretch> stretchesOf(Learnt learnt) {
        return learnt == null ? Map.of() : learnt.stretches;
    }

    /** The same for a part that accounts for the bytes of all blocks, and so has to look at each. */
    Learnt withoutStretches() {
        return new Learnt(header, faults, mixed, new TreeMap<>(), events);
    }
}
