/**
 * What part of the stage each second of a log belongs to: liaison, special, stop; and whether the clocks of its loggers agree. The plan, the log's own distance and clock
 * decide; the full stage model (organiser's times, waypoints, terrain) takes its place in {@link
 * org.bivouac.jobs.stage.PlannedSections}.
 */
package org.bivouac.jobs.stage;
