package org.bivouac.schemas;

/**
 * A number by which the pipeline tells one thing from another, where no team's own limit says it.
 *
 * @param name what it is called, with the analysis first, e.g. {@code airtime_shortest_s}
 * @param value the number, in {@code unit}
 * @param unit unit of the value; empty for a share
 * @param meaning what it decides, in words
 * @param source where it comes from: a standard, a law of nature, or judgement with its reason
 */
public record Threshold(String name, double value, String unit, String meaning, String source) {
    /** Checks that there is a number and a reason for it. */
    public Threshold {
        if (!Double.isFinite(value) || meaning.isEmpty() || source.isEmpty()) {
            throw new IllegalArgumentException("thresholds.csv: " + name + " needs a value, a meaning and a source");
        }
    }
}
