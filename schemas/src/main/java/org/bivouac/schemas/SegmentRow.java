package org.bivouac.schemas;

import java.time.Instant;

/** One stretch of a car's stage; every second of the log is in exactly one. Each column is described on its component. */
@Table(name = "segments", doc = "One stretch of a car's stage; every second of the log is in exactly one.")
public record SegmentRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The car.") String car,
        @Column(doc = "Position in the stage, from 0.") int ordinal,

        @Column(doc = "Name, unique in the stage, e.g. special-1.")
        String segment,

        @Column(doc = "LIAISON, SPECIAL, STOP or UNKNOWN.") String type,
        @Column(doc = "First instant, inclusive.") Instant fromTime,
        @Column(doc = "Last instant, exclusive.") Instant toTime,
        @Column(unit = "s", doc = "Length in time.") double seconds,

        @Column(unit = "km", doc = "Driven distance at its start, from the log's start.")
        double fromKm,

        @Column(unit = "km", doc = "Driven distance at its end.")
        double toKm,

        @Column(unit = "km", doc = "Driven distance.") double distanceKm,

        @Column(unit = "km", doc = "Length in the plan; null when the plan has none.")
        double plannedKm,

        @Column(doc = "The channel that the distance comes from; null when there is none.")
        String distanceBasis,

        @Column(doc = "What decided: plan-distance, plan-stop (a stop near it), plan-time, speed or none.")
        String evidence,

        @Column(doc = "From 0 to 1.") double confidence) {}
