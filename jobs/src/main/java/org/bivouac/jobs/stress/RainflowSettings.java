package org.bivouac.jobs.stress;

import java.util.Optional;
import org.bivouac.jobs.signal.ResidueMode;

/**
 * How one channel's load cycles are counted.
 *
 * @param deadBand cycles up to this range are the sensor's noise and are left out, in the channel's unit; 0 keeps all
 * @param classWidth width of the classes of the range histogram, in the channel's unit; serves display only
 * @param residue how the residue is closed for reporting
 * @param largest how many of the largest cycles are listed
 * @param equivalentCycles cycles that the damage-equivalent range refers to
 * @param curve the part's S-N curve; empty when there is none, and then pseudo-damage is all there is
 */
public record RainflowSettings(
        double deadBand,
        double classWidth,
        ResidueMode residue,
        int largest,
        double equivalentCycles,
        Optional<WoehlerCurve> curve) {
    /** Residue half, ten largest cycles, a million equivalent cycles, no S-N curve. */
    public static RainflowSettings of(double deadBand, double classWidth) {
        return new RainflowSettings(deadBand, classWidth, ResidueMode.HALF, 10, 1e6, Optional.empty());
    }

    /** These with an S-N curve. */
    public RainflowSettings with(WoehlerCurve woehler) {
        return new RainflowSettings(deadBand, classWidth, residue, largest, equivalentCycles, Optional.of(woehler));
    }
}
