package org.bivouac.jobs.dump.can;

import java.nio.file.Path;
import java.util.List;

/**
 * Which databases say what the frames of a log mean.
 *
 * @param entries in the order in which they are asked
 */
public record Databases(List<Entry> entries) {
    /** No database: all frames are kept raw. */
    public static final Databases NONE = new Databases(List.of());

    /**
     * One database.
     *
     * @param logger whose logs it is for; {@code *} for any
     * @param bus the bus as the log names it; {@code *} for any
     * @param file the database
     */
    public record Entry(String logger, String bus, Path file) {}
}
