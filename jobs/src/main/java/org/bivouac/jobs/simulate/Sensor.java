package org.bivouac.jobs.simulate;

/**
 * What a logger keeps of one of the model's channels.
 *
 * @param channel the model's channel
 * @param name what the logger calls it
 * @param unit the unit that the logger states; the model's own when empty
 * @param rateHz a divisor of the model's rate
 * @param decimals decimals kept; {@link #FLOAT32} for single precision
 */
record Sensor(String channel, String name, String unit, int rateHz, int decimals) {
    static final int FLOAT32 = -1;
}
