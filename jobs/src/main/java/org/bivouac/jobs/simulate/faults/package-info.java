/**
 * What goes wrong with loggers and sensors on request: small transforms between a car's samples and the writers of its dumps,
 * or on finished files. Each leaves a row of truth behind.
 */
package org.bivouac.jobs.simulate.faults;
