package org.bivouac.jobs.signal;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds where a track comes back to itself, by erasing loops as they close: what is left is the way that led on, what was
 * erased was driven in vain.
 *
 * <pre>
 *        ╭──╮ turns back
 *        │  │              The track goes up, turns, comes down beside itself: each place that it comes
 *   ─────┴──┴─────▶        by again is struck out, until it leaves where it went wrong.
 *        A  B
 * </pre>
 *
 * <p>A track is back where it was when it comes near an earlier place that is not struck out, at about the same height,
 * having driven long enough since, and along the same line: in the same direction it has closed a loop, in the other one it
 * drives its own way back. Two ways that merely cross are neither. Struck out is all since that place. Driving back, place
 * after place is struck out as long as the car follows its own track.
 *
 * <p>The loop-erased path is that of G. F. Lawler (Duke Mathematical Journal 47, 1980, p. 655), with a distance for "the same
 * place". A circuit driven lap after lap is found lap after lap: whether a return was planned, a track alone does not tell.
 */
public final class TrackReturns {
    /** Places of a track are looked at so far apart, m. */
    private static final double STEP_METRES = 5;

    /** A car that stands does not move by so much on its own counter, m. */
    private static final double LEAST_WAY_METRES = 2.5;

    /** Cosine of the angle between two directions along one line. */
    private static final double ALONG = 0.7;

    /** A car that follows its track back is near it again within such a way, m. */
    private static final double CHAIN_METRES = 120;

    private final double[] x;
    private final double[] y;
    private final double[] height;
    private final double[] way;
    private final Rules rules;

    /** Places that are looked at: their samples and the directions there. */
    private final int[] at;

    private final double[] east;
    private final double[] north;
    private final int places;

    /** The way that led on: places that are not struck out, and how long it was up to each, m. */
    private final int[] kept;

    private final double[] keptMetres;
    private int size;

    private final Map<Long, int[]> cells = new HashMap<>();

    /**
     * By what a return is told.
     *
     * @param nearMetres two places are the same when they are so near
     * @param leastMetres shorter loops do not count
     * @param longestMetres longer ones neither; nor does a longer way back
     * @param heightMetres two places that differ by more in height are not the same
     */
    public record Rules(double nearMetres, double leastMetres, double longestMetres, double heightMetres)
            implements Serializable {}

    /**
     * One wrong way.
     *
     * @param from sample at which the track left the way that led on
     * @param to sample at which it was back there
     * @param returns how many loops it came back by
     */
    public record Return(int from, int to, int returns) {}

    private TrackReturns(double[] x, double[] y, double[] height, double[] way, Rules rules) {
        this.x = x;
        this.y = y;
        this.height = height;
        this.way = way;
        this.rules = rules;
        int[] all = new int[x.length];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(x[i] + y[i] + way[i])) {
                continue;
            }
            int last = n == 0 ? -1 : all[n - 1];
            if (last < 0 || (way[i] - way[last] >= LEAST_WAY_METRES && apart(i, last) >= STEP_METRES)) {
                all[n++] = i;
            }
        }
        at = Arrays.copyOf(all, n);
        places = n;
        east = new double[n];
        north = new double[n];
        for (int k = 0; k < n; k++) {
            int before = at[Math.max(0, k - 1)];
            int behind = at[Math.min(n - 1, k + 1)];
            double length = apart(before, behind);
            east[k] = length == 0 ? 0 : (x[behind] - x[before]) / length;
            north[k] = length == 0 ? 0 : (y[behind] - y[before]) / length;
        }
        kept = new int[n];
        keptMetres = new double[n];
    }

    /**
     * The wrong ways of a track, in order of time; none overlaps another.
     *
     * @param x metres east of anywhere, in order of time; NaN where unknown
     * @param y metres north
     * @param height metres above anywhere; NaN where unknown, which rules nothing out; as long as {@code x}, or null
     * @param way metres driven so far, not falling; NaN where unknown
     */
    public static List<Return> of(double[] x, double[] y, double[] height, double[] way, Rules rules) {
        return new TrackReturns(x, y, height, way, rules).found();
    }

    private double apart(int i, int j) {
        return Math.hypot(x[i] - x[j], y[i] - y[j]);
    }

    /** A wrong way that may still go on: where it began and where the car was back last, in {@link #kept}; both, and its end, in {@link #at}. */
    private static final class Open {
        private int from;
        private int back;
        private int place;
        private int to;
        private int returns = 1;
    }

    private List<Return> found() {
        List<Open> all = new ArrayList<>();
        Open open = null;
        double erased = 0;
        for (int k = 0; k < places; k++) {
            double metres = way[at[k]] - way[at[0]] - erased;
            if (open != null && way[at[k]] - way[at[open.to]] > CHAIN_METRES) {
                open = null;
            }
            int match = match(k, metres, open != null);
            if (match < 0) {
                push(k, metres);
                continue;
            }
            boolean follows = open != null && metres - keptMetres[match] < rules.leastMetres;
            if (!follows) {
                open = new Open();
                open.from = Integer.MAX_VALUE;
                all.add(open);
            }
            erased += metres - keptMetres[match];
            cut(match + 1);
            open.to = k;
            open.back = match;
            if (match < open.from) {
                open.from = match;
                open.place = kept[match];
            }
            // Whatever began behind the place to which the car is back, or just before it, is part of the same wrong
            // way.
            while (all.size() > 1
                    && keptMetres[Math.min(open.from, all.get(all.size() - 2).back)]
                            >= keptMetres[open.from] - CHAIN_METRES) {
                Open before = all.remove(all.size() - 2);
                open.returns += before.returns;
                if (before.from < open.from) {
                    open.from = before.from;
                    open.place = before.place;
                }
            }
        }
        return all.stream()
                .map(this::closed)
                .filter(one -> way[one.to()] - way[one.from()] <= rules.longestMetres)
                .toList();
    }

    /**
     * The nearest place of the kept way that this one is, along one line; −1 for none.
     *
     * @param metres how long the kept way is up to here
     * @param chained whether the car has been driving its way back
     */
    private int match(int k, double metres, boolean chained) {
        int here = at[k];
        long column = cell(x[here]);
        long row = cell(y[here]);
        int best = -1;
        double nearest = rules.nearMetres;
        for (long c = column - 1; c <= column + 1; c++) {
            for (long r = row - 1; r <= row + 1; r++) {
                int[] cell = cells.get(key(c, r));
                for (int n = cell == null ? 0 : cell[0]; n > 0; n--) {
                    int place = cell[n];
                    double gap = metres - keptMetres[place];
                    double apart = apart(here, at[kept[place]]);
                    double cosine = east[k] * east[kept[place]] + north[k] * north[kept[place]];
                    boolean isLong = gap >= rules.leastMetres && gap <= rules.longestMetres;
                    if (apart <= nearest
                            && (isLong ? Math.abs(cosine) >= ALONG : chained && cosine <= -ALONG && gap >= 0)
                            && !(Math.abs(heightOf(here) - heightOf(at[kept[place]])) > rules.heightMetres)) {
                        best = place;
                        nearest = apart;
                    }
                }
            }
        }
        return best;
    }

    private double heightOf(int sample) {
        return height == null ? Double.NaN : height[sample];
    }

    private long cell(double metres) {
        return (long) Math.floor(metres / rules.nearMetres);
    }

    private static long key(long column, long row) {
        return column * 4_000_037L + row;
    }

    /** Puts a place on the kept way; a cell holds the number of its places and then these, the last one last. */
    private void push(int k, double metres) {
        kept[size] = k;
        keptMetres[size] = metres;
        cells.compute(key(cell(x[at[k]]), cell(y[at[k]])), (key, cell) -> {
            int[] grown = cell == null ? new int[4] : cell;
            if (grown[0] + 1 == grown.length) {
                grown = Arrays.copyOf(grown, 2 * grown.length);
            }
            grown[++grown[0]] = size;
            return grown;
        });
        size++;
    }

    /** Strikes out all but the first {@code length} places. */
    private void cut(int length) {
        while (size > length) {
            int sample = at[kept[--size]];
            cells.get(key(cell(x[sample]), cell(y[sample])))[0]--;
        }
    }

    /** The end is where the car is closest to where it went wrong and goes the old way, if that is soon; else where it was last on its track. */
    private Return closed(Open loop) {
        int end = loop.to;
        int start = at[loop.place];
        double nearest = rules.nearMetres;
        for (int k = loop.to; k < places && way[at[k]] - way[at[loop.to]] <= CHAIN_METRES; k++) {
            double cosine = east[k] * east[loop.place] + north[k] * north[loop.place];
            if (cosine >= ALONG && apart(at[k], start) < nearest) {
                nearest = apart(at[k], start);
                end = k;
            }
        }
        return new Return(start, at[end], loop.returns);
    }
}
