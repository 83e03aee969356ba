/** Logger faults against what their rows of truth say. */
package org.bivouac.jobs.simulate.faults;
