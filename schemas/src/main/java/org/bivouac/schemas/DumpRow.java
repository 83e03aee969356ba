package org.bivouac.schemas;

import java.time.Instant;

/** One file that was found in an inbox. Each column is described on its component. */
@Table(name = "dumps", doc = "One file that was found in an inbox.")
public record DumpRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The car.") String car,

        @Column(doc = "SHA-256 of the file's bytes, lower-case hex: its identity.")
        String dump,

        @Column(doc = "The path inside the inbox, control characters escaped.")
        String file,

        @Column(doc = "The reader's format, by content; null if none recognised it.")
        String format,

        @Column(doc = "The logger as the dump states it, or the profile's name.")
        String logger,

        @Column(doc = "used, duplicate or quarantined.") String status,

        @Column(doc = "Rule id of the reason when it is not used; null otherwise.")
        String rule,

        @Column(doc = "Why it is not used; null otherwise.") String reason,

        @Column(doc = "Time of the dump's second 0; null when its clock is unknown.")
        Instant startTime,

        @Column(doc = "utc, local (zone unknown, read as UTC) or relative (no date).")
        String clock,

        @Column(unit = "s", doc = "Last sample time minus first.")
        double durationS,

        @Column(doc = "Size of the file.") long bytes,
        @Column(doc = "Bytes of headers.") long headerBytes,
        @Column(doc = "Bytes of decoded records.") long decodedBytes,

        @Column(doc = "Bytes that the format declares as filling.")
        long paddingBytes,

        @Column(doc = "Bytes refused, each with a row in rejects.")
        long rejectedBytes,

        @Column(doc = "Records decoded.") long rowsDecoded,
        @Column(doc = "Rows in telemetry.") long rowsWritten,
        @Column(doc = "Records refused.") long rowsRejected,

        @Column(doc = "Records dropped because the same record stands before.")
        long rowsDuplicate) {}
