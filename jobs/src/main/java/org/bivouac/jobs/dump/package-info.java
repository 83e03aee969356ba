/**
 * Readers of raw dumps, one package per format behind {@link org.bivouac.jobs.dump.DumpReader}: streaming, bounded in
 * memory, pure Java without Spark, and accountable for every byte.
 */
package org.bivouac.jobs.dump;
