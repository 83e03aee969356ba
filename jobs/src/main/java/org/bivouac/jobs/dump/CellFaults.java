package org.bivouac.jobs.dump;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bivouac.jobs.fault.Fault;

/** Values that were refused while their record is used: one reject per channel and rule, with the first of them. */
public final class CellFaults {
    private record Key(String channel, String rule) {}

    private final String file;
    private final Map<Key, Fault> faults = new LinkedHashMap<>();

    /** None yet. */
    public CellFaults(String file) {
        this.file = file;
    }

    /** Counts a value that was read as missing. */
    public void add(String channel, String rule, long offset, long line, String reason) {
        faults.merge(
                new Key(channel, rule),
                new Fault(
                        file,
                        offset,
                        0,
                        line,
                        rule,
                        "channel '" + channel + "': " + reason,
                        "value read as missing",
                        "check the sensor and the export",
                        1),
                (first, one) -> new Fault(
                        first.file(),
                        first.byteOffset(),
                        0,
                        first.line(),
                        first.rule(),
                        first.reason(),
                        first.done(),
                        first.advice(),
                        first.count() + 1));
    }

    /** Tells them. */
    public void tell(DumpSink sink) {
        faults.values().forEach(sink::reject);
    }
}
