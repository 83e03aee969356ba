package org.bivouac.schemas;

/** One number about one car on one stage or segment. Each column is described on its component. */
@Table(name = "measures", doc = "One number about one car on one stage or segment.")
public record MeasureRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The car.") String car,

        @Column(doc = "The segment, its type in lower case summed over the stage, or stage for the whole log.")
        String segment,

        @Column(doc = "The component, e.g. damper; empty if none.")
        String component,

        @Column(doc = "Where the component sits, e.g. fl; empty if there is only one.")
        String position,

        @Column(doc = "The channel that it was computed from; empty if several.")
        String channel,

        @Column(doc = "What is measured, e.g. pseudo_damage_k5.")
        String measure,

        @Column(doc = "Unit of the value.") String unit,

        @Column(doc = "The value; null when the coverage is too low or it does not exist.")
        double value,

        @Column(doc = "Why there is no value; null otherwise.")
        String reason,

        @Column(doc = "True when the values of parts add up to the value of the whole, so that it may be shown per km.")
        boolean additive,

        @Column(doc = "Share of the time that had valid samples, 0 to 1.")
        double coverage,

        @Column(unit = "s", doc = "Seconds with valid samples.")
        double validS,

        @Column(unit = "s", doc = "Seconds of the segment, or of its part on one terrain.")
        double totalS,

        @Column(unit = "km", doc = "Driven distance of the segment, or of its part on one terrain.")
        double distanceKm,

        @Column(doc = "Id of the method.") String definition,
        @Column(doc = "Version of the method.") int definitionVersion,
        @Column(doc = "Hash of the method's settings.") String settingsHash) {}
