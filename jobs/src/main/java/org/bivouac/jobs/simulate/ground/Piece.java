package org.bivouac.jobs.simulate.ground;

import java.io.Serializable;

/**
 * One stretch of a stage as planned, in driving order: ground to be driven, or a halt.
 *
 * @param type LIAISON, SPECIAL or TRANSFER for ground; REFUEL, SERVICE, NEUTRALISATION, CONTROL or BIVOUAC for a halt
 * @param terrain name of its terrain; null for a halt
 * @param metres length; 0 for a halt
 * @param seconds how long the car stands; 0 for ground
 * @param litres what is filled in at the halt; NaN for "full"
 */
public record Piece(String type, String terrain, int metres, int seconds, double litres) implements Serializable {
    /** Ground. */
    public static Piece ground(String type, String terrain, int metres) {
        return new Piece(type, terrain, metres, 0, 0);
    }

    /** A halt. */
    public static Piece halt(String type, int seconds, double litres) {
        return new Piece(type, null, 0, seconds, litres);
    }

    /** Whether the car stands. */
    public boolean isHalt() {
        return terrain == null;
    }
}
