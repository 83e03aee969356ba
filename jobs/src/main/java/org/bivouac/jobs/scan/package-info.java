/**
 * One pass over a stage, many folds: reads the telemetry of a car's stage slice by slice and merges the folds' partial
 * results in time order, on any number of cores with the same bits.
 */
package org.bivouac.jobs.scan;
