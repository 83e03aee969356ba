/** The command line: one small class per command, and the pipeline that runs the jobs in order. */
package org.bivouac.jobs.cli;
