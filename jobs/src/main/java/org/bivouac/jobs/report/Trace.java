package org.bivouac.jobs.report;

/**
 * A long signal thinned for drawing: equal windows of time, each with the smallest and largest value in it, so that no
 * peak is lost.
 *
 * @param name the channel
 * @param unit its unit
 * @param x middle of each window, s since 1970-01-01T00:00Z
 * @param min smallest value of each window, or on the line between those beside it; NaN in a gap
 * @param max largest value of each window, likewise
 */
public record Trace(String name, String unit, double[] x, double[] min, double[] max) {}
