package org.bivouac.jobs.dump;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a dump says of itself.
 *
 * @param format the reader's format
 * @param logger the device as stated, or the profile's name; empty if unknown
 * @param start time of second 0; null when the dump has no date
 * @param clock how sure {@code start} is
 * @param groups the groups of channels, each with one time base
 * @param metadata what else the header says, in its own words and order (driver, vehicle, venue …)
 */
public record DumpHeader(
        String format, String logger, Instant start, Clock clock, List<Group> groups, Map<String, String> metadata)
        implements Serializable {

    /** Begins the metadata keys that name a channel's value for "no data", e.g. {@code sentinel Ambient_Temperature}. */
    public static final String SENTINEL = "sentinel ";

    /** The metadata key of a dump in which each row has a date and time of its own, without an offset. */
    public static final String WALL_CLOCK = "wall clock";

    /** The metadata key of the zone that a profile states for local times. */
    public static final String ZONE = "zone";

    /** The metadata key of the scale that a profile states for times: {@code utc} or {@code gps}. */
    public static final String TIME_SCALE = "time scale";

    /**
     * Takes note of what a dump says under a heading of its own; what it said first stays. A heading that would pass for one
     * of the keys above, which readers and profiles alone give, is told apart.
     */
    public static void note(Map<String, String> metadata, String heading, String value) {
        boolean taken = heading.startsWith(SENTINEL)
                || List.of(WALL_CLOCK, ZONE, TIME_SCALE).contains(heading);
        metadata.putIfAbsent(taken ? "dump's " + heading : heading, value);
    }

    /**
     * The value by which a channel says that it has no data: {@code inspect} shows it as recorded, telemetry must have
     * it missing.
     *
     * @return NaN when the channel has no such value
     */
    public double sentinel(String channel) {
        String value = metadata.get(SENTINEL + channel);
        return value == null ? Double.NaN : Double.parseDouble(value);
    }

    /** How the start time is known. */
    public enum Clock {
        /** A stated zone or UTC. */
        UTC,
        /** A date and time without a zone, read as UTC. */
        LOCAL,
        /** Times run from the dump's own zero; there is no date. */
        RELATIVE
    }

    /**
     * Channels that are sampled together.
     *
     * @param name unique in the dump
     * @param rateHz nominal rate, Hz; NaN when irregular
     * @param channels in the dump's order, the time channel included where the dump has one
     */
    public record Group(String name, double rateHz, List<RawChannel> channels) implements Serializable {}

    /**
     * One channel as recorded.
     *
     * @param name as recorded; may repeat in a dump
     * @param unit as recorded; empty when the dump states none
     * @param role what it is for
     */
    public record RawChannel(String name, String unit, Role role) implements Serializable {}

    /** What a recorded channel is for. */
    public enum Role {
        /** The group's time base; its recorded values are shown by {@code inspect}, telemetry has the time instead. */
        TIME,
        /** Numbers. */
        NUMBER,
        /** Text. */
        TEXT
    }
}
