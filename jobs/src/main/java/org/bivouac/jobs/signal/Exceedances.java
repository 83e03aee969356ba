package org.bivouac.jobs.signal;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * When a signal was beyond a limit for long enough, found part by part: a run that is cut is joined again.
 *
 * <p>A run is a stretch of neighbouring valid samples that are all beyond the limit. It begins at its first sample and
 * lasts until the sample after its last one; where that is missing or a gap away, until its last one. It counts when it lasts
 * at least the given time. A gap ends a run.
 */
public final class Exceedances implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * One run.
     *
     * @param fromSeconds its first sample, s
     * @param toSeconds its end, s
     * @param fromKm driven distance at its first sample, km; NaN if unknown
     * @param peakSeconds when its extreme was, s; the first of equal ones
     * @param peak its extreme value, in the signal's unit
     * @param context what else was at the peak
     */
    public record Run(
            double fromSeconds, double toSeconds, double fromKm, double peakSeconds, double peak, String context)
            implements Serializable {
        /** How long it lasted, s. */
        public double seconds() {
            return toSeconds - fromSeconds;
        }
    }

    /** Says what else was at a sample; asked only for samples that are a run's extreme. */
    @FunctionalInterface
    public interface Context {
        /** Driven distance, km, at sample {@code i}; NaN if unknown. */
        default double km(int i) {
            return Double.NaN;
        }

        /** Other values at sample {@code i}. */
        String at(int i);
    }

    private final double sign;
    private final double limit;
    private final double forSeconds;
    private final int mostRuns;

    private double maxGapSeconds;
    private double firstSeconds = Double.NaN;
    private double lastSeconds = Double.NaN;
    /** The run that holds the first sample, and the one that holds the last: their other parts may be still to come. */
    private Run head;

    private Run tail;
    private boolean headIsTail;
    private final List<Run> runs = new ArrayList<>();
    private long count;
    private double seconds;

    /**
     * No samples yet.
     *
     * @param sign 1 when values above the limit are beyond it, -1 when values below it are
     * @param limit the limit, in the signal's unit; a value equal to it is not beyond
     * @param forSeconds the shortest run that counts, inclusive, s
     * @param mostRuns how many runs are kept, the earliest; all are counted
     */
    public Exceedances(int sign, double limit, double forSeconds, int mostRuns) {
        this.sign = sign;
        this.limit = limit;
        this.forSeconds = forSeconds;
        this.mostRuns = mostRuns;
    }

    /** Nothing yet, with the settings of this. */
    public Exceedances fresh() {
        return new Exceedances((int) sign, limit, forSeconds, mostRuns);
    }

    /**
     * Adds samples later than all before.
     *
     * @param at time of each sample, s
     * @param x the signal; NaN where missing
     * @param open whether the limit holds at each sample; null when it always does
     * @param from first sample that belongs here
     * @param to behind the last that belongs here; those after it only end the last run
     * @param maxGap an interval longer than this, s, is a gap
     */
    public void add(double[] at, double[] x, boolean[] open, int from, int to, double maxGap, Context context) {
        Exceedances part = fresh();
        part.maxGapSeconds = maxGap;
        int runFrom = -1;
        int peak = -1;
        int last = -1;
        for (int i = from; i < x.length; i++) {
            if (Double.isNaN(x[i])) {
                continue;
            }
            boolean gap = last >= 0 && at[i] - at[last] > maxGap;
            boolean beyond = i < to && sign * (x[i] - limit) > 0 && (open == null || open[i]);
            if (runFrom >= 0 && (gap || !beyond)) {
                // Behind the part's end the next sample says how long the last value held, not whether the run goes on.
                part.found(part.run(at, x, runFrom, peak, gap ? last : i, context), i < to);
                runFrom = -1;
            }
            if (i >= to) {
                last = -1;
                break;
            }
            if (beyond) {
                peak = runFrom < 0 || sign * x[i] > sign * x[peak] ? i : peak;
                runFrom = runFrom < 0 ? i : runFrom;
            }
            part.firstSeconds = last < 0 && Double.isNaN(part.firstSeconds) ? at[i] : part.firstSeconds;
            part.lastSeconds = at[i];
            last = i;
        }
        if (runFrom >= 0) {
            part.found(part.run(at, x, runFrom, peak, last, context), false);
        }
        append(part);
    }

    private Run run(double[] at, double[] x, int from, int peak, int end, Context context) {
        return new Run(at[from], at[end], context.km(from), at[peak], x[peak], context.at(peak));
    }

    /** Takes a run of this part; {@code over} when another sample of this part follows it. */
    private void found(Run run, boolean over) {
        boolean atStart = run.fromSeconds == firstSeconds;
        if (atStart) {
            head = run;
        }
        if (!over) {
            tail = run;
            headIsTail = atStart;
        } else if (!atStart) {
            keep(run);
        }
    }

    private void keep(Run run) {
        if (run.seconds() >= forSeconds) {
            count++;
            seconds += run.seconds();
            if (runs.size() < mostRuns) {
                runs.add(run);
            }
        }
    }

    /** Joins a later part on, which stays as it is. */
    public void append(Exceedances later) {
        if (Double.isNaN(later.firstSeconds)) {
            return;
        }
        boolean empty = Double.isNaN(firstSeconds);
        boolean gap = empty || later.firstSeconds - lastSeconds > later.maxGapSeconds;
        maxGapSeconds = later.maxGapSeconds;
        if (empty) {
            firstSeconds = later.firstSeconds;
            head = later.head;
            tail = later.tail;
            headIsTail = later.headIsTail;
        } else if (!gap && tail != null && later.head != null) {
            Run joined = joined(tail, later.head);
            if (headIsTail) {
                head = joined;
            } else if (!later.headIsTail) {
                keep(joined);
            }
            tail = later.headIsTail ? joined : later.tail;
            headIsTail &= later.headIsTail;
        } else {
            if (tail != null) {
                Run ended = gap ? tail : ended(tail, later.firstSeconds);
                if (headIsTail) {
                    head = ended;
                } else {
                    keep(ended);
                }
            }
            if (later.head != null && !later.headIsTail) {
                keep(later.head);
            }
            tail = later.tail;
            headIsTail = false;
        }
        lastSeconds = later.lastSeconds;
        count += later.count;
        seconds += later.seconds;
        later.runs.stream().limit(Math.max(0, mostRuns - runs.size())).forEach(runs::add);
    }

    private Run joined(Run earlier, Run later) {
        Run higher = sign * later.peak > sign * earlier.peak ? later : earlier;
        return new Run(
                earlier.fromSeconds, later.toSeconds, earlier.fromKm, higher.peakSeconds, higher.peak, higher.context);
    }

    private static Run ended(Run run, double toSeconds) {
        return new Run(run.fromSeconds, toSeconds, run.fromKm, run.peakSeconds, run.peak, run.context);
    }

    /** This with the runs at both ends taken as they are; counts, seconds and runs are to be read from it. */
    public Exceedances closed() {
        Exceedances closed = fresh();
        if (head != null) {
            closed.keep(head);
        }
        closed.count += count;
        closed.seconds += seconds;
        runs.stream().limit(Math.max(0, mostRuns - closed.runs.size())).forEach(closed.runs::add);
        if (tail != null && !headIsTail) {
            closed.keep(tail);
        }
        return closed;
    }

    /** How many runs counted. */
    public long count() {
        return count;
    }

    /** Seconds of all runs that counted, s. */
    public double seconds() {
        return seconds;
    }

    /** The earliest runs that counted, in time order. */
    public List<Run> runs() {
        return List.copyOf(runs);
    }
}
