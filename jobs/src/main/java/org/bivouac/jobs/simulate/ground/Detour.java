package org.bivouac.jobs.simulate.ground;

import java.io.Serializable;

/**
 * A car leaves the way and comes back to the same place: straight out, a half turn, straight back, a half turn. Position,
 * heading and height close, so the road book goes on where it was left, with more metres on the car's own counter.
 *
 * @param atMetre where on the plan the car goes wrong
 * @param outMetres how far
 */
public record Detour(int atMetre, int outMetres) implements Serializable {
    /** Radius of the half turns, m: their length is then a whole number of metres but for 4 mm. */
    static final double RADIUS = 35 / StrictMath.PI;

    static final int TURN_METRES = 35;

    /** Metres driven in vain. */
    public int metres() {
        return 2 * (outMetres + TURN_METRES);
    }
}
