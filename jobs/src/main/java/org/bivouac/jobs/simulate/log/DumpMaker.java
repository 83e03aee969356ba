package org.bivouac.jobs.simulate.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Opens the dumps of drives: knows the formats, and which logger fails in which way. One for each drive. */
public interface DumpMaker {
    /**
     * Begins the dump of one logger.
     *
     * @param folder where the drive's dumps go; it is there
     */
    DumpWriter open(Path folder, Outing outing, Logger logger) throws IOException;

    /** What went wrong with the loggers; complete once all their dumps are closed. */
    List<InjectedFault> faults();
}
