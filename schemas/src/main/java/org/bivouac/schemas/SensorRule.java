package org.bivouac.schemas;

/**
 * What tells a healthy sensor of a channel from a broken one, beside the channel's plausible range. NaN: not judged by it.
 *
 * @param channel the channel
 * @param constantSeconds the longest time, s, for which a healthy sensor reads the very same value while the car moves
 * @param railSeconds the longest time, s, for which it rests at an end of what it ever reads while the car moves
 * @param maxStep the largest step that can be true between neighbouring samples, in the channel's unit, and by which a
 *     second between them may add
 */
public record SensorRule(String channel, double constantSeconds, double railSeconds, double maxStep) {
    /** Checks that what is given is positive. */
    public SensorRule {
        if (constantSeconds <= 0 || railSeconds <= 0 || maxStep <= 0) {
            throw new IllegalArgumentException("sensors.csv: " + channel + ": times and steps must be positive");
        }
    }
}
