/** GPX tracks. */
package org.bivouac.jobs.dump.gpx;
