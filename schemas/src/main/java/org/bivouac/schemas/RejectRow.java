package org.bivouac.schemas;

/** One piece of a dump that was refused: the error line as a row. Each column is described on its component. */
@Table(name = "rejects", doc = "One piece of a dump that was refused: the error line as a row.")
public record RejectRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The car.") String car,
        @Column(doc = "SHA-256 of the dump.") String dump,
        @Column(doc = "The path inside the inbox.") String file,

        @Column(doc = "First byte refused; -1 when the reason concerns no byte range.")
        long byteOffset,

        @Column(doc = "Bytes refused; 0 when the row or cell is kept as missing.")
        long byteLength,

        @Column(doc = "Line or record, from 1; 0 when there is none.")
        long line,

        @Column(doc = "Rule id of the failure catalogue, e.g. B7.")
        String rule,

        @Column(doc = "Why, with the value found and the value expected.")
        String reason,

        @Column(doc = "What was done with it.") String done,
        @Column(doc = "What to do.") String advice,

        @Column(doc = "How many cells or records this row stands for.")
        long count) {}
