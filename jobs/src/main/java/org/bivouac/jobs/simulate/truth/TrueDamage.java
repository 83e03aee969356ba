package org.bivouac.jobs.simulate.truth;

import java.io.Serializable;

/**
 * Load cycles of one channel over a whole drive, from the model's signal at 1 kHz before any sensor.
 *
 * @param year the edition
 * @param event the event
 * @param stage the stage
 * @param car the start number
 * @param channel the channel
 * @param unit unit of its ranges
 * @param k exponent of the sums
 * @param samples points of the signal
 * @param closed cycles closed by the four-point rule
 * @param residuePoints turning points left over
 * @param maxRange the largest range, residue included
 * @param sumClosed sum of range to the k-th of the closed cycles
 * @param sumHalfResidue the same with every pair of the residue as half a cycle
 */
public record TrueDamage(
        int year,
        String event,
        String stage,
        String car,
        String channel,
        String unit,
        int k,
        long samples,
        long closed,
        int residuePoints,
        double maxRange,
        double sumClosed,
        double sumHalfResidue)
        implements Serializable {}
