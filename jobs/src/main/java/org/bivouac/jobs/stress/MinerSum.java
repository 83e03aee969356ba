package org.bivouac.jobs.stress;

import java.io.Serializable;
import org.bivouac.jobs.signal.CycleRecorder;

/** Sums the damage of cycles by Miner's rule, {@code D = sum(n / N)}; two of them add up to that of both. */
public final class MinerSum implements CycleRecorder, Serializable {
    private static final long serialVersionUID = 1L;

    private final WoehlerCurve curve;
    private double damage;

    /** No damage yet. */
    public MinerSum(WoehlerCurve curve) {
        this.curve = curve;
    }

    @Override
    public void cycle(double from, double to, double fromPlace, double toPlace, double count) {
        damage += count * curve.damage(Math.abs(from - to) / 2);
    }

    /** Adds the damage of another part of the signal. */
    public void append(MinerSum later) {
        damage += later.damage;
    }

    /** The damage so far, 1 at failure. */
    public double damage() {
        return damage;
    }
}
