package org.bivouac.jobs.dump;

import org.bivouac.jobs.fault.Fault;

/** A whole dump is refused; it goes to quarantine and the others go on. */
public final class DumpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /** Refuses a dump for this fault. */
    public DumpException(Fault fault) {
        super(fault.message());
        this.fault = fault;
    }

    /** What is wrong with it. */
    public Fault fault() {
        return fault;
    }
}
