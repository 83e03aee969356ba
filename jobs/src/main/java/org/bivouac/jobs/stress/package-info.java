/** How hard components were loaded: load cycles, their damage, time at level. */
package org.bivouac.jobs.stress;
