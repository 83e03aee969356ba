/**
 * Any dump as plain tables, one file per group of channels, in the dump's own names, values and units: for people who
 * only need a converter.
 */
package org.bivouac.jobs.export;
