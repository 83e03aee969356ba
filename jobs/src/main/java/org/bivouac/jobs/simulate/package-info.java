/**
 * Makes a rally whose truth is known: roads, cars, what happened to them, and the dumps that loggers would have written.
 * Uses nothing of the pipeline, so that what it knows can judge the pipeline. Same seed, same bytes, on any machine:
 * only exactly rounded arithmetic, {@link java.lang.StrictMath} and its own random numbers.
 */
package org.bivouac.jobs.simulate;
