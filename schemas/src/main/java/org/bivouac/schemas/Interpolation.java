package org.bivouac.schemas;

/** How a channel is read between two of its samples. */
public enum Interpolation {
    /** Straight line between neighbouring samples: temperatures, speeds, positions. */
    LINEAR,
    /** The last sample holds until the next: gears, states, counters of events. */
    HOLD,
    /** Never: only the samples themselves. */
    NONE
}
