/** Text exports of Bosch WinDarab. */
package org.bivouac.jobs.dump.darab;
