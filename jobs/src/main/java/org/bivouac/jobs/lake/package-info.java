/**
 * Snapshots: what makes data visible. Jobs write into a private folder; this package re-reads, hashes, fsyncs and
 * publishes, so that readers see the old or the new, never half.
 */
package org.bivouac.jobs.lake;
