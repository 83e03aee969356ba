package org.bivouac.jobs.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.schemas.ClockEventRow;

/** Collects what happened to a dump's clock as rows of {@code clock_events}. */
final class ClockEvents {
    private final DumpTask task;
    private final List<ClockEventRow> rows = new ArrayList<>();

    ClockEvents(DumpTask task) {
        this.task = task;
    }

    /** Something that concerns all times of the dump: its start as recorded and as written. */
    void whole(String kind, Instant recorded, Instant written, String done) {
        double shift = Duration.between(recorded, written).toNanos() / 1e9;
        rows.add(row(null, kind, -1, null, recorded, written, Double.NaN, shift, done));
    }

    /**
     * The steps of one group's clock.
     *
     * @param plan how its times were put right; null when they were kept
     */
    void group(String group, List<ClockBook.Step> steps, ClockPlan plan, boolean isDated) {
        if (plan != null && plan.shifts()[0] != 0 && isDated) {
            ClockBook.Step first = plan.steps().get(0);
            rows.add(row(
                    group,
                    "anchored",
                    0,
                    null,
                    null,
                    null,
                    Double.NaN,
                    plan.shifts()[0] / 1e6,
                    "dated by the clock as it was set later, up to record " + first.ordinal()));
        }
        for (ClockBook.Step step : steps) {
            long shift = plan == null ? 0 : plan.shift(step.ordinal());
            rows.add(row(
                    group,
                    step.kind(),
                    step.ordinal(),
                    isDated ? instant(step.before()) : null,
                    isDated ? instant(step.after()) : null,
                    isDated ? instant(step.after() + shift) : null,
                    (step.after() - step.before()) / 1e6,
                    shift / 1e6,
                    step.done()));
        }
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private ClockEventRow row(
            String group,
            String kind,
            long ordinal,
            Instant before,
            Instant recorded,
            Instant written,
            double stepS,
            double shiftS,
            String done) {
        return new ClockEventRow(
                task.year(),
                task.event(),
                task.stage(),
                task.car(),
                task.sha256(),
                Fault.escape(task.name()),
                group,
                kind,
                ordinal,
                before,
                recorded,
                written,
                stepS,
                shiftS,
                done);
    }

    List<ClockEventRow> rows() {
        return rows;
    }
}
