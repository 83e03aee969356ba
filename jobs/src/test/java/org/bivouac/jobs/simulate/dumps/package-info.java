/** Dumps read back by the project's readers and by foreign tools. */
package org.bivouac.jobs.simulate.dumps;
