package org.bivouac.jobs.dump.can;

import java.io.Serializable;

/**
 * A stretch of a log.
 *
 * @param from where it begins; null for the beginning of the log
 * @param to where the next begins; null for the end of the log
 */
public record Stretch(Place from, Place to) implements Serializable {
    /** All of a log. */
    public static final Stretch WHOLE = new Stretch(null, null);

    /** A place between two frames, with all that must be known of what went before to read on. */
    public interface Place extends Serializable {
        /** The byte of the file at which it lies. */
        long offset();
    }

    /** The byte behind it, as far as that is known. */
    public long end() {
        return to == null ? Long.MAX_VALUE : to.offset();
    }
}
