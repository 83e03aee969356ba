/** RaceChrono CSV exports. */
package org.bivouac.jobs.dump.racechrono;
