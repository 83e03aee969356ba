package org.bivouac.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import org.bivouac.jobs.fault.Fault;

/**
 * What became of one dump.
 *
 * @param used whether it is in telemetry; if not, it is quarantined
 * @param rows its rows in telemetry
 * @param files the files made: telemetry and its rows of dumps, channels and rejects
 * @param faults all that was refused
 */
record DumpOutcome(boolean used, long rows, ArrayList<MadeFile> files, ArrayList<Fault> faults)
        implements Serializable {}
