package org.bivouac.jobs.ingest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches the clock of one group of a dump. Records are written one after the other whatever the clock says, so where
 * the clock was set their order tells the time: the rows behind go on one tick after the rows before.
 *
 * <ul>
 *   <li>Back by more than {@link #SET_BACK_MICROS}: the clock was set, or the logger started anew; unless time later
 *       leaps over where it was, which is what swapped pieces of a file look like.
 *   <li>Back by less: the order of records is not quite that of time; kept as recorded.
 *   <li>Forward by more than {@link #LEAP_MICROS} from a date that does not fit the edition to one that does: the clock
 *       was set.
 *   <li>Forward by as much otherwise: kept as recorded, for it may be a pause.
 *   <li>By whole half hours to the tick between dates that fit: another zone was applied, which is no correction. Back, what
 *       was before stays right and time goes on; forward, it may still be a pause, and is kept and told, unless the same
 *       step back follows.
 * </ul>
 *
 * <p>Of several settings but those by whole half hours the last whose date fits the edition is believed, and all rows are
 * dated by it.
 */
final class ClockBook {
    /** A step back of less is jitter between records. */
    static final long SET_BACK_MICROS = 1_000_000;

    /** A step forward of more is looked at. */
    static final long LEAP_MICROS = 6L * 3600 * 1_000_000;

    /** A dump dated this many years off its edition has a wrong clock. */
    private static final int TOLERANCE_YEARS = 1;

    /** So many ticks at once are no going on. */
    private static final long RESTORING_TICKS = 10;

    /** All zones differ by whole multiples of this, but for quarters of an hour in Nepal and the Chatham Islands. */
    private static final long ZONE_MICROS = 1800L * 1_000_000;

    /** From one end of the zones to the other are 26 h; who changes between two of one rally moves by less. */
    private static final long MOST_ZONE_MICROS = 14 * 3600L * 1_000_000;

    /** Slower records cannot tell half an hour from a pause that is about as long. */
    private static final long SLOWEST_ZONE_TICK = 100_000;

    /** Clocks printed to the hundredth round so much. */
    private static final long ROUNDING_MICROS = 20_000;

    private static final long NOTHING = Long.MIN_VALUE;

    private final int edition;
    private final boolean isDated;
    private final long nominalTick;
    private final List<Step> steps = new ArrayList<>();
    private long first = NOTHING;
    private long last = NOTHING;
    private long tick;

    /** The latest time before the steps back that are not yet caught up with. */
    private long watched = NOTHING;

    /**
     * A step of the clock.
     *
     * @param ordinal the first record behind it
     * @param before recorded time before it, µs since 1970, or since second 0 when there is no date
     * @param after recorded time behind it
     * @param tick usual time between two records there, µs
     * @param isSet whether the clock was set here, so that the order of records tells the time
     * @param isZone whether it moved by whole half hours between dates that fit
     */
    record Step(long ordinal, long before, long after, long tick, boolean isSet, boolean isZone) {
        /** As in table {@code clock_events}. */
        String kind() {
            return (isSet ? "set_" : after < before ? "step_" : "leap_") + (after < before ? "back" : "forward");
        }

        String done() {
            if (isSet) {
                return (isZone ? "whole half hours, so another zone: " : "")
                        + "placed one tick after the record before";
            }
            return after < before
                    ? "kept as recorded, in a file of its own"
                    : "kept as recorded: it may be a pause" + (isZone ? " or another zone" : "");
        }

        private Step kept() {
            return new Step(ordinal, before, after, tick, false, isZone);
        }

        private Step set() {
            return new Step(ordinal, before, after, tick, true, isZone);
        }

        private boolean isTakenBackBy(Step later) {
            return isZone
                    && !isSet
                    && later.isZone
                    && Math.abs(after - before + later.after - later.before) <= tick + later.tick + 2 * ROUNDING_MICROS;
        }
    }

    /**
     * @param edition the year that dates must fit
     * @param isDated whether times are since 1970
     * @param rateHz nominal rate; NaN when irregular
     */
    ClockBook(int edition, boolean isDated, double rateHz) {
        this.edition = edition;
        this.isDated = isDated;
        nominalTick = rateHz > 0 && rateHz < 1e6 ? Math.round(1e6 / rateHz) : 0;
    }

    /** Whether a time may belong to an edition. */
    static boolean fits(Instant time, int edition) {
        return Math.abs(time.atZone(ZoneOffset.UTC).getYear() - edition) <= TOLERANCE_YEARS;
    }

    private boolean fits(long micros) {
        return fits(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), edition);
    }

    /**
     * Follows the next records.
     *
     * @param micros recorded times, µs
     * @param rising whether they rise from record to record, the one before this block included
     * @param timeless which of them have no time; asked only when they do not rise
     */
    void follow(long[] micros, long[] ordinals, int count, boolean rising, java.util.function.IntPredicate timeless) {
        long from = last == NOTHING ? micros[0] : last;
        if (!rising || watched != NOTHING || micros[count - 1] - from > ZONE_MICROS - 1_000_000) {
            for (int i = 0; i < count; i++) {
                if (!timeless.test(i)) {
                    follow(micros[i], ordinals[i]);
                }
            }
            return;
        }
        first = first == NOTHING ? micros[0] : first;
        tick = count > 1 ? micros[count - 1] - micros[count - 2] : last == NOTHING ? tick : micros[0] - last;
        last = micros[count - 1];
    }

    private void follow(long now, long ordinal) {
        if (last == NOTHING) {
            first = now;
        } else if (now < last) {
            back(now, ordinal);
        } else if (now - last > LEAP_MICROS || (watched == NOTHING && isZone(now))) {
            steps.add(step(now, ordinal, isDated && fits(now) && !fits(last)));
            watched = NOTHING;
        } else if (now > watched) {
            if (watched != NOTHING && now - last > RESTORING_TICKS * Math.max(1, usualTick())) {
                restored(now, ordinal);
            }
            watched = NOTHING;
            tick = now == last ? tick : now - last;
        } else {
            tick = now == last ? tick : now - last;
        }
        last = now;
    }

    private void back(long now, long ordinal) {
        Step back = step(now, ordinal, last - now > SET_BACK_MICROS);
        int before = steps.size() - 1;
        if (before >= 0 && steps.get(before).isTakenBackBy(back)) {
            steps.set(before, steps.get(before).set());
        }
        steps.add(back);
        watched = Math.max(watched, last);
    }

    private Step step(long now, long ordinal, boolean isSet) {
        return new Step(ordinal, last, now, usualTick(), isSet, isZone(now));
    }

    /** Whether the clock moved by whole half hours, to the tick. */
    private boolean isZone(long now) {
        long usual = Math.max(1, usualTick());
        long moved = now - last - usual;
        long most = moved > 0 ? SLOWEST_ZONE_TICK : SET_BACK_MICROS;
        long odd = Math.floorMod(moved + ZONE_MICROS / 2, ZONE_MICROS) - ZONE_MICROS / 2;
        return isDated
                && usual <= most
                && Math.abs(moved) > ZONE_MICROS / 2
                && Math.abs(moved) <= MOST_ZONE_MICROS
                && Math.abs(odd) <= Math.max(usual, ROUNDING_MICROS)
                && fits(now)
                && fits(last);
    }

    private long usualTick() {
        return nominalTick > 0 ? nominalTick : tick;
    }

    /** Time has leapt to where it would have been: the zone came back, or the last step back was of the file, not of the clock. */
    private void restored(long now, long ordinal) {
        int step = steps.size() - 1;
        if (steps.get(step).isZone() && isZone(now)) {
            steps.add(step(now, ordinal, true));
        } else {
            steps.set(step, steps.get(step).kept());
        }
    }

    /** All steps so far. */
    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** How times are to be put right; empty when they can stay as recorded. */
    Optional<ClockPlan> plan() {
        List<Step> sets = steps.stream().filter(Step::isSet).toList();
        if (sets.isEmpty()) {
            return Optional.empty();
        }
        long[] ordinals = new long[sets.size() + 1];
        long[] shifts = new long[ordinals.length];
        long believed = 0;
        for (int s = 0; s < sets.size(); s++) {
            Step step = sets.get(s);
            ordinals[s + 1] = step.ordinal();
            shifts[s + 1] = shifts[s] + step.before() + Math.max(1, step.tick()) - step.after();
            believed = isDated && !step.isZone() && fits(step.after()) ? shifts[s + 1] : believed;
        }
        for (int s = 0; s < shifts.length; s++) {
            shifts[s] -= believed;
        }
        return Optional.of(new ClockPlan(ordinals, shifts, steps()));
    }
}
