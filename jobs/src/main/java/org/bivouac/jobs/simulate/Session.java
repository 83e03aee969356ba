package org.bivouac.jobs.simulate;

import java.time.Instant;

/**
 * What the headers of a drive's dumps say.
 *
 * @param event the event
 * @param stage the stage
 * @param crew car and driver
 * @param start when the loggers woke up, UTC
 */
record Session(String event, String stage, Crew crew, Instant start) {
    /** Where the drive's dumps lie in the inbox. */
    String folder() {
        return crew.year() + "/" + event + "/" + stage + "/" + crew.car();
    }
}
