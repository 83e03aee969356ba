package org.bivouac.jobs.simulate.car;

/**
 * How cars stop: the brakes hold a deceleration {@code a}, and over the last {@value #EASING_SECONDS} s the foot comes off
 * them in proportion to the time left, so that the car stands without a jolt.
 *
 * <pre>
 *  a |---------.            with T to go until the car stands, T &lt; E:
 *    |          `.            deceleration  a T / E
 *    |            `.          speed         a T² / 2E
 *  0 +--------------+- time   way           a T³ / 6E = speed × T / 3
 *              E    0 left
 * </pre>
 *
 * <p>A driver sees where the car must stand, so the deceleration is found anew at each moment from speed and way left; what
 * brakes, slope and ground did otherwise than meant is made good on the way.
 */
final class Stopping {
    /** So long before the car stands the brakes begin to be let go, s. */
    static final double EASING_SECONDS = 0.7;

    private Stopping() {}

    /**
     * The deceleration now that lets the car stand just there, m/s².
     *
     * @param speed m/s, not negative
     * @param remaining way left, m; at or below 0 the answer is infinite for a moving car
     */
    static double deceleration(double speed, double remaining) {
        if (speed == 0) {
            return 0;
        }
        if (remaining <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (eases(speed, remaining)) {
            return 2 * speed * speed / (3 * remaining);
        }
        // Way = v²/2a + a E²/24, of whose two solutions the gentler one is meant.
        double easing = EASING_SECONDS * EASING_SECONDS / 12;
        return (remaining - Math.sqrt(remaining * remaining - speed * speed * easing)) / easing;
    }

    /** Whether the car is so near that the brakes are being let go. */
    static boolean eases(double speed, double remaining) {
        return 3 * remaining <= speed * EASING_SECONDS;
    }
}
