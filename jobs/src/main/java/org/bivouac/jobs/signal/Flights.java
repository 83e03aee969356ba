package org.bivouac.jobs.signal;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the stretches in which nothing pushes on a car: flights. Their ends are interpolated between samples.
 *
 * <pre>
 *   push  1 ──╮                   ╭──
 *             │                   │
 *    contact  ┼ · · · · · · · · · ┼ · ·   below: may be flying
 *       edge  ┼─╮               ╭─┼       zero + edge: here the flight begins and ends
 *       zero  ┴ ╰───────────────╯ ┴       middle value of the stretch
 * </pre>
 *
 * <p>The push of the ground fades while the tyres and springs relax, so where a flight begins is a matter of level: the lower
 * the better, down to what noise and the zero error of an accelerometer allow. The stretch's own median takes the zero error
 * away. Where a wheel skims the ground meanwhile, the longest part without counts.
 */
public final class Flights {
    /**
     * By what a flight is told; the push is a share of the weight.
     *
     * @param contact below it the car may be flying
     * @param edge so much above the middle value of the stretch a flight begins and ends
     * @param zero the middle value may be off 0 by this much
     * @param shortestSeconds a shorter one does not count, s
     * @param longestSeconds a longer stretch is something else, s
     */
    public record Rules(double contact, double edge, double zero, double shortestSeconds, double longestSeconds)
            implements Serializable {}

    /**
     * One flight.
     *
     * @param stretch index of the first sample of the stretch below contact that it lies in
     * @param from take-off, in samples
     * @param to touchdown, in samples
     */
    public record Flight(int stretch, double from, double to) {}

    private Flights() {}

    /**
     * The flights whose stretch begins in {@code [from, to)}, in order.
     *
     * @param push at equal steps of time; NaN where unknown. A stretch that has an end at a NaN or at an end of the array is
     *     left out: nobody saw its take-off or its landing
     * @param sharp the same less averaged, where the ends are looked up; as long as {@code push}
     * @param stepSeconds the step, s
     * @param from first sample
     * @param to behind the last
     */
    public static List<Flight> of(double[] push, double[] sharp, double stepSeconds, int from, int to, Rules rules) {
        List<Flight> flights = new ArrayList<>();
        long longest = Math.round(rules.longestSeconds / stepSeconds);
        for (int i = Math.max(1, from); i < to; i++) {
            if (push[i] < rules.contact && push[i - 1] >= rules.contact) {
                int end = i + 1;
                while (end < push.length && push[end] < rules.contact) {
                    end++;
                }
                if (end < push.length && push[end] >= rules.contact && end - i <= longest) {
                    Flight flight = flight(push, sharp, i, end, rules);
                    if (flight != null && (flight.to - flight.from) * stepSeconds >= rules.shortestSeconds) {
                        flights.add(flight);
                    }
                }
                i = end - 1;
            }
        }
        return flights;
    }

    /** The longest part of the stretch {@code [from, to)} below the edge; null if its middle value is not near 0. */
    private static Flight flight(double[] push, double[] sharp, int from, int to, Rules rules) {
        double zero = median(push, from, to);
        if (Math.abs(zero) > rules.zero) {
            return null;
        }
        double edge = Math.min(rules.contact, zero + rules.edge);
        int longestFrom = from;
        int longestTo = from;
        int i = from;
        while (i < to) {
            int end = i;
            while (end < to && push[end] < edge) {
                end++;
            }
            if (end - i > longestTo - longestFrom) {
                longestFrom = i;
                longestTo = end;
            }
            i = end + 1;
        }
        return longestTo == longestFrom ? null : ends(sharp, longestFrom, longestTo, edge, from);
    }

    /** From inside, where the average is below the edge, out to where what is averaged crosses it. */
    private static Flight ends(double[] sharp, int from, int to, double edge, int stretch) {
        int first = from;
        while (first < to && !(sharp[first] < edge)) {
            first++;
        }
        int last = to - 1;
        while (last > first && !(sharp[last] < edge)) {
            last--;
        }
        while (first > 0 && sharp[first - 1] < edge) {
            first--;
        }
        while (last + 1 < sharp.length && sharp[last + 1] < edge) {
            last++;
        }
        boolean seen = first > 0 && last > first && last + 1 < sharp.length;
        return seen && sharp[first - 1] >= edge && sharp[last + 1] >= edge
                ? new Flight(stretch, crossing(sharp, first - 1, edge), crossing(sharp, last, edge))
                : null;
    }

    /** Where the straight line from sample i to the next meets the level. */
    private static double crossing(double[] x, int i, double level) {
        return i + (level - x[i]) / (x[i + 1] - x[i]);
    }

    private static double median(double[] x, int from, int to) {
        double[] sorted = Arrays.copyOfRange(x, from, to);
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
