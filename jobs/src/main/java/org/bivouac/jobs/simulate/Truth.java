package org.bivouac.jobs.simulate;

import java.util.ArrayList;
import java.util.List;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.Unit;

/**
 * What the tables beside the sample must say, found without the pipeline: fuel and distance from the model's own state,
 * limits and load cycles by brute force over the values as the dumps hold them.
 */
final class Truth {
    /**
     * How often, when and how far a limit was exceeded.
     *
     * @param count stretches at least as long as the limit asks for
     * @param firstSeconds from the loggers' start to the first of them
     * @param seconds of all of them: samples beyond the limit over the rate
     * @param peak the extreme, in the limit's unit
     */
    record Exceedance(LimitRow limit, int count, double firstSeconds, double seconds, double peak, int rateHz) {}

    /**
     * Load cycles of one signal.
     *
     * @param closed cycles closed by the four-point rule
     * @param residue points left over
     * @param closedSum sum of range⁵ of the closed ones
     * @param halfSum the same with each pair of the residue as half a cycle
     * @param maxRange the largest range, residue included
     */
    record Cycles(int closed, int residue, double closedSum, double halfSum, double maxRange) {}

    private Truth() {}

    /** Looks at every sample; a stretch ends at the first sample on the right side. */
    static Exceedance exceedance(LimitRow limit, double sign, double[] values, double[] when, int rateHz) {
        int count = 0;
        int total = 0;
        int run = 0;
        double first = Double.NaN;
        double peak = Double.NEGATIVE_INFINITY;
        double runPeak = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= values.length; i++) {
            boolean beyond = i < values.length
                    && sign * values[i] > sign * limit.limitValue()
                    && (when == null || when[i] > limit.whenAbove());
            if (beyond) {
                run++;
                runPeak = Math.max(runPeak, sign * values[i]);
            } else {
                if (run > 0 && run >= limit.forS() * rateHz) {
                    first = count == 0 ? (i - run) / (double) rateHz : first;
                    count++;
                    total += run;
                    peak = Math.max(peak, runPeak);
                }
                run = 0;
                runPeak = Double.NEGATIVE_INFINITY;
            }
        }
        return new Exceedance(limit, count, first, total / (double) rateHz, sign * peak, rateHz);
    }

    /** All limits that a drive's recordings exceed; a limit's condition is read where the same dump records it. */
    static List<Exceedance> exceedances(List<LimitRow> limits, List<Recording> recordings) {
        List<Exceedance> found = new ArrayList<>();
        for (LimitRow limit : limits) {
            Recording recording = find(recordings, limit.channel());
            if (recording == null) {
                continue;
            }
            Recording when = limit.whenChannel() == null ? null : find(recordings, limit.whenChannel());
            Exceedance exceedance = exceedance(
                    limit,
                    limit.side().equals("above") ? 1 : -1,
                    recording.in(Unit.of(limit.unit()).orElseThrow()),
                    when == null ? null : when.values(),
                    recording.sensor().rateHz());
            if (exceedance.count() > 0) {
                found.add(exceedance);
            }
        }
        return found;
    }

    /** The recording of a model's channel; null when the drive has none. */
    static Recording find(List<Recording> recordings, String channel) {
        for (Recording recording : recordings) {
            if (recording.sensor().channel().equals(channel)) {
                return recording;
            }
        }
        return null;
    }

    /** Counts by the four-point rule, in the plainest way: missing samples left out, every point on one list. */
    static Cycles cycles(double[] values) {
        List<Double> stack = new ArrayList<>();
        int closed = 0;
        double closedSum = 0;
        double maxRange = 0;
        for (double point : turningPoints(values)) {
            stack.add(point);
            while (stack.size() >= 4) {
                int top = stack.size();
                double outer = Math.abs(stack.get(top - 4) - stack.get(top - 3));
                double inner = Math.abs(stack.get(top - 3) - stack.get(top - 2));
                double last = Math.abs(stack.get(top - 2) - stack.get(top - 1));
                if (inner > outer || inner > last) {
                    break;
                }
                closed++;
                closedSum += fifthPower(inner);
                stack.remove(top - 2);
                stack.remove(top - 3);
            }
        }
        double halfSum = closedSum;
        for (int i = 1; i < stack.size(); i++) {
            double range = Math.abs(stack.get(i) - stack.get(i - 1));
            maxRange = Math.max(maxRange, range);
            halfSum += 0.5 * fifthPower(range);
        }
        return new Cycles(closed, stack.size(), closedSum, halfSum, maxRange);
    }

    private static List<Double> turningPoints(double[] values) {
        List<Double> kept = new ArrayList<>();
        for (double value : values) {
            if (Double.isNaN(value) || (!kept.isEmpty() && kept.get(kept.size() - 1) == value)) {
                continue;
            }
            int size = kept.size();
            if (size >= 2 && (kept.get(size - 1) > kept.get(size - 2)) == (value > kept.get(size - 1))) {
                kept.set(size - 1, value);
            } else {
                kept.add(value);
            }
        }
        return kept;
    }

    private static double fifthPower(double range) {
        return range * range * range * range * range;
    }
}
