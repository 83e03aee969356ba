/**
 * Kernels shared by the analyses: turning points, rainflow, sums over intervals with gaps, counters, classes. Primitive
 * arrays in, numbers out; needs only the JDK. A kernel fed in chunks gives the same answer for any chunking.
 */
package org.bivouac.jobs.signal;
