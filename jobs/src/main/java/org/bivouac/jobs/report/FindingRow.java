package org.bivouac.jobs.report;

import java.time.Instant;

/**
 * One of the worst things of a stage.
 *
 * @param rank from 1, the worst
 * @param severity alarm, watch or info
 * @param car the car
 * @param kind limit, load cycle, landing, broken damper, stuck or comparison
 * @param subject what it is about, in words
 * @param statement what happened, in words
 * @param time when; null if it was no moment
 * @param atKm where, km from the log's start; NaN if unknown
 * @param value the figure that it rests on
 * @param reference what it is measured against: the limit or the value elsewhere; NaN if none
 * @param unit unit of both
 * @param weight what it is ranked by inside its severity
 */
record FindingRow(
        int rank,
        String severity,
        String car,
        String kind,
        String subject,
        String statement,
        Instant time,
        double atKm,
        double value,
        double reference,
        String unit,
        double weight) {}
