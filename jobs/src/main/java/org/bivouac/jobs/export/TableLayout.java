package org.bivouac.jobs.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;

/**
 * The columns of one group's table: {@code time_s}, the time of day where the dump knows it, then the channels in the
 * dump's order, each named as recorded with its unit in brackets. A name that stands twice, also when case is ignored,
 * gets a number, for many programs cannot tell such columns apart.
 *
 * @param clock name of the second column: {@code time_utc}; {@code time_local} where the dump states no zone; null where
 *     it has no date
 * @param channels names of the others
 * @param texts which of the channels are text
 */
record TableLayout(String clock, List<String> channels, List<Boolean> texts) {
    static final String SECONDS = "time_s";

    /** The layout of a group. */
    static TableLayout of(DumpHeader header, DumpHeader.Group group) {
        boolean dated = header.start() != null && header.clock() != Clock.RELATIVE;
        String clock = dated ? header.clock() == Clock.UTC ? "time_utc" : "time_local" : null;
        Set<String> taken = new HashSet<>(List.of(SECONDS));
        if (clock != null) {
            taken.add(clock);
        }
        List<String> names = new ArrayList<>();
        List<Boolean> texts = new ArrayList<>();
        for (RawChannel channel : group.channels()) {
            String name = channel.unit().isEmpty() ? channel.name() : channel.name() + " [" + channel.unit() + "]";
            String free = name;
            for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)); n++) {
                free = name + " (" + n + ")";
            }
            names.add(free);
            texts.add(channel.role() == Role.TEXT);
        }
        return new TableLayout(clock, List.copyOf(names), List.copyOf(texts));
    }

    /** All columns in order. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(SECONDS));
        if (clock != null) {
            columns.add(clock);
        }
        columns.addAll(channels);
        return columns;
    }
}
