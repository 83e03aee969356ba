/**
 * Any bytes, for every reader: what they promise of whatever they are given, seeded mutants in the gate, and Jazzer in the
 * profile {@code fuzz}.
 */
package org.bivouac.jobs.fuzz;
