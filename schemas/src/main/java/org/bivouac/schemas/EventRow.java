package org.bivouac.schemas;

import java.time.Instant;

/** One thing that happened: a limit exceeded, the largest load cycle. Each column is described on its component. */
@Table(name = "events", doc = "One thing that happened: a limit exceeded, the largest load cycle.")
public record EventRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The car.") String car,

        @Column(doc = "The segment, its type in lower case summed over the stage, or stage for the whole log.")
        String segment,

        @Column(doc = "The component.") String component,
        @Column(doc = "Where it sits.") String position,
        @Column(doc = "The channel.") String channel,

        @Column(
                doc =
                        "limit_exceeded, load_cycle, what happened to the car (jump, bump_stop, driver_marker, stuck, broken_damper, detour, lost), not_analysed, other_raster, or what is wrong with a sensor: sensor_implausible, sensor_spike, sensor_stuck, sensor_saturated, sensor_dropout, sensor_unusable.")
        String kind,

        @Column(doc = "When it began.") Instant time,

        @Column(unit = "km", doc = "Driven distance at that time from the log's start.")
        double atKm,

        @Column(unit = "s", doc = "How long it lasted.") double durationS,
        @Column(doc = "The extreme value, in unit.") double peak,

        @Column(doc = "The limit, in unit; null when there is none.")
        double limitValue,

        @Column(doc = "Unit of peak and limit.") String unit,
        @Column(doc = "info, watch or alarm.") String severity,
        @Column(doc = "Where the limit comes from.") String source,

        @Column(doc = "Values of other channels at the peak, as name=value pairs.")
        String context,

        @Column(doc = "Id of the method.") String definition,
        @Column(doc = "Version of the method.") int definitionVersion,
        @Column(doc = "Hash of the method's settings.") String settingsHash) {}
