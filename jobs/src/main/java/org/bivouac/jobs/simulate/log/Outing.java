package org.bivouac.jobs.simulate.log;

import java.io.Serializable;
import java.time.Instant;

/**
 * One car on one stage, as the headers of its dumps tell it.
 *
 * @param year the edition
 * @param event the event's name
 * @param stage the stage's name
 * @param car the start number
 * @param driver the driver's name
 * @param start when the loggers woke up, UTC, a whole second; the time of each dump's first sample on a right clock
 * @param zone the stage's time zone as an IANA name; what a logger set to local time shows
 */
public record Outing(int year, String event, String stage, String car, String driver, Instant start, String zone)
        implements Serializable {
    /** Where the drive's dumps lie in the inbox, with slashes. */
    public String folder() {
        return year + "/" + event + "/" + stage + "/" + car;
    }
}
