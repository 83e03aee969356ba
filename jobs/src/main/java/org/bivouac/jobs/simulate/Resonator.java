package org.bivouac.jobs.simulate;

/**
 * White noise through a second-order resonance, scaled to variance 1: {@code y = a1·y[-1] + a2·y[-2] + g·x}. The scale
 * follows from the variance of an AR(2) process (Box, Jenkins: Time Series Analysis, 3.2.4).
 */
final class Resonator {
    private final double a1;
    private final double a2;
    private final double gain;
    private double last;
    private double beforeLast;

    Resonator(double frequencyHz, double bandwidthHz, double rateHz) {
        double radius = StrictMath.exp(-StrictMath.PI * bandwidthHz / rateHz);
        a1 = 2 * radius * StrictMath.cos(2 * StrictMath.PI * frequencyHz / rateHz);
        a2 = -radius * radius;
        gain = Math.sqrt((1 + a2) * ((1 - a2) * (1 - a2) - a1 * a1) / (1 - a2));
    }

    double next(double white) {
        double value = a1 * last + a2 * beforeLast + gain * white;
        beforeLast = last;
        last = value;
        return value;
    }
}
