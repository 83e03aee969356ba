/**
 * Reads MDF, the measurement data format of ASAM: a tree of blocks that says where in a record each channel lies and how
 * its bits become a quantity, and the records themselves. What the versions share (bits, conversions, formulas, records
 * told apart by their ids) knows nothing of blocks; the classes named after a version read its blocks.
 */
package org.bivouac.jobs.dump.mdf;
