/** Statistics by time and distance and time at level, for any channel. */
package org.bivouac.jobs.statistics;
