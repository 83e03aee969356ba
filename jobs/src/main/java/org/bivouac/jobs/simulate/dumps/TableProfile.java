package org.bivouac.jobs.simulate.dumps;

import java.util.stream.Collectors;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;

/** Writes down how a logger's table is laid out, as a profile for those who read it. */
final class TableProfile {
    /** So many names tell a table from that of another logger. */
    private static final int TELLING_NAMES = 3;

    private TableProfile() {}

    static String text(Logger logger, TableStyle style) {
        String cells = logger.channels().stream()
                .limit(TELLING_NAMES)
                .map(TableProfile::cell)
                .collect(Collectors.joining(" | "));
        String delimiter = style.delimiter() == ';' ? "semicolon" : style.delimiter() == '\t' ? "tab" : "comma";
        String body = String.join(
                "\n",
                "# The table of logger " + logger.name() + " (" + logger.device() + "): UTC in ISO 8601, name [unit].",
                "description = table of " + logger.device(),
                "header.cells = time | " + cells,
                "delimiter = " + delimiter,
                "decimal = " + (style.mark() == ',' ? "comma" : "point"),
                "units.in.names = square",
                "names = bare",
                "time.column = time",
                "time.format = iso",
                "");
        return body + "name = table-" + SideNotes.hash(body) + "\n";
    }

    /** The name that a profile's text ends with. */
    static String name(String profile) {
        return profile.substring(profile.lastIndexOf("name = ") + 7).strip();
    }

    private static String cell(LoggedChannel channel) {
        return channel.unit().isEmpty() ? channel.name() : channel.name() + " [" + channel.unit() + "]";
    }
}
