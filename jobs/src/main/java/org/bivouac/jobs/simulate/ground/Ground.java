package org.bivouac.jobs.simulate.ground;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The ground that one car drives over, node by node, one metre along the road from each to the next. Values between nodes
 * are on the straight line.
 *
 * <p>The arrays have {@code metres + 1} elements: slope (height over way, so the sine of the angle), curvature (1/m, left
 * positive), limit (what corners and terrain allow a driver with pace 1, m/s), crest (what crests and hollows in sight
 * allow, m/s).
 */
public final class Ground {
    /** Samples of the profile in a metre. */
    public static final int PER_METRE = 20;

    final float[] slope;
    final float[] curvature;
    final float[] limit;
    final float[] crest;
    final byte[] kind;
    final List<Bump> bumps;
    final List<Terrain> terrains;
    final long seed;

    /** Where detours begin on the car's own way, and their lengths; in driving order. */
    private final int[] detourAt;

    private final int[] detourMetres;

    Ground(
            float[] slope,
            float[] curvature,
            float[] limit,
            float[] crest,
            byte[] kind,
            List<Bump> bumps,
            List<Terrain> terrains,
            long seed,
            int[] detourAt,
            int[] detourMetres) {
        this.slope = slope;
        this.curvature = curvature;
        this.limit = limit;
        this.crest = crest;
        this.kind = kind;
        this.bumps = bumps;
        this.terrains = terrains;
        this.seed = seed;
        this.detourAt = detourAt;
        this.detourMetres = detourMetres;
    }

    /** Length of the way, m. */
    public int metres() {
        return slope.length - 1;
    }

    /** The terrain at a place; before the start and after the end that of the nearest. */
    public Terrain terrain(double atMetre) {
        return terrains.get(kind[Math.max(0, Math.min(metres(), (int) atMetre))]);
    }

    /** Sine of the slope's angle. */
    public double slope(double atMetre) {
        return between(slope, atMetre);
    }

    /** Curvature of the way seen from above, 1/m, left positive. */
    public double curvature(double atMetre) {
        return between(curvature, atMetre);
    }

    /** What a driver drives at a node, m/s: {@code pace} scales what ground allows, {@code boldness} is in g over crests. */
    public double speed(int node, double pace, double boldness) {
        return Math.min(limit[node] * pace, crest[node] * Math.sqrt(boldness));
    }

    /** The place on the plan for a place on the car's own way; within a detour the place where it began. */
    public double planMetre(double atMetre) {
        double plan = atMetre;
        for (int i = 0; i < detourAt.length && atMetre > detourAt[i]; i++) {
            plan -= Math.min(detourMetres[i], atMetre - detourAt[i]);
        }
        return plan;
    }

    /** The place on the car's own way for a place on the plan; before a detour that begins there. */
    public double ownMetre(double planMetre) {
        double own = planMetre;
        for (int i = 0; i < detourAt.length && own > detourAt[i]; i++) {
            own += detourMetres[i];
        }
        return own;
    }

    /** Whether a place lies on a detour. */
    public boolean onDetour(double atMetre) {
        for (int i = 0; i < detourAt.length; i++) {
            if (atMetre > detourAt[i] && atMetre < detourAt[i] + detourMetres[i]) {
                return true;
            }
        }
        return false;
    }

    /** The same ground with detours, which no other car drives. */
    public Ground with(List<Detour> detours) {
        List<Detour> sorted = new ArrayList<>(detours);
        sorted.sort(Comparator.comparingInt(Detour::atMetre));
        int extra = sorted.stream().mapToInt(Detour::metres).sum();
        int nodes = slope.length + extra;
        Ground made = new Ground(
                new float[nodes],
                new float[nodes],
                new float[nodes],
                new float[nodes],
                new byte[nodes],
                new ArrayList<>(),
                terrains,
                seed,
                new int[sorted.size()],
                new int[sorted.size()]);
        int from = 0;
        int to = 0;
        for (int i = 0; i < sorted.size(); i++) {
            Detour detour = sorted.get(i);
            int count = detour.atMetre() - from;
            copy(made, from, to, count);
            made.detourAt[i] = to + count;
            made.detourMetres[i] = detour.metres();
            made.lay(detour, to + count, this);
            from += count;
            to += count + detour.metres();
        }
        copy(made, from, to, slope.length - from);
        for (Bump bump : bumps) {
            made.bumps.add(new Bump(made.ownMetre(bump.atMetre()), bump.metres(), bump.height(), bump.track()));
        }
        return made;
    }

    private void copy(Ground made, int from, int to, int count) {
        System.arraycopy(slope, from, made.slope, to, count);
        System.arraycopy(curvature, from, made.curvature, to, count);
        System.arraycopy(limit, from, made.limit, to, count);
        System.arraycopy(crest, from, made.crest, to, count);
        System.arraycopy(kind, from, made.kind, to, count);
    }

    private void lay(Detour detour, int at, Ground plan) {
        Terrain here = plan.terrain(detour.atMetre());
        int out = detour.outMetres();
        double crawl = Math.sqrt(here.lateralG() * 9.81 * Detour.RADIUS);
        for (int i = 0; i < detour.metres(); i++) {
            boolean turns = (i >= out && i < out + Detour.TURN_METRES) || i >= 2 * out + Detour.TURN_METRES;
            // Out and back over the same hills: the slope is odd about the turn, so the height closes.
            int way = i < out ? i : 2 * out + Detour.TURN_METRES - 1 - i;
            double hill = turns ? 0 : here.slope() * StrictMath.sin(2 * StrictMath.PI * (way + 0.5) / out);
            slope[at + i] = (float) (i < out ? hill : -hill);
            curvature[at + i] = (float) (turns ? 1 / Detour.RADIUS : 0);
            // Whoever doubts the way drives slowly.
            limit[at + i] = (float) Math.min(turns ? crawl : 99, 0.7 * here.cruiseMetresPerSecond());
            crest[at + i] = 99;
            kind[at + i] = plan.kind[detour.atMetre()];
        }
    }

    private static double between(float[] nodes, double atMetre) {
        double inside = Math.max(0, Math.min(nodes.length - 1.000001, atMetre));
        int node = (int) inside;
        return nodes[node] + (nodes[node + 1] - nodes[node]) * (inside - node);
    }
}
