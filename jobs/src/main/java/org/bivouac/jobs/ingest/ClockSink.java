package org.bivouac.jobs.ingest;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.fault.Fault;

/**
 * Stands before the {@link TelemetryWriter} and turns times into UTC: local times whose zone somebody states, and times
 * of receivers that count GPS time. A dump whose times run on from its start is moved as a whole; where each row has a
 * time of its own, each is turned, and those that a change of the zone's offset leaves undecided become missing.
 */
final class ClockSink implements DumpSink {
    private final DumpSink next;
    private final DumpTask task;
    private final ClockEvents events;
    private TimeScale scale;
    private boolean eachRow;
    private long recordedStart;
    private long shift;
    private TimeScale.Window window;
    private long undecided;
    private String why;

    /**
     * @param events where to say what was done
     */
    ClockSink(DumpSink next, DumpTask task, ClockEvents events) {
        this.next = next;
        this.task = task;
        this.events = events;
    }

    @Override
    public void begin(DumpHeader header) {
        String kind = null;
        String done = null;
        ZoneId zone = header.clock() == DumpHeader.Clock.LOCAL ? zone(header).orElse(null) : null;
        if (header.start() != null && zone != null) {
            scale = TimeScale.of(zone);
            kind = "zone";
            done = "local times read as those of " + zone;
            eachRow = header.metadata().containsKey(DumpHeader.WALL_CLOCK);
        } else if (header.start() != null && isGps(header)) {
            scale = TimeScale.gps();
            kind = "gps_scale";
            done = "GPS time read as UTC less the leap seconds";
            eachRow = true;
        }
        if (scale == null) {
            next.begin(header);
            return;
        }
        recordedStart = ChronoUnit.MICROS.between(Instant.EPOCH, header.start());
        window = scale.at(recordedStart);
        if (window.undecided() != null && !eachRow) {
            throw new DumpException(Fault.ofFile(
                    task.name(),
                    "D4",
                    "starts at " + header.start().toString().replace("Z", "") + ", but " + window.undecided(),
                    "dump refused",
                    "state the offset, such as +02:00, as its zone in dumps.csv"));
        }
        shift = window.shift();
        Instant start = header.start().plus(shift, ChronoUnit.MICROS);
        events.whole(kind, header.start(), start, done);
        next.begin(new DumpHeader(
                header.format(), header.logger(), start, DumpHeader.Clock.UTC, header.groups(), header.metadata()));
    }

    private Optional<ZoneId> zone(DumpHeader header) {
        return task.clocks().stream()
                .filter(rule -> rule.concerns(logger(header)) && rule.zone() != null)
                .map(ClockRule::zone)
                .findFirst()
                .or(() -> Optional.ofNullable(header.metadata().get(DumpHeader.ZONE))
                        .map(ZoneId::of));
    }

    private boolean isGps(DumpHeader header) {
        return task.clocks().stream()
                .filter(rule -> rule.concerns(logger(header)) && rule.scale() != null)
                .map(rule -> rule.scale() == ClockRule.Scale.GPS)
                .findFirst()
                .orElse("gps".equals(header.metadata().get(DumpHeader.TIME_SCALE)));
    }

    private String logger(DumpHeader header) {
        return task.logger() == null ? header.logger() : task.logger();
    }

    @Override
    public void rows(Rows rows) {
        next.rows(eachRow && !lieInWindow(rows) ? turned(rows) : rows);
    }

    private boolean lieInWindow(Rows rows) {
        if (window.undecided() != null || window.shift() != shift) {
            return false;
        }
        double from = (window.from() - (double) recordedStart) / 1e6;
        double to = (window.to() - (double) recordedStart) / 1e6;
        boolean inside = true;
        for (int i = 0; i < rows.count(); i++) {
            // Rows without a time are no concern of the clock; the bounds' rounding is, so half a second stays clear.
            inside &= !(rows.seconds()[i] < from + 0.5) && !(rows.seconds()[i] >= to - 0.5);
        }
        return inside;
    }

    private Rows turned(Rows rows) {
        double[] seconds = new double[rows.count()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = turned(rows.seconds()[i]);
        }
        return new Rows(
                rows.group(),
                rows.count(),
                rows.firstOrdinal(),
                rows.ordinals(),
                seconds,
                rows.numbers(),
                rows.texts(),
                rows.flagged());
    }

    private double turned(double seconds) {
        if (Double.isNaN(seconds)) {
            return seconds;
        }
        long micros = recordedStart + (long) Math.floor(seconds * 1e6 + 0.5);
        if (!window.holds(micros)) {
            window = scale.at(micros);
        }
        if (window.undecided() != null) {
            undecided++;
            why = window.undecided();
            return Double.NaN;
        }
        return (micros + window.shift() - recordedStart - shift) / 1e6;
    }

    /** Tells how many rows were left without a time; to be called after the last. */
    void close() {
        if (undecided > 0) {
            next.reject(new Fault(
                    task.name(),
                    -1,
                    0,
                    0,
                    "D4",
                    why,
                    "row has no time and is rejected",
                    "let the logger write UTC or an offset, or state the offset as its zone in dumps.csv",
                    undecided));
        }
    }

    @Override
    public void refusedRows(Rows rows) {
        next.refusedRows(rows);
    }

    @Override
    public void reject(Fault fault) {
        next.reject(fault);
    }

    @Override
    public void rejectAll(int kind, Fault fault) {
        next.rejectAll(kind, fault);
    }

    @Override
    public void bytes(ByteUse use, long from, long to) {
        next.bytes(use, from, to);
    }
}
