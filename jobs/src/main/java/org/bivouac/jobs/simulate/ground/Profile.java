package org.bivouac.jobs.simulate.ground;

/**
 * The height of the ground under the left and the right wheels, every five centimetres of the way, made as the car comes
 * to it: hills integrated from the slope, obstacles, and roughness with the PSD that ISO 8608 demands.
 *
 * <p>Roughness is white noise through one pole at {@value #CORNER_CYCLES_PER_METRE} cycles/m, whose PSD above it is
 * {@code G(n0) (n0 / n)²} (ISO 8608:2016, 5.1, exponent 2). The noise is a function of the place, so every car meets the
 * same ground. Half of the variance is common to both tracks.
 *
 * <p>A wheel feels the mean over {@value #PATCH} samples: the contact patch.
 */
public final class Profile {
    static final double CORNER_CYCLES_PER_METRE = 0.004;

    private static final int PATCH = 5;
    private static final int RING = 1 << 12;
    private static final int MASK = RING - 1;
    private static final double STEP = 1.0 / Ground.PER_METRE;
    private static final double KEEP = StrictMath.exp(-2 * StrictMath.PI * CORNER_CYCLES_PER_METRE * STEP);
    private static final double WASHBOARD_PER_METRE = 1.15;

    private static final double HALF = Math.sqrt(0.5);

    private final Ground ground;
    private final double[] left = new double[RING];
    private final double[] right = new double[RING];
    private final double[] feltLeft = new double[RING];
    private final double[] feltRight = new double[RING];
    private double common;
    private double across;
    private double height;
    private double sumLeft;
    private double sumRight;
    private double wash;
    private int nextBump;
    private final Bump[] active = new Bump[16];
    private int actives;

    /** Samples made so far. */
    private long made;

    /** Begins twenty metres before the start, so that there is ground under every wheel. */
    public Profile(Ground ground) {
        this.ground = ground;
        made = -20L * Ground.PER_METRE;
    }

    /** White noise of this variance per sample gives the pole the PSD {@code G(n0)(n0/n)²} above its corner. */
    static double drive(double roughness) {
        // One-sided PSD of the pole's output at n: 2 σ² dx / (2π n dx)², to be G n0² / n².
        return 2 * StrictMath.PI * 0.1 * Math.sqrt(roughness * STEP / 2);
    }

    /** Makes ground up to a place; at most 150 m are kept behind it. */
    public void ahead(double toMetre) {
        long goal = (long) (toMetre * Ground.PER_METRE) + PATCH + 2;
        while (made <= goal) {
            sample();
        }
    }

    /** Height that a left wheel feels at a place, m. */
    public double left(double atMetre) {
        return felt(feltLeft, atMetre);
    }

    /** Height that a right wheel feels at a place, m. */
    public double right(double atMetre) {
        return felt(feltRight, atMetre);
    }

    /** Height of the hills alone where the profile was last made, m above the start. */
    double height() {
        return height;
    }

    /** Height of the left track at a sample that is still kept, without the contact patch. */
    double rawLeft(long sample) {
        return left[(int) (sample & MASK)];
    }

    double rawRight(long sample) {
        return right[(int) (sample & MASK)];
    }

    private static double felt(double[] ring, double atMetre) {
        // A whole ring ahead, so that cutting off is rounding down also behind the start.
        double place = atMetre * Ground.PER_METRE + (RING + PATCH / 2);
        int sample = (int) place;
        double here = ring[sample & MASK];
        return here + (ring[(sample + 1) & MASK] - here) * (place - sample);
    }

    private void sample() {
        double metre = made * STEP;
        Terrain here = ground.terrain(metre);
        boolean lost = ground.onDetour(metre);
        long place = Math.round(ground.planMetre(metre) * Ground.PER_METRE);
        long seed = lost ? ground.seed + 17 : ground.seed;
        place = lost ? made : place;
        double drive = drive(here.roughness());
        common = KEEP * common + drive * Noise.at(seed + 1, place);
        across = KEEP * across + drive * Noise.at(seed + 2, place);
        if (metre > 0 && metre < ground.metres()) {
            height += ground.slope(metre - 0.5 * STEP) * STEP;
        }
        double both = height;
        if (here.washboardMetres() > 0) {
            wash += 2 * StrictMath.PI * WASHBOARD_PER_METRE * STEP;
            if (wash > 2 * StrictMath.PI) {
                wash -= 2 * StrictMath.PI;
            }
            // Corrugations come and go along the way.
            double fade = Math.max(0, StrictMath.sin(metre / 61));
            both += here.washboardMetres() * fade * StrictMath.sin(wash);
        }
        double onLeft = both + HALF * (common + across);
        double onRight = both + HALF * (common - across);
        while (nextBump < ground.bumps.size() && ground.bumps.get(nextBump).atMetre() <= metre) {
            active[actives] = ground.bumps.get(nextBump++);
            actives = Math.min(actives + 1, active.length - 1);
        }
        for (int i = 0; i < actives; i++) {
            Bump bump = active[i];
            double share = (metre - bump.atMetre()) / bump.metres();
            if (share >= 1) {
                active[i--] = active[--actives];
                continue;
            }
            double rise = bump.height() * 0.5 * (1 - StrictMath.cos(2 * StrictMath.PI * share));
            onLeft += bump.track() <= 0 ? rise : 0;
            onRight += bump.track() >= 0 ? rise : 0;
        }
        keep(onLeft, onRight);
    }

    private void keep(double onLeft, double onRight) {
        int at = (int) (made & MASK);
        int gone = (int) ((made - PATCH) & MASK);
        sumLeft += onLeft - left[gone];
        sumRight += onRight - right[gone];
        left[at] = onLeft;
        right[at] = onRight;
        feltLeft[at] = sumLeft / PATCH;
        feltRight[at] = sumRight / PATCH;
        made++;
    }
}
