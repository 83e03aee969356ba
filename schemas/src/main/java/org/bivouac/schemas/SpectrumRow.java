package org.bivouac.schemas;

/** One class of a histogram, matrix or residue. Each column is described on its component. */
@Table(name = "spectra", doc = "One class of a histogram, matrix or residue.")
public record SpectrumRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The car.") String car,

        @Column(doc = "The segment, its type in lower case summed over the stage, or stage for the whole log.")
        String segment,

        @Column(doc = "The component.") String component,
        @Column(doc = "Where it sits.") String position,

        @Column(doc = "The channel, or the channels joined by ' x '.")
        String channel,

        @Column(doc = "Which: rainflow_range, time_at_level, joint_time_at_level, rainflow_residue.")
        String spectrum,

        @Column(doc = "Order within the spectrum, from 0.") int ordinal,

        @Column(doc = "Lower edge of the class, inclusive, in x_unit; the value itself for a residue.")
        double xLo,

        @Column(doc = "Upper edge, exclusive; null for a residue.")
        double xHi,

        @Column(doc = "Unit of x.") String xUnit,

        @Column(doc = "Lower edge in the second dimension; null when there is one dimension.")
        double yLo,

        @Column(doc = "Upper edge in the second dimension; null when there is one dimension.")
        double yHi,

        @Column(doc = "Unit of y; null when there is one dimension.")
        String yUnit,

        @Column(doc = "What is in the class.") double value,
        @Column(doc = "Unit of the value: s, cycles.") String valueUnit,
        @Column(doc = "Id of the method.") String definition,
        @Column(doc = "Version of the method.") int definitionVersion,
        @Column(doc = "Hash of the method's settings.") String settingsHash) {}
