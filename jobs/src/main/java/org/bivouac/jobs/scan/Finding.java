package org.bivouac.jobs.scan;

import java.io.Serializable;

/** What a fold finds out, before the scan adds where and by which definition. */
public sealed interface Finding extends Serializable {
    /**
     * What it is about.
     *
     * @param component e.g. {@code damper}; empty if none
     * @param position e.g. {@code fl}; empty if there is only one
     * @param channel the channel it was computed from; empty if several
     */
    record Subject(String component, String position, String channel) implements Serializable {}

    /**
     * One number.
     *
     * @param subject what it is about
     * @param measure its name, e.g. {@code pseudo_damage_k5}
     * @param unit the value's unit
     * @param value NaN when it does not exist
     * @param reason why it does not exist; null when it does
     * @param additive true when the values of parts add up to the value of the whole
     * @param validSeconds seconds of valid samples that it rests on; the coverage is this over the segment's seconds
     * @param part what of the segment it speaks of; null for all of it
     */
    record Measure(
            Subject subject,
            String measure,
            String unit,
            double value,
            String reason,
            boolean additive,
            double validSeconds,
            Part part)
            implements Finding {
        /** A number about a whole segment. */
        public Measure(
                Subject subject,
                String measure,
                String unit,
                double value,
                String reason,
                boolean additive,
                double validSeconds) {
            this(subject, measure, unit, value, reason, additive, validSeconds, null);
        }
    }

    /**
     * A part of a segment that a number speaks of.
     *
     * @param seconds how long it is; coverage is a share of it
     * @param km how far was driven in it; NaN if unknown
     */
    record Part(double seconds, double km) implements Serializable {}

    /**
     * A histogram, matrix or residue: row i is {@code xLo[i], xHi[i], yLo[i], yHi[i], values[i]}.
     *
     * @param subject what it is about
     * @param spectrum which one, e.g. {@code time_at_level}
     * @param xUnit unit of x
     * @param yUnit unit of y; null when there is one dimension, and then yLo and yHi are null too
     * @param valueUnit unit of the values
     * @param xLo lower edges
     * @param xHi upper edges; null for a residue
     * @param yLo lower edges in the second dimension
     * @param yHi upper edges in the second dimension
     * @param values what is in each class
     */
    record Spectrum(
            Subject subject,
            String spectrum,
            String xUnit,
            String yUnit,
            String valueUnit,
            double[] xLo,
            double[] xHi,
            double[] yLo,
            double[] yHi,
            double[] values)
            implements Finding {}

    /**
     * Something that happened.
     *
     * @param subject what it is about
     * @param kind e.g. {@code limit_exceeded}
     * @param atSeconds when it began, s from the stage's origin
     * @param durationSeconds how long it lasted, s
     * @param atKm driven distance when it began, km; NaN if unknown
     * @param peak the extreme value, in {@code unit}
     * @param limit the limit, in {@code unit}; NaN if none
     * @param unit unit of peak and limit
     * @param severity {@code info}, {@code watch} or {@code alarm}
     * @param source where the limit comes from
     * @param context values of other channels at the peak, {@code name=value} pairs
     */
    record Event(
            Subject subject,
            String kind,
            double atSeconds,
            double durationSeconds,
            double atKm,
            double peak,
            double limit,
            String unit,
            String severity,
            String source,
            String context)
            implements Finding {}
}
