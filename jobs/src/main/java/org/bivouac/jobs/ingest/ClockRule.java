package org.bivouac.jobs.ingest;

import java.io.Serializable;
import java.time.ZoneId;

/**
 * What the team knows of some loggers' clocks: a line of {@code clocks.csv}, or what {@code dumps.csv} says of one dump.
 *
 * @param year the edition; 0: any
 * @param event the event; null: any
 * @param logger the logger; null: any
 * @param zone the zone of local times, e.g. {@code Europe/Paris} or {@code +03:00}; null if nothing is said
 * @param scale the scale of its times; null if nothing is said
 */
record ClockRule(int year, String event, String logger, ZoneId zone, Scale scale) implements Serializable {
    /** What a clock's seconds are counted by. */
    enum Scale {
        UTC,
        /** Without leap seconds since 1980, so ahead of UTC. */
        GPS
    }

    boolean concerns(int ofYear, String ofEvent) {
        return (year == 0 || year == ofYear) && (event == null || event.equals(ofEvent));
    }

    boolean concerns(String ofLogger) {
        return logger == null || logger.equalsIgnoreCase(ofLogger);
    }
}
