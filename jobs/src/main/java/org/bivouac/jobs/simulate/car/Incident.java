package org.bivouac.jobs.simulate.car;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;

/**
 * Something that happens to a car because it was asked for.
 *
 * @param kind what
 * @param atMetre where on the plan it begins, m from the stage's start
 * @param value how much, in the kind's own unit; NaN for the usual
 * @param corner 0 to 3: front left, front right, rear left, rear right; for kinds that have one
 */
public record Incident(Kind kind, double atMetre, double value, int corner) implements Serializable {
    /** What can happen. */
    public enum Kind {
        /** A tyre loses this many bar a second; the crew stops below 1 bar and changes the wheel. */
        PUNCTURE(0.02),
        /** A shift down at speed; the engine turns above its limit for this many seconds. */
        OVER_REV(0.8),
        /** The oil pump draws air for this many seconds. */
        OIL_STARVATION(0.9),
        /** The fan stands still for this many seconds. */
        OVERHEATING(120),
        /** A damper keeps this share of its damping until the next service. */
        BROKEN_DAMPER(0.12),
        /** The driver presses the button. */
        MARKER(1),
        /** A wrong way: so many metres out, and back. */
        DETOUR(600),
        /** The car stands for so many seconds while the crew looks for the way. */
        LOST(60),
        /** The wheels dig in; the car stands for so many seconds until it is dug out. */
        STUCK(420),
        /** A ramp in the ground, the same for all cars. */
        JUMP(1);

        private final double usual;

        Kind(double usual) {
            this.usual = usual;
        }

        /** The kind of this name in any case, with {@code -} or {@code _}. */
        public static Optional<Kind> of(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().equalsIgnoreCase(name.replace('-', '_')))
                    .findFirst();
        }
    }

    /** The value, or the kind's usual one. */
    public double size() {
        return Double.isNaN(value) ? kind.usual : value;
    }
}
