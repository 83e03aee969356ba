package org.bivouac.schemas;

/** One channel of one dump as recorded, and what became of it. Each column is described on its component. */
@Table(name = "channels", doc = "One channel of one dump as recorded, and what became of it.")
public record ChannelRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The car.") String car,
        @Column(doc = "SHA-256 of the dump.") String dump,

        @Column(doc = "The group of channels with one time base.")
        String channelGroup,

        @Column(unit = "Hz", doc = "Nominal rate of the group; null when irregular.")
        double rateHz,

        @Column(doc = "The name in the dump.") String name,
        @Column(doc = "The unit as the dump spells it.") String unit,

        @Column(doc = "The column in telemetry; null when the channel is blocked.")
        String columnName,

        @Column(doc = "mapped, unmapped (kept under a marked name) or blocked.")
        String status,

        @Column(doc = "Why it is unmapped or blocked; null otherwise.")
        String reason,

        @Column(doc = "Samples, missing ones included.") long samples,
        @Column(doc = "Samples without a value.") long missing,

        @Column(
                doc =
                        "Samples beyond the channel's plausible range by more than a hundredth of it; kept, and counted here.")
        long implausible,

        @Column(unit = "s", doc = "Time of the first sample from the dump's start.")
        double firstS,

        @Column(unit = "s", doc = "Time of the last sample from the dump's start.")
        double lastS,

        @Column(doc = "First value, in the dump's unit.") double first,
        @Column(doc = "Last value, in the dump's unit.") double last,
        @Column(doc = "Smallest value, in the dump's unit.") double min,
        @Column(doc = "Largest value, in the dump's unit.") double max,

        @Column(doc = "Plain mean of the values, in the dump's unit.")
        double mean) {}
