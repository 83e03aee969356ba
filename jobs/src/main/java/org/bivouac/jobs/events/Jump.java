package org.bivouac.jobs.events;

import java.io.Serializable;

/**
 * One flight and its landing.
 *
 * @param takeOffSeconds when the last tyre left the ground, s from the stage's origin
 * @param airtimeSeconds until the first tyre touched it again, s
 * @param takeOffKm driven distance at take-off, km; NaN if unknown
 * @param speedKmPerH speed at take-off; NaN if unknown
 * @param landingG greatest specific force that the body felt in the landing, g; NaN if unknown
 * @param landingMetresPerSecond how much vertical speed the landing took from the body, m/s: its greatest gain
 *     upwards; NaN if unknown
 * @param firstAxle {@code front} or {@code rear}: whose dampers gave way first; empty if unknown
 */
record Jump(
        double takeOffSeconds,
        double airtimeSeconds,
        double takeOffKm,
        double speedKmPerH,
        double landingG,
        double landingMetresPerSecond,
        String firstAxle)
        implements Serializable {
    /** How far it flew, m; NaN when the speed is unknown. */
    double metres() {
        return speedKmPerH / 3.6 * airtimeSeconds;
    }
}
