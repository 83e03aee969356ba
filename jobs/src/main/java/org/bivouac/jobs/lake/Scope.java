package org.bivouac.jobs.lake;

import java.util.List;

/**
 * What one job made for one thing: the unit that a later run replaces as a whole.
 *
 * @param job the job, e.g. {@code analyse}
 * @param key what it was made for, e.g. {@code 2026/dakar/3/501} or a dump's hash
 * @param fingerprint hash of everything the result depends on: inputs, settings, code version. Equal fingerprint, equal
 *     result: the job need not run again
 * @param files the files made, possibly none
 */
public record Scope(String job, String key, String fingerprint, List<TableFile> files) {}
