package org.bivouac.jobs.simulate;

import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.simulate.ground.Noise;

/** The ground of one stage, metre by metre; the same for every car and year. */
final class Road {
    /** Greatest acceleration across the road that a driver takes, m/s². */
    private static final double LATERAL = 4.2;

    /** A part of the stage with its own clock and rules; the car stands at its end. */
    record Section(String type, int fromMetre, int toMetre, double stopSeconds) {
        double lengthKm() {
            return (toMetre - fromMetre) / 1000.0;
        }
    }

    /** A stretch of one kind of ground. */
    record Patch(Terrain terrain, int metres) {}

    /** A rut across the road. */
    record Rut(int atMetre, double depthMm) {}

    final List<Section> sections = new ArrayList<>();
    final List<Rut> ruts = new ArrayList<>();

    /** Where the car takes off; −1 for nowhere. */
    final int crestMetre;

    final Terrain[] terrain;

    /** 1/m, left positive. */
    final double[] curvature;

    /** Tangent of the slope, up positive. */
    final double[] slope;

    /** What corners and ground allow, m/s, before braking is thought of. */
    final double[] speedLimit;

    private Road(List<Section> sections, List<Terrain> ground, int crestMetre, Noise noise) {
        this.sections.addAll(sections);
        this.crestMetre = crestMetre;
        int metres = ground.size();
        terrain = ground.toArray(new Terrain[0]);
        curvature = new double[metres];
        slope = new double[metres];
        speedLimit = new double[metres];
        bend(noise.fork("corners"));
        shape(noise.fork("hills"));
        dig(noise.fork("ruts"));
    }

    /** Lays the ground of a stage. */
    static final class Builder {
        private final List<Section> sections = new ArrayList<>();
        private final List<Terrain> ground = new ArrayList<>();

        Builder section(String type, double stopSeconds, Patch... patches) {
            int from = ground.size();
            for (Patch patch : patches) {
                for (int i = 0; i < patch.metres; i++) {
                    ground.add(patch.terrain);
                }
            }
            sections.add(new Section(type, from, ground.size(), stopSeconds));
            return this;
        }

        Road build(int crestMetre, Noise noise) {
            return new Road(sections, ground, crestMetre, noise);
        }
    }

    int metres() {
        return terrain.length;
    }

    private void bend(Noise noise) {
        int at = 80;
        while (at < metres()) {
            Terrain here = terrain[at];
            double radius = here.cornerMetres * noise.uniform(1, 4);
            double side = noise.uniform(0, 1) < 0.5 ? 1 : -1;
            int length = (int) (radius * noise.uniform(0.6, 1.3));
            for (int i = 0; i < length && at + i < metres(); i++) {
                double shape = StrictMath.sin(StrictMath.PI * (i + 0.5) / length);
                curvature[at + i] = side * shape * shape / radius;
            }
            at += length + (int) noise.uniform(60, 260);
        }
    }

    private void shape(Noise noise) {
        double pace = 1;
        double phase = noise.uniform(0, 6);
        for (int i = 0; i < metres(); i++) {
            Terrain here = terrain[i];
            if (i % 150 == 0) {
                pace = noise.uniform(0.88, 1.06);
            }
            phase += 2 * StrictMath.PI / here.hillMetres;
            slope[i] = here.slope * StrictMath.sin(phase);
            double cruise = here.cruiseKmPerHour / 3.6 * pace;
            double corner = Math.sqrt(LATERAL / Math.max(Math.abs(curvature[i]), 1e-6));
            // Over a dune's crest one does not see: slow where the slope turns down.
            double crest = here == Terrain.DUNES && StrictMath.cos(phase) < -0.8 ? 0.6 : 1;
            speedLimit[i] = Math.min(cruise * crest, corner);
        }
    }

    private void dig(Noise noise) {
        for (Section section : sections) {
            if (!section.type.equals("SPECIAL")) {
                continue;
            }
            int at = section.fromMetre + (int) noise.uniform(150, 400);
            while (at < section.toMetre - 50) {
                ruts.add(new Rut(at, noise.uniform(35, 95)));
                at += (int) noise.uniform(200, 700);
            }
        }
    }
}
