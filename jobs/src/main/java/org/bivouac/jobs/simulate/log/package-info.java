/**
 * What stands between the model of a car and the files of its loggers: what a logger keeps, in stretches of whole seconds,
 * and what went wrong with it. Knows neither the model nor any file format.
 */
package org.bivouac.jobs.simulate.log;
