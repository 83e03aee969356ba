package org.bivouac.schemas;

/** A part fitted to a car. Each column is described on its component. */
@Table(name = "parts", doc = "A part fitted to a car.")
public record PartRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The car.") String car,
        @Column(doc = "The component, as in channels.csv.") String component,

        @Column(doc = "Where it sits; empty if there is only one.")
        String position,

        @Column(doc = "Serial number, as text.") String serial,
        @Column(doc = "Part number.") String partNumber,
        @Column(doc = "First stage with this part.") String fromStage) {}
