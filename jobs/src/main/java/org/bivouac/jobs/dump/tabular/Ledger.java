package org.bivouac.jobs.dump.tabular;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.ByteClaims;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.fault.Fault;

/**
 * The books of one dump being read: which text was decoded, which refused. Refused cells are one reject per column and
 * kind, so that memory and messages stay bounded however bad the dump is.
 */
final class Ledger {
    /** Steps of the clock that get their own message. */
    private static final int MOST_STEPS = 1_000;

    /** A refused cell's kind. */
    enum CellFault {
        NOT_A_NUMBER("B8", "is not a number"),
        OVERFLOW("B8", "overflows a double"),
        BROKEN_TEXT("B1", "is not valid in the declared encoding"),
        BAD_TIME("B8", "is not a time of the declared format");

        final String rule;
        final String phrase;

        CellFault(String rule, String phrase) {
            this.rule = rule;
            this.phrase = phrase;
        }
    }

    private final String file;
    private final DumpSink sink;
    private final int scale;
    private final long base;
    private final ByteClaims claims;
    private int steps;
    private Fault moreSteps;
    private final Map<CellFault, Map<Integer, Fault>> cells = new EnumMap<>(CellFault.class);

    /** Offsets given to this ledger are units of text: byte {@code base + scale * offset} of the file. */
    Ledger(String file, DumpSink sink, int scale, long base, long claimed) {
        this.file = file;
        this.sink = sink;
        this.scale = scale;
        this.base = base;
        claims = new ByteClaims(file, sink, claimed);
    }

    /** The byte at which a unit of text begins. */
    long bytes(long offset) {
        return base + scale * offset;
    }

    /** The unit of text that a byte is in. */
    long offset(long bytes) {
        return (bytes - base) / scale;
    }

    /** Refuses the text {@code [from, to)}; neighbours with the same rule become one reject. */
    void refuse(String rule, long from, long to, long line, String reason, String done, String advice) {
        long first = bytes(from);
        claims.refuse(new Fault(file, first, bytes(to) - first, line, rule, reason, done, advice, 1));
    }

    /** Says that the text {@code [from, to)} is blank lines. */
    void padding(long from, long to) {
        claims.upTo(bytes(from), ByteUse.DECODED);
        claims.upTo(bytes(to), ByteUse.PADDING);
    }

    /** Counts a cell that was read as missing. */
    void cell(int column, String name, CellFault kind, long offset, long line, String text) {
        Map<Integer, Fault> ofKind = cells.computeIfAbsent(kind, key -> new TreeMap<>());
        Fault first = ofKind.get(column);
        if (first == null) {
            String reason = String.format(Locale.ROOT, "column '%s': '%s' %s", name, text, kind.phrase);
            ofKind.put(
                    column,
                    new Fault(
                            file,
                            bytes(offset),
                            0,
                            line,
                            kind.rule,
                            reason,
                            "cell read as missing",
                            "check the sensor and the export; declare the spelling in the profile if it means no value",
                            1));
        } else {
            ofKind.put(column, counted(first));
        }
    }

    /** The cells of a column refused for this reason so far; null if none. */
    Fault cellFault(int column, CellFault kind) {
        return cells.getOrDefault(kind, Map.of()).get(column);
    }

    private static Fault counted(Fault fault) {
        return new Fault(
                fault.file(),
                fault.byteOffset(),
                fault.byteLength(),
                fault.line(),
                fault.rule(),
                fault.reason(),
                fault.done(),
                fault.advice(),
                fault.count() + 1);
    }

    /** Tells that time goes back at this row, which stays. */
    void step(long offset, long line, double before, double after) {
        claims.flush();
        if (++steps > MOST_STEPS) {
            moreSteps = moreSteps == null ? step(offset, line, "time goes back again") : counted(moreSteps);
            return;
        }
        sink.reject(step(offset, line, String.format(Locale.ROOT, "time goes back from %s s to %s s", before, after)));
    }

    private Fault step(long offset, long line, String reason) {
        return new Fault(
                file,
                bytes(offset),
                0,
                line,
                "D1",
                reason,
                "rows kept, to be split here",
                "check whether the logger restarted or two sessions were joined",
                1);
    }

    /** Tells a fault that concerns no byte range. */
    void tell(Fault fault) {
        sink.reject(fault);
    }

    /** Closes the books: the text up to {@code end} is decoded where it was not refused. */
    @SuppressWarnings("EnumOrdinal") // any numbers do that keep the kinds apart
    void close(long end) {
        claims.close(bytes(end), ByteUse.DECODED);
        if (moreSteps != null) {
            sink.reject(moreSteps);
        }
        cells.forEach((kind, ofKind) -> ofKind.forEach(
                (column, fault) -> sink.rejectAll(kind.ordinal() * TextHead.MOST_COLUMNS + column, fault)));
    }
}
