package org.bivouac.jobs.dump.can;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import org.bivouac.jobs.dump.can.j1939.Transport;
import org.bivouac.jobs.dump.can.obd.IsoTp;

/**
 * Where a log is cut, what went before on one bus.
 *
 * @param rows messages of each group so far, by what it is keyed with
 * @param raw frames kept raw so far
 * @param transfers what is being put together by ISO-TP
 * @param transport the same by the transport protocol of J1939
 */
record BusState(
        LinkedHashMap<List<Integer>, Long> rows, long raw, LinkedHashMap<Integer, IsoTp> transfers, Transport transport)
        implements Serializable {
    /** Nothing went before. */
    static final BusState NEW = new BusState(new LinkedHashMap<>(), 0, new LinkedHashMap<>(), new Transport());
}
