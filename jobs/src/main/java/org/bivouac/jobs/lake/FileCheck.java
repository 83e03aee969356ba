package org.bivouac.jobs.lake;

import java.io.IOException;

/** Reads a staged file back before anyone can see it. */
@FunctionalInterface
public interface FileCheck {
    /**
     * Compares a file with what its job says is in it. May run on several threads at once.
     *
     * @throws org.bivouac.jobs.fault.BadInputException if the file does not hold the rows that were written
     */
    void check(TableFile file) throws IOException;
}
