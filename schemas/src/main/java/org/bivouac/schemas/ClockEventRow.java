package org.bivouac.schemas;

import java.io.Serializable;
import java.time.Instant;

/** One thing that happened to a dump's clock, and what was done about it. Each column is described on its component. */
@Table(name = "clock_events", doc = "One thing that happened to a dump's clock, and what was done about it.")
public record ClockEventRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The car.") String car,
        @Column(doc = "SHA-256 of the dump.") String dump,
        @Column(doc = "The path inside the inbox.") String file,

        @Column(doc = "The group of channels whose times it concerns; null for the whole dump.")
        String channelGroup,

        @Column(
                doc = "set_back, set_forward (the clock was set while it recorded), step_back, leap_forward (kept),"
                        + " anchored (times before the clock was set), week_rollover, wrong_year (kept), zone, gps_scale, offset, drift (kept; by the speeds that the car's loggers"
                        + " tell).")
        String kind,

        @Column(doc = "The first record concerned; -1 for the whole dump.")
        long ordinal,

        @Column(doc = "The time recorded before, null when there is none or the dump has no date.")
        Instant recordedBefore,

        @Column(doc = "The time recorded here; null when the dump has no date.")
        Instant recorded,

        @Column(doc = "The time that it has in telemetry; null when the dump has no date.")
        Instant written,

        @Column(
                unit = "s",
                doc =
                        "Recorded time minus the recorded time before; how far the clock is ahead of the others (offset), or"
                                + " gained on them from the time before (drift); null when there is none.")
        double stepS,

        @Column(unit = "s", doc = "Time in telemetry minus recorded time, from here on.")
        double shiftS,

        @Column(doc = "What was done.") String done)
        implements Serializable {}
