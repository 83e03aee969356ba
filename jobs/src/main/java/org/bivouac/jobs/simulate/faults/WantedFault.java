package org.bivouac.jobs.simulate.faults;

import java.io.Serializable;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;

/**
 * A fault that a plan asks for. Empty text and a year of 0 stand for the first that fits.
 *
 * @param kind what
 * @param year the edition
 * @param stage the stage
 * @param car the start number
 * @param logger the box, by its file name without ending
 * @param channel canonical name; empty for a fault of the whole dump
 * @param fromSeconds from the drive's start
 * @param toSeconds end of the range
 * @param size in the unit of the kind; NaN for the usual one
 * @param with the other car whose folder it is, for swapped folders; else empty
 */
public record WantedFault(
        FaultKind kind,
        int year,
        String stage,
        String car,
        String logger,
        String channel,
        double fromSeconds,
        double toSeconds,
        double size,
        String with)
        implements Serializable {
    /** Fails when the range runs backwards. */
    public WantedFault {
        if (!(fromSeconds >= 0) || !(toSeconds >= fromSeconds)) {
            throw new IllegalArgumentException(
                    kind.text() + ": from " + fromSeconds + " to " + toSeconds + " s is no range from 0 on");
        }
    }

    /** Whether it is for this drive. */
    boolean concerns(Outing outing) {
        boolean named = car.isEmpty() || car.equals(outing.car());
        boolean swapped = kind == FaultKind.SWAPPED_FOLDERS && with.equals(outing.car());
        return (year == 0 || year == outing.year())
                && (stage.isEmpty() || stage.equals(outing.stage()))
                && (named || swapped);
    }

    /** Whether it is for this logger, which has the channel. */
    boolean concerns(Logger box) {
        return (logger.isEmpty() || logger.equals(box.name()))
                && (kind.concerns() != FaultKind.Concerns.SENSOR || column(box) >= 0);
    }

    /** Where the channel stands in the logger; −1 if it does not. */
    int column(Logger box) {
        for (int c = 0; c < box.channels().size(); c++) {
            LoggedChannel one = box.channels().get(c);
            if (channel.isEmpty() || one.channel().equals(channel)) {
                return c;
            }
        }
        return -1;
    }

    double sizeOr(double otherwise) {
        return Double.isNaN(size) ? otherwise : size;
    }
}
