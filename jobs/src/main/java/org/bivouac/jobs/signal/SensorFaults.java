package org.bivouac.jobs.signal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds where a sensor cannot be believed, sample by sample in order of time: the same intervals however the samples are
 * handed over.
 *
 * <ul>
 *   <li>{@link Kind#IMPLAUSIBLE}: beyond the plausible range.
 *   <li>{@link Kind#SPIKE}: at most {@value #SPIKE_SAMPLES} samples away by a step that cannot be true, and back.
 *   <li>{@link Kind#STUCK}: the very same value for longer than {@code constantSeconds} in which the car moved. The run's
 *       first sample was still measured and is no part of it.
 *   <li>{@link Kind#SATURATED}: the very same value for longer than {@value #STEP_SECONDS} s, if a step that cannot be true
 *       led into it or out of it; or for longer than {@code railSeconds} in which the car moved, if it is the lowest or
 *       highest that the sensor ever read, or a peak or trough of the very same height {@value #CLIPPED_PEAKS} times with
 *       nothing beyond it in between.
 *   <li>{@link Kind#DROPOUT}: no value for longer than the channel's gap limit and five times its mean interval.
 *   <li>{@link Kind#UNUSABLE}: the whole signal, when a fifth of it is implausible or it has more faults than can be
 *       listed: a wrong unit, a wrong calibration, or a broken cable.
 * </ul>
 *
 * <pre>
 *   2.0 2.1 9.7 2.1 2.2 2.2 2.2 … 2.2 2.3        spike: 9.7; stuck: from the second 2.2, if longer than constantSeconds
 * </pre>
 */
public final class SensorFaults {
    /** A spike has at most so many samples: more is a level. */
    public static final int SPIKE_SAMPLES = 3;

    /** More intervals than this make a channel unusable; keeps memory bounded. */
    static final int MOST_INTERVALS = 10_000;

    /** A level behind a step that cannot be true is believed if it is left sooner, s. */
    static final double STEP_SECONDS = 1;

    /** Flat peaks of one height in a row: chance makes one. */
    static final int CLIPPED_PEAKS = 5;

    /** A clipped signal comes to its level and leaves it by more of the sensor's steps than this. */
    private static final double COARSE_STEPS = 2;

    private static final double UNUSABLE_SHARE = 0.2;
    private static final double DROPOUT_INTERVALS = 5;

    private final Rules rules;
    private final Stretches moving;
    private final long gapMicros;
    private final List<Interval> found = new ArrayList<>();
    private final List<Interval> gaps = new ArrayList<>();
    private final List<Interval> atLowest = new ArrayList<>();
    private final List<Interval> atHighest = new ArrayList<>();
    private final List<Interval> clipped = new ArrayList<>();

    // Flat peaks, and flat troughs, of one height since something was beyond it.
    private final List<Interval> peaks = new ArrayList<>();
    private final List<Interval> troughs = new ArrayList<>();

    private long first = Long.MIN_VALUE;
    private long last = Long.MIN_VALUE;
    private long valid;
    private long implausible;

    // The stretch beyond the plausible range that is open.
    private long beyondFrom;
    private long beyondTo;
    private long beyondSamples;
    private double beyondValue;

    // The last sample that was no step too far, and those after it that were.
    private long goodMicros = Long.MIN_VALUE;
    private double good;
    private final long[] awayMicros = new long[SPIKE_SAMPLES];
    private double lastAway;
    private double furthest;
    private int away;

    // The run of equal values that is open.
    private double runValue = Double.NaN;
    private long runFirst;
    private long runSecond;
    private long runLast;
    private long runSamples;
    private boolean runEnteredByStep;
    private double runBefore = Double.NaN;
    private double step = Double.POSITIVE_INFINITY;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    /**
     * Of one channel.
     *
     * @param moving when the car moved; without any stretch nothing is stuck
     */
    public SensorFaults(Rules rules, Stretches moving) {
        this.rules = rules;
        this.moving = moving;
        gapMicros = Math.round(rules.maxGapSeconds * 1e6);
    }

    /** What is wrong. */
    public enum Kind {
        IMPLAUSIBLE,
        SPIKE,
        STUCK,
        SATURATED,
        DROPOUT,
        UNUSABLE
    }

    /**
     * By what a sensor is judged; NaN: not by that.
     *
     * @param min lowest plausible value
     * @param max highest plausible value
     * @param constantSeconds longest time at one value while the car moves, s
     * @param railSeconds longest time at an end of its range while the car moves, s
     * @param maxStep largest step between neighbours, and per second between them
     * @param maxGapSeconds longest time between samples that is no gap, s; not NaN
     */
    public record Rules(
            double min, double max, double constantSeconds, double railSeconds, double maxStep, double maxGapSeconds) {}

    /**
     * A stretch that is not to be believed.
     *
     * @param from first instant, µs, inclusive
     * @param to last instant, µs, inclusive
     * @param samples values in it; 0 for a dropout
     * @param value the one value, or the most extreme; NaN for a dropout
     */
    public record Interval(Kind kind, long from, long to, long samples, double value) {}

    /** Adds samples {@code [begin, end)}, later than all before: times in µs, values with NaN where missing. */
    public void add(long[] micros, double[] values, int begin, int end) {
        for (int i = begin; i < end; i++) {
            double value = values[i];
            if (value == runValue && micros[i] - last <= gapMicros && away == 0) {
                // By far the most common case for slow channels, and nothing can be wrong but the run's length.
                runSecond = runSamples == 1 ? micros[i] : runSecond;
                runLast = micros[i];
                runSamples++;
                valid++;
                last = micros[i];
                goodMicros = micros[i];
            } else if (!Double.isNaN(value)) {
                sample(micros[i], value);
            }
        }
    }

    private void sample(long now, double value) {
        if (valid == 0) {
            first = now;
        } else if (now - last > gapMicros) {
            if (gaps.size() <= MOST_INTERVALS) {
                gaps.add(new Interval(Kind.DROPOUT, last + 1, now - 1, 0, Double.NaN));
            }
            breakOff();
        }
        long before = last;
        last = now;
        valid++;
        if (value < rules.min || value > rules.max) {
            beyond(now, value);
            return;
        }
        endBeyond();
        step(now, value);
        run(now, value, before);
    }

    private void beyond(long now, double value) {
        endRun(false, Double.NaN);
        if (beyondSamples == 0) {
            beyondFrom = now;
            beyondValue = value;
        }
        beyondTo = now;
        beyondSamples++;
        implausible++;
        boolean further = value > rules.max ? value > beyondValue : value < beyondValue;
        beyondValue = further ? value : beyondValue;
    }

    private void endBeyond() {
        if (beyondSamples > 0) {
            keep(found, new Interval(Kind.IMPLAUSIBLE, beyondFrom, beyondTo, beyondSamples, beyondValue));
            beyondSamples = 0;
        }
    }

    /** Whether a step can be true; always, when the channel has no largest step. */
    private boolean isPossible(double from, long fromMicros, double to, long toMicros) {
        return !(Math.abs(to - from) > rules.maxStep * (1 + (toMicros - fromMicros) / 1e6));
    }

    private void step(long now, double value) {
        if (goodMicros == Long.MIN_VALUE || isPossible(good, goodMicros, value, now)) {
            // A spike comes back as it went; what only drifts back into reach was a level.
            if (away > 0 && !isPossible(lastAway, awayMicros[away - 1], value, now)) {
                keep(found, new Interval(Kind.SPIKE, awayMicros[0], awayMicros[away - 1], away, furthest));
            }
        } else if (away < SPIKE_SAMPLES) {
            furthest = away == 0 || Math.abs(value - good) > Math.abs(furthest - good) ? value : furthest;
            lastAway = value;
            awayMicros[away++] = now;
            return;
        }
        // In reach, or away for so long that it is the new level.
        good = value;
        goodMicros = now;
        away = 0;
    }

    private void run(long now, double value, long before) {
        if (value == runValue) {
            runSecond = runSamples == 1 ? now : runSecond;
            runLast = now;
            runSamples++;
            return;
        }
        boolean isStep = !Double.isNaN(runValue) && !isPossible(runValue, before, value, now);
        double from = runValue;
        step = Double.isNaN(from) ? step : Math.min(step, Math.abs(value - from));
        endRun(isStep, value);
        runBefore = from;
        runValue = value;
        runFirst = now;
        runSecond = now;
        runLast = now;
        runSamples = 1;
        runEnteredByStep = isStep;
        if (!peaks.isEmpty() && value > peaks.get(0).value) {
            endFlat(peaks);
        }
        if (!troughs.isEmpty() && value < troughs.get(0).value) {
            endFlat(troughs);
        }
        if (value < lowest) {
            lowest = value;
            atLowest.clear();
        }
        if (value > highest) {
            highest = value;
            atHighest.clear();
        }
    }

    /** The run is over; {@code next} is the value behind it, NaN when there is none. */
    private void endRun(boolean leftByStep, double next) {
        if (runSamples > SPIKE_SAMPLES) {
            double seconds = (runLast - runFirst) / 1e6;
            if (seconds > STEP_SECONDS && (runEnteredByStep || leftByStep)) {
                keep(found, new Interval(Kind.SATURATED, runFirst, runLast, runSamples, runValue));
            } else if (seconds > rules.constantSeconds && moving.seconds(runFirst, runLast) > rules.constantSeconds) {
                keep(found, new Interval(Kind.STUCK, runSecond, runLast, runSamples - 1, runValue));
            } else if (seconds > rules.railSeconds && moving.seconds(runFirst, runLast) > rules.railSeconds) {
                Interval interval = new Interval(Kind.SATURATED, runFirst, runLast, runSamples, runValue);
                if (runValue == lowest) {
                    keep(atLowest, interval);
                }
                if (runValue == highest) {
                    keep(atHighest, interval);
                }
                // A slow signal of coarse steps has flat peaks of its own, with the next step beside them.
                if (Math.min(Math.abs(runBefore - runValue), Math.abs(next - runValue)) > COARSE_STEPS * step) {
                    if (runBefore < runValue && next < runValue) {
                        flat(peaks, interval);
                    } else if (runBefore > runValue && next > runValue) {
                        flat(troughs, interval);
                    }
                }
            }
        }
        runValue = Double.NaN;
        runSamples = 0;
    }

    private void flat(List<Interval> list, Interval interval) {
        if (!list.isEmpty() && list.get(0).value != interval.value) {
            endFlat(list);
        }
        keep(list, interval);
    }

    private void endFlat(List<Interval> list) {
        if (list.size() >= CLIPPED_PEAKS) {
            list.forEach(interval -> keep(clipped, interval));
        }
        list.clear();
    }

    /** Behind a gap everything starts anew. */
    private void breakOff() {
        endBeyond();
        endRun(false, Double.NaN);
        goodMicros = Long.MIN_VALUE;
        away = 0;
    }

    private static void keep(List<Interval> list, Interval interval) {
        if (list.size() <= MOST_INTERVALS) {
            list.add(interval);
        }
    }

    /**
     * All intervals in order of their beginning; each kind's are disjoint.
     *
     * @param logFirst first instant of the log, µs: a channel that begins later has dropped out before
     * @param logLast last instant of the log
     */
    public List<Interval> finish(long logFirst, long logLast) {
        breakOff();
        endFlat(peaks);
        endFlat(troughs);
        if (valid == 0) {
            return List.of();
        }
        if (implausible > UNUSABLE_SHARE * valid || found.size() > MOST_INTERVALS) {
            return List.of(new Interval(Kind.UNUSABLE, first, last, valid, Double.NaN));
        }
        List<Interval> all = new ArrayList<>(found);
        if (lowest < highest) {
            all.addAll(atLowest);
            all.addAll(atHighest);
            clipped.stream()
                    .filter(interval -> interval.value != lowest && interval.value != highest)
                    .forEach(all::add);
        }
        gaps.add(new Interval(Kind.DROPOUT, logFirst, first - 1, 0, Double.NaN));
        gaps.add(new Interval(Kind.DROPOUT, last + 1, logLast, 0, Double.NaN));
        double typical = (double) (last - first) / valid;
        if (gaps.size() <= MOST_INTERVALS) {
            gaps.stream()
                    .filter(gap -> gap.to - gap.from > Math.max(gapMicros, DROPOUT_INTERVALS * typical))
                    .forEach(all::add);
        }
        all.sort(Comparator.comparingLong(Interval::from).thenComparing(Interval::kind));
        return List.copyOf(all);
    }
}
