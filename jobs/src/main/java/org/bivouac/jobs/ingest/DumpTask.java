package org.bivouac.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import org.bivouac.jobs.dump.can.Databases;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.StageKey;

/**
 * One dump to ingest, as it travels to an executor.
 *
 * @param rawPath its bytes in the lake
 * @param sha256 hash of its bytes
 * @param bytes its size
 * @param names its paths inside the inbox, in order; the first is used in messages
 * @param year the edition; with the next three the car and stage that it belongs to. 0 and null when not known, which
 *     only a quarantined dump may be
 * @param event the event
 * @param stage the stage
 * @param car the car
 * @param identityFrom who says so, for messages
 * @param logger the logger as the inbox states it; null if the header decides
 * @param aliases the catalogue's aliases, six cells each
 * @param profileFolders folders of the user's profiles
 * @param databases what the frames of buses mean
 * @param clocks what the team knows of clocks, what it says of this very dump first
 * @param directory where to write
 */
record DumpTask(
        String rawPath,
        String sha256,
        long bytes,
        ArrayList<String> names,
        int year,
        String event,
        String stage,
        String car,
        String identityFrom,
        String logger,
        ArrayList<String[]> aliases,
        ArrayList<String> profileFolders,
        Databases databases,
        ArrayList<ClockRule> clocks,
        String directory)
        implements Serializable {

    String name() {
        return names.get(0);
    }

    CarKey key() {
        return new CarKey(new StageKey(year, event, stage), car);
    }

    /** Where its rows of the books lie. */
    String partition() {
        return car == null ? "year=" + year + "/event=unknown/stage=unknown/car=unknown" : key().partition();
    }
}
