/**
 * Buses: one model of a frame for all logs of buses, the databases that say what the payloads mean, and the reader that
 * turns a log of frames into groups of channels.
 */
package org.bivouac.jobs.dump.can;
