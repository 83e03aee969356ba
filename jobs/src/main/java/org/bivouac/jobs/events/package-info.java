/** What happened when and where: limits exceeded. */
package org.bivouac.jobs.events;
