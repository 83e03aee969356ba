package org.bivouac.jobs.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.schemas.Alias;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.Quantity;
import org.bivouac.schemas.Unit;

/**
 * Says which column of telemetry each channel of a dump becomes, and by which conversion.
 *
 * <ul>
 *   <li>An alias of this very logger comes before one of its format, and that before one for any logger.
 *   <li>The unit that the dump states counts; the alias's unit only where it states none. A unit that is unknown, of
 *       another quantity, or missing where one is needed, blocks the channel.
 *   <li>If two channels of a dump mean the same, the first in the dump's order is the one; the other is kept unmapped.
 *   <li>What no alias maps is kept as {@code raw__<slug of its name>}, in the dump's own unit.
 * </ul>
 */
final class ChannelMapping {
    /** What becomes of a channel. */
    enum Status {
        MAPPED,
        UNMAPPED,
        BLOCKED;

        /** As it stands in the table {@code channels}. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One channel's fate.
     *
     * @param raw the channel as recorded
     * @param status what becomes of it
     * @param column its column in telemetry; null when blocked
     * @param channel the channel that it means; null when unmapped
     * @param line from the dump's unit to the channel's
     * @param reason why it is unmapped or blocked; null otherwise
     */
    record Target(RawChannel raw, Status status, String column, Channel channel, Unit.Line line, String reason) {
        /** Whether it has a column of its own beside the time. */
        boolean hasColumn() {
            return column != null && raw.role() != Role.TIME;
        }
    }

    /** Racelogic's longitude, which counts positive to the west; as {@code VboReader} states it. */
    private static final String WEST = "arcmin west";

    private final String logger;
    private final String format;
    private final int year;
    private final Catalogue catalogue;
    private final Map<String, String> takenBy = new HashMap<>();

    private ChannelMapping(String logger, String format, int year, Catalogue catalogue) {
        this.logger = logger;
        this.format = format;
        this.year = year;
        this.catalogue = catalogue;
    }

    /**
     * Maps all channels of a dump.
     *
     * @param logger whose aliases hold: what the inbox says, or the header
     * @return per group, per channel
     */
    static List<List<Target>> of(DumpHeader header, String logger, int year, Catalogue catalogue) {
        ChannelMapping mapping = new ChannelMapping(logger, header.format(), year, catalogue);
        List<List<Target>> groups = new ArrayList<>();
        for (DumpHeader.Group group : header.groups()) {
            Set<String> slugs = new HashSet<>();
            List<Target> targets = new ArrayList<>();
            for (RawChannel raw : group.channels()) {
                Target target = mapping.target(raw, group.name());
                targets.add(
                        target.status() == Status.UNMAPPED
                                ? new Target(
                                        raw, Status.UNMAPPED, slug(raw.name(), slugs), null, target.line, target.reason)
                                : target);
            }
            groups.add(List.copyOf(targets));
        }
        return List.copyOf(groups);
    }

    private Target target(RawChannel raw, String group) {
        if (raw.role() == Role.TIME) {
            return new Target(raw, Status.MAPPED, "time", null, Unit.Line.IDENTITY, null);
        }
        Optional<Alias> alias = alias(raw.name());
        if (alias.isEmpty()) {
            return unmapped(raw, "no alias of '" + raw.name() + "' for logger '" + logger + "' in " + year);
        }
        Channel channel = catalogue.require(alias.get().channel());
        if (raw.role() == Role.TEXT) {
            return unmapped(raw, channel.name() + " is a number, this is text");
        }
        String first = takenBy.get(channel.name());
        if (first != null) {
            return unmapped(raw, channel.name() + " is taken by '" + first + "', which comes first");
        }
        Unit.Line line;
        try {
            line = line(raw, alias.get(), channel);
        } catch (IllegalArgumentException e) {
            return new Target(raw, Status.BLOCKED, null, channel, Unit.Line.IDENTITY, e.getMessage());
        }
        takenBy.put(channel.name(), raw.name() + "' of group '" + group);
        return new Target(raw, Status.MAPPED, channel.name(), channel, line, null);
    }

    private static Target unmapped(RawChannel raw, String reason) {
        return new Target(raw, Status.UNMAPPED, null, null, Unit.Line.IDENTITY, reason);
    }

    private Optional<Alias> alias(String name) {
        Optional<Alias> ofLogger = catalogue.alias(logger, year, name);
        if (ofLogger.isPresent() && !ofLogger.get().logger().equals("*")) {
            return ofLogger;
        }
        Optional<Alias> ofFormat = catalogue.alias(format, year, name);
        return ofFormat.isPresent() ? ofFormat : ofLogger;
    }

    private Unit.Line line(RawChannel raw, Alias alias, Channel channel) {
        if (raw.unit().equals(WEST) && channel.unit() == Unit.DEGREE) {
            return new Unit.Line(-Unit.ARC_MINUTE.to(channel.unit()).factor(), 0);
        }
        Unit unit = stated(raw, channel);
        if (unit == null && alias.unit().isEmpty()) {
            if (channel.unit().quantity() == Quantity.DIMENSIONLESS) {
                return Unit.Line.IDENTITY;
            }
            throw new IllegalArgumentException("no unit stated, " + channel.name() + " needs one of "
                    + quantity(channel) + " such as " + channel.unit().symbol());
        }
        return (unit == null ? Unit.of(alias.unit()).orElseThrow() : unit).to(channel.unit());
    }

    /** The unit that the dump states, or null if it states none. */
    private static Unit stated(RawChannel raw, Channel channel) {
        if (raw.unit().isBlank()) {
            return null;
        }
        Unit unit = Unit.of(raw.unit())
                .orElseThrow(() -> new IllegalArgumentException("unit '" + raw.unit() + "' is unknown, expected one of "
                        + quantity(channel) + " such as " + channel.unit().symbol()));
        return unit == Unit.NONE && channel.unit() != Unit.NONE ? null : unit;
    }

    private static String quantity(Channel channel) {
        return channel.unit().quantity().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code raw__} and the name in lower case with anything but letters and digits as one underscore. */
    private static String slug(String name, Set<String> taken) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        String slug = "raw__" + (plain.isEmpty() ? "channel" : plain.substring(0, Math.min(plain.length(), 100)));
        String unique = slug;
        for (int n = 2; !taken.add(unique); n++) {
            unique = slug + "_" + n;
        }
        return unique;
    }
}
