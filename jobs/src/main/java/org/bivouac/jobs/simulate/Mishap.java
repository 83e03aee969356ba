package org.bivouac.jobs.simulate;

/**
 * Something that goes wrong with the car.
 *
 * @param kind what
 * @param atMetre where on the road it begins
 */
record Mishap(Kind kind, int atMetre) {
    /** What can go wrong. */
    enum Kind {
        /** The oil pump draws air: pressure falls for 0.9 s, from when the engine next turns fast. */
        OIL_STARVATION,
        /** A fan stands still for 70 s. */
        FAN_FAILURE,
        /** The rear left tyre leaks until the wheel is changed at the next stop. */
        PUNCTURE
    }
}
