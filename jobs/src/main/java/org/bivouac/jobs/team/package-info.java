/** Tables that people of the team wrote by hand, read with the line of every mistake. */
package org.bivouac.jobs.team;
