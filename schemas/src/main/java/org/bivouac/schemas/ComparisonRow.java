package org.bivouac.schemas;

/** One measure of one car on one stage beside the same measure elsewhere. Each column is described on its component. */
@Table(name = "comparison", doc = "One measure of one car on one stage beside the same measure elsewhere.")
public record ComparisonRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The car.") String car,

        @Column(doc = "The segment, its type in lower case summed over the stage, or stage for the whole log.")
        String segment,

        @Column(doc = "The component.") String component,
        @Column(doc = "Where it sits.") String position,
        @Column(doc = "The channel.") String channel,
        @Column(doc = "The measure.") String measure,

        @Column(doc = "earlier_stage, other_car or earlier_year.")
        String against,

        @Column(doc = "The other edition.") int otherYear,
        @Column(doc = "The other event.") String otherEvent,
        @Column(doc = "The other stage.") String otherStage,
        @Column(doc = "The other car.") String otherCar,
        @Column(doc = "Unit of the two values.") String unit,
        @Column(doc = "The value here.") double value,
        @Column(doc = "The value there.") double otherValue,

        @Column(doc = "The value here per km, for additive measures; null otherwise.")
        double perKm,

        @Column(doc = "The value there per km.") double otherPerKm,

        @Column(doc = "Relative change: of the values per km when additive, else of the values; 0.1 is 10 % more here.")
        double change,

        @Column(doc = "Coverage here.") double coverage,
        @Column(doc = "Coverage there.") double otherCoverage,

        @Column(doc = "False when the comparison is refused; then the change is null.")
        boolean comparable,

        @Column(doc = "Why it is refused; null otherwise.") String reason) {}
