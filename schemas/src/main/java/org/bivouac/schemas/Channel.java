package org.bivouac.schemas;

import java.util.Objects;

/**
 * A named physical quantity with its unit, as it stands in a column of {@code telemetry}.
 *
 * @param name column name, snake_case with the unit last, e.g. {@code oil_pressure_bar}
 * @param unit the one unit that this channel has inside the pipeline
 * @param interpolation how it is read between samples
 * @param maxGapSeconds the longest time between two samples that is bridged, s; longer is a gap
 * @param min lowest plausible value, in {@code unit}, but for noise: {@link #lowestPlausible}. NaN: no bound
 * @param max highest plausible value, in {@code unit}. NaN: no bound
 * @param component the component that it speaks of, e.g. {@code damper}; empty if none
 * @param position where that component sits: {@code fl}, {@code fr}, {@code rl}, {@code rr}, {@code front},
 *     {@code rear}; empty if there is only one
 * @param description one sentence for the data dictionary
 */
public record Channel(
        String name,
        Unit unit,
        Interpolation interpolation,
        double maxGapSeconds,
        double min,
        double max,
        String component,
        String position,
        String description) {

    /**
     * Beyond the bounds by no more than this share of the distance between them a value is noise or an offset of a sensor
     * that works: a flow meter reads a little below 0 where nothing flows, and leaving that out would make up fuel.
     */
    private static final double NOISE_SHARE = 0.01;

    /** Checks the name, its unit suffix, the gap and the bounds. */
    public Channel {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(interpolation, "interpolation");
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("channel name '" + name + "' is not snake_case");
        }
        if (!unit.suffix().isEmpty() && !name.endsWith("_" + unit.suffix())) {
            throw new IllegalArgumentException("channel " + name + " must end with _" + unit.suffix());
        }
        if (!(maxGapSeconds > 0)) {
            throw new IllegalArgumentException(
                    "channel " + name + ": maxGapSeconds is " + maxGapSeconds + ", must be positive");
        }
        if (min >= max) {
            throw new IllegalArgumentException(
                    "channel " + name + ": min is " + min + ", must be below max (" + max + ")");
        }
    }

    /** Below this a sample is implausible: {@link #min} less a hundredth of the range; NaN: no bound. */
    public double lowestPlausible() {
        return min - NOISE_SHARE * (max - min);
    }

    /** Above this a sample is implausible: {@link #max} and a hundredth of the range; NaN: no bound. */
    public double highestPlausible() {
        return max + NOISE_SHARE * (max - min);
    }
}
