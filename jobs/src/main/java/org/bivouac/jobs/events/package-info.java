/**
 * What happened when and where: limits exceeded, jumps, hits in the bump stops, drivers' markers, wrong ways and stops,
 * broken dampers.
 */
package org.bivouac.jobs.events;
