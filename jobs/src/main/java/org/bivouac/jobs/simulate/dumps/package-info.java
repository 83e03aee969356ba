/**
 * Writes dumps as loggers write them, one writer for each format, and the logger faults that a rally asks for. Every
 * writer streams: its memory does not grow with the drive. Same samples, same bytes, on any machine: nothing here leans on
 * a library whose output may differ from build to build.
 */
package org.bivouac.jobs.simulate.dumps;
