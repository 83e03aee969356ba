package org.bivouac.schemas;

import java.time.Instant;

/** One section of a stage as planned, in driving order. Each column is described on its component. */
@Table(name = "plan", doc = "One section of a stage as planned, in driving order.")
public record PlanRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The class it holds for; * for all.") String carClass,
        @Column(doc = "Position in the stage, from 1.") int ordinal,
        @Column(doc = "LIAISON or SPECIAL.") String type,
        @Column(unit = "km", doc = "Planned length.") double lengthKm,

        @Column(doc = "Planned start of the section for the first car; null when the plan has none.")
        Instant startTime,

        @Column(doc = "Which plan: plan, bulletin, as-run.") String version,
        @Column(doc = "Who says so.") String source) {}
