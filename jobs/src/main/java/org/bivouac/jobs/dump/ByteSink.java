package org.bivouac.jobs.dump;

import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.fault.Fault;

/** Hears what became of the bytes of a dump. */
public interface ByteSink {
    /** Something that was refused. If it has a byte length, those bytes are thereby accounted for as rejected. */
    void reject(Fault fault);

    /** Says what the bytes {@code [from, to)} are. All ranges together must be disjoint and cover the file. */
    void bytes(ByteUse use, long from, long to);
}
