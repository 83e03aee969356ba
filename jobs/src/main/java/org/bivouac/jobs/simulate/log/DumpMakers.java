package org.bivouac.jobs.simulate.log;

import java.io.Serializable;

/** Gives each drive its {@link DumpMaker}; travels to wherever drives are simulated. */
@FunctionalInterface
public interface DumpMakers extends Serializable {
    /**
     * What makes the dumps of a drive.
     *
     * @param outing the drive; its start is that of its first run, later runs of a two-day stage come with their own
     * @param seed of all that is drawn for this drive's loggers
     */
    DumpMaker forDrive(Outing outing, long seed);
}
