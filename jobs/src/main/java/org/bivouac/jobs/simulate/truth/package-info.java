/**
 * What is true of a simulated rally: the tables that no part of the pipeline reads, and what fills them from the model's own
 * state. Uses nothing of the pipeline's kernels, so that it can judge them.
 */
package org.bivouac.jobs.simulate.truth;
