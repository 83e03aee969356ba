/**
 * From an inbox of raw dumps to telemetry: identity, channel mapping, unit conversion, ledgers that account for every
 * byte and row, and the team's side files. {@link org.bivouac.jobs.ingest.IngestJob} ties it together.
 */
package org.bivouac.jobs.ingest;
