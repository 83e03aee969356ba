package org.bivouac.jobs.dump.mdf;

import java.io.IOException;

/** Values of any length that lie outside the records, found by the offset that a record has in their place. */
interface VariableValues {
    /**
     * The value at an offset as text.
     *
     * @return null if there is none, or its bytes are no text of the coding
     */
    String text(long offset, TextCoding coding) throws IOException;
}
