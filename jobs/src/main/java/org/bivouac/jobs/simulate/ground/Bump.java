package org.bivouac.jobs.simulate.ground;

/**
 * One obstacle in the profile: a raised cosine.
 *
 * @param atMetre where it begins
 * @param metres its length
 * @param height of its middle, m; negative for a hole
 * @param track −1 under the left wheels, +1 under the right, 0 under both
 */
record Bump(double atMetre, double metres, double height, int track) {}
