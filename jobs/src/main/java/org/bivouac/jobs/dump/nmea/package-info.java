/** Text logs of navigation receivers: NMEA 0183. */
package org.bivouac.jobs.dump.nmea;
