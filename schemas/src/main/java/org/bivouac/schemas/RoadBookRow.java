package org.bivouac.schemas;

/** What the road book says of one stretch or place of a section. Each column is described on its component. */
@Table(
        name = "road_book",
        doc = "What the road book says of one stretch or place of a section: its terrain, or a halt.")
public record RoadBookRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The class it holds for; * for all.") String carClass,

        @Column(doc = "Position of the section in the stage, as in the plan.")
        int ordinal,

        @Column(unit = "km", doc = "Where it begins, from the section's start.")
        double fromKm,

        @Column(unit = "km", doc = "Where it ends; a halt has no length.")
        double toKm,

        @Column(doc = "The terrain, e.g. sand; null for a halt.")
        String terrain,

        @Column(doc = "CONTROL, REFUEL, SERVICE, NEUTRALISATION or BIVOUAC; null for a stretch of ground.")
        String halt,

        @Column(doc = "Which road book: plan, bulletin, as-run.")
        String version,

        @Column(doc = "Who says so.") String source) {}
