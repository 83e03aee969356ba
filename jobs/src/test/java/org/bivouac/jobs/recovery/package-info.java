/**
 * How close the pipeline comes to the truth of a simulated rally. It stands outside the program, so that nothing in there can
 * know the truth: it runs the commands as a user would and reads what they wrote.
 */
package org.bivouac.jobs.recovery;
