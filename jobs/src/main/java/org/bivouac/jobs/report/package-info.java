/**
 * The debrief of a stage: one self-contained page, every table as CSV and one workbook. Shapes and prints what the other
 * jobs found out and computes nothing that is not in a table. The only package that knows Tablesaw.
 */
package org.bivouac.jobs.report;
