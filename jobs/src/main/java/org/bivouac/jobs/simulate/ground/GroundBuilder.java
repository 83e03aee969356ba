package org.bivouac.jobs.simulate.ground;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lays the ground of a stage: corners, hills, dunes, jumps and obstacles, drawn from a seed. */
public final class GroundBuilder {
    private static final double GRAVITY = 9.80665;

    /** What no car reaches, m/s. */
    private static final double FASTEST = 70;

    private static final double COUNTRY_METRES = 43_000;
    private static final double COUNTRY_SLOPE = 0.018;

    private final List<Terrain> terrains;
    private final int nodes;
    private final float[] slope;
    private final float[] curvature;
    private final float[] limit;
    private final float[] crest;
    private final byte[] kind;
    private final boolean[] unseen;
    private final List<Bump> bumps = new ArrayList<>();

    private GroundBuilder(List<Piece> pieces, Terrains terrains) {
        this.terrains = terrains.all();
        nodes = pieces.stream().mapToInt(Piece::metres).sum() + 1;
        slope = new float[nodes];
        curvature = new float[nodes];
        limit = new float[nodes];
        crest = new float[nodes];
        kind = new byte[nodes];
        unseen = new boolean[nodes];
        int at = 0;
        for (Piece piece : pieces) {
            byte index = (byte) (piece.isHalt() ? 0 : this.terrains.indexOf(terrains.named(piece.terrain())));
            for (int i = 0; i < piece.metres(); i++) {
                kind[at++] = index;
            }
        }
        kind[nodes - 1] = kind[Math.max(0, nodes - 2)];
    }

    /**
     * The ground of a stage.
     *
     * @param pieces the plan in driving order; halts lay nothing
     * @param jumps where ramps stand besides those that the terrain brings, m from the stage's start
     * @param seed of the stage
     */
    public static Ground build(List<Piece> pieces, Terrains terrains, List<Integer> jumps, long seed) {
        GroundBuilder builder = new GroundBuilder(pieces, terrains);
        Noise noise = new Noise(seed);
        builder.hills(noise.fork("hills"));
        builder.dunes(noise.fork("dunes"));
        builder.jumps(jumps, noise.fork("jumps"));
        builder.corners(noise.fork("corners"));
        builder.pace(noise.fork("pace"));
        builder.crests();
        builder.obstacles(noise.fork("obstacles"));
        return new Ground(
                builder.slope,
                builder.curvature,
                builder.limit,
                builder.crest,
                builder.kind,
                builder.bumps,
                builder.terrains,
                seed,
                new int[0],
                new int[0]);
    }

    private Terrain at(int node) {
        return terrains.get(kind[Math.min(node, nodes - 1)]);
    }

    /**
     * Three waves of drifting length on a long one, the country's own; the steepness of the terrain fades in over some fifty
     * metres.
     */
    private void hills(Noise noise) {
        double[] phase = {noise.uniform(0, 6), noise.uniform(0, 6), noise.uniform(0, 6)};
        double[] share = {0.45, 1, 2.3};
        double[] stretch = {1, 1, 1};
        double steepness = at(0).slope();
        double origin = noise.uniform(0, 6);
        for (int i = 0; i < nodes; i++) {
            Terrain here = at(i);
            steepness += (here.slope() - steepness) / 50;
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                if (i % 100 == 0) {
                    stretch[j] = noise.uniform(0.7, 1.4);
                }
                phase[j] += 2 * StrictMath.PI * share[j] * stretch[j] / here.hillMetres();
                sum += StrictMath.sin(phase[j]) / (0.5 + share[j]);
            }
            double country = COUNTRY_SLOPE * StrictMath.sin(origin + 2 * StrictMath.PI * i / COUNTRY_METRES);
            slope[i] = (float) (0.7 * steepness * sum + country);
        }
    }

    /** A dune rises gently, turns over within some metres, and falls steeply to the height where it began. */
    private void dunes(Noise noise) {
        int at = 60;
        while (at < nodes - 400) {
            double perKm = at(at).dunesPerKm();
            if (perKm == 0) {
                at += 100;
                continue;
            }
            double up = noise.uniform(0.09, 0.19);
            double down = -noise.uniform(0.20, 0.36);
            int rise = (int) noise.uniform(40, 120);
            int turn = (int) noise.uniform(7, 15);
            int fall = (int) Math.max(6, -(up * rise) / down - turn / 2.0);
            int foot = (int) noise.uniform(12, 22);
            int end = at + 30 + rise + turn + fall + foot;
            if (at(end).dunesPerKm() > 0) {
                blend(at, at + 30, up);
                blend(at + 30, at + 30 + rise, up);
                blend(at + 30 + rise, at + 30 + rise + turn, down);
                blend(at + 30 + rise + turn, at + 30 + rise + turn + fall, down);
                blend(end - foot, end, 0);
            }
            at = end + (int) Math.max(0, (1000 / perKm - (end - at)) * noise.uniform(0.2, 1.8));
        }
    }

    /** Leads the slope from what it is before {@code from} to {@code goal} at {@code to}, without a kink. */
    private void blend(int from, int to, double goal) {
        double before = slope[from];
        for (int i = from; i <= to && i < nodes; i++) {
            double share = (i - from) / (double) (to - from);
            double smooth = share * share * (3 - 2 * share);
            slope[i] = (float) (before + (goal - before) * smooth);
        }
    }

    private void jumps(List<Integer> asked, Noise noise) {
        List<Integer> places = new ArrayList<>(asked);
        for (int km = 0; km < nodes / 1000; km++) {
            if (noise.uniform(0, 1) < at(1000 * km + 500).jumpsPerKm()) {
                places.add(1000 * km + (int) noise.uniform(100, 900));
            }
        }
        for (int place : places) {
            if (place < 40 || place > nodes - 80) {
                continue;
            }
            double up = noise.uniform(0.09, 0.15);
            blend(place - 16, place - 10, up);
            blend(place - 10, place, up);
            blend(place, place + 3, -0.5 * up);
            blend(place + 3, place + 30, -0.5 * up);
            blend(place + 30, place + 40, 0);
            for (int i = place - 20; i < place + 6; i++) {
                unseen[i] = true;
            }
        }
    }

    private void corners(Noise noise) {
        int at = 80;
        while (at < nodes) {
            Terrain here = at(at);
            double radius = here.cornerMetres() * StrictMath.exp(noise.uniform(0, 2.2));
            double side = noise.uniform(0, 1) < 0.5 ? 1 : -1;
            int length = (int) Math.max(8, radius * noise.uniform(0.5, 1.6));
            for (int i = 0; i < length && at + i < nodes; i++) {
                double shape = StrictMath.sin(StrictMath.PI * (i + 0.5) / length);
                curvature[at + i] = (float) (side * shape * shape / radius);
            }
            at += length + (int) (here.cornerGapMetres() * noise.uniform(0.15, 1.85));
        }
    }

    /** What the ground allows: sight, dust and navigation make a driver faster and slower every few hundred metres. */
    private void pace(Noise noise) {
        double pace = 1;
        double wanted = 1;
        int next = 0;
        for (int i = 0; i < nodes; i++) {
            Terrain here = at(i);
            if (i >= next) {
                wanted = here.name().equals("asphalt") ? noise.uniform(0.86, 1.02) : noise.uniform(0.50, 1.10);
                next = i + (int) noise.uniform(150, 700);
            }
            pace += (wanted - pace) / 40;
            double corner = Math.sqrt(here.lateralG() * GRAVITY / Math.max(Math.abs(curvature[i]), 1e-5));
            limit[i] = (float) Math.min(FASTEST, Math.min(here.cruiseMetresPerSecond() * pace, corner));
        }
    }

    /** The speed at which the car would become weightless over a crest, or pressed with twice its weight in a hollow. */
    private void crests() {
        for (int i = 0; i < nodes; i++) {
            int before = Math.max(0, i - 2);
            int after = Math.min(nodes - 1, i + 2);
            double bend = Math.abs((slope[after] - slope[before]) / (after - before));
            crest[i] = (float) (unseen[i] ? FASTEST : Math.min(FASTEST, Math.sqrt(GRAVITY / Math.max(bend, 1e-4))));
        }
    }

    private void obstacles(Noise noise) {
        for (int metre = 100; metre < nodes - 20; metre += 10) {
            Terrain here = at(metre);
            if (draw(noise, here.rutsPerKm())) {
                bumps.add(
                        new Bump(metre + noise.uniform(0, 9), noise.uniform(1.4, 2.6), -noise.uniform(0.04, 0.11), 0));
            }
            if (draw(noise, here.rocksPerKm())) {
                bumps.add(new Bump(
                        metre + noise.uniform(0, 9), noise.uniform(0.35, 0.7), noise.uniform(0.04, 0.11), side(noise)));
            }
            if (draw(noise, here.moundsPerKm())) {
                bumps.add(new Bump(
                        metre + noise.uniform(0, 9), noise.uniform(2.2, 4.5), noise.uniform(0.12, 0.30), side(noise)));
            }
        }
        bumps.sort(Comparator.comparingDouble(Bump::atMetre));
    }

    private static boolean draw(Noise noise, double perKm) {
        return perKm > 0 && noise.uniform(0, 1) < perKm / 100;
    }

    private static int side(Noise noise) {
        return noise.uniform(0, 1) < 0.5 ? -1 : 1;
    }
}
