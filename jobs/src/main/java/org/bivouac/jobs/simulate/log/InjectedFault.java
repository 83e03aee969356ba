package org.bivouac.jobs.simulate.log;

import java.io.Serializable;

/**
 * Something that went wrong with a logger or a sensor on purpose, as it stands in the truth.
 *
 * @param year the edition
 * @param event the event
 * @param stage the stage
 * @param car the start number
 * @param dump the file, relative to the rally's folder, with slashes
 * @param kind what, in snake_case: {@code truncated}, {@code clock_offset}, {@code stuck}
 * @param channel the channel's canonical name; null for the whole dump
 * @param fromSeconds from the true start of the drive, on a right clock
 * @param toSeconds end of the range; equal to {@code fromSeconds} for an instant
 * @param fromByte first byte of the damage in the file; −1 where bytes tell nothing
 * @param toByte first byte after it
 * @param value size of the fault in {@code unit}; NaN for none
 * @param unit unit of {@code value}; null for none
 * @param note what a person should know
 */
public record InjectedFault(
        int year,
        String event,
        String stage,
        String car,
        String dump,
        String kind,
        String channel,
        double fromSeconds,
        double toSeconds,
        long fromByte,
        long toByte,
        double value,
        String unit,
        String note)
        implements Serializable {}
