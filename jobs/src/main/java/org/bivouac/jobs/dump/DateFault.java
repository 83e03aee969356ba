package org.bivouac.jobs.dump;

import org.bivouac.jobs.fault.Fault;

/** Says that a dump's date is there but not understood, so that its times count from a start that nobody knows (D4). */
public final class DateFault {
    private DateFault() {}

    /** The fault of a dump whose header has this date. */
    public static Fault of(DumpFile file, String date) {
        return Fault.ofFile(
                file.name(),
                "D4",
                "the date '" + date + "' is not understood",
                "start unknown, times are relative",
                "state the start of the dump another way");
    }
}
