package org.bivouac.jobs.report;

/**
 * Something that the debrief lacks.
 *
 * @param car the car; empty when it concerns the stage
 * @param severity watch or info
 * @param what what is missing
 * @param detail names, reasons, what it costs
 */
record GapRow(String car, String severity, String what, String detail) {}
