/** Garmin FIT files. */
package org.bivouac.jobs.dump.fit;
