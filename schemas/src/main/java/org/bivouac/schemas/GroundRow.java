package org.bivouac.schemas;

import java.time.Instant;

/** One stretch of a car's way within a planned section. Each column is described on its component. */
@Table(
        name = "ground",
        doc =
                "One stretch of a car's way within a planned section: its terrain by the road book, and whether it was driven in vain or the car stood.")
public record GroundRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The car.") String car,
        @Column(doc = "Position in the stage, from 0.") int ordinal,

        @Column(doc = "The section, e.g. special-1; stops belong to it.")
        String section,

        @Column(doc = "The terrain; null when the road book says nothing of it.")
        String terrain,

        @Column(doc = "Number of the wrong way that the stretch is of, from 1; 0 on the right one.")
        int wrongWay,

        @Column(doc = "How often the car came back on that wrong way; 0 on the right one.")
        int returns,

        @Column(doc = "Where the car stood: the halt that the road book has there, or unplanned; null where it drove.")
        String halt,

        @Column(doc = "First instant, inclusive.") Instant fromTime,
        @Column(doc = "Last instant, exclusive.") Instant toTime,

        @Column(unit = "km", doc = "Driven distance at its start, from the log's start.")
        double fromKm,

        @Column(unit = "km", doc = "Driven distance at its end.")
        double toKm) {}
