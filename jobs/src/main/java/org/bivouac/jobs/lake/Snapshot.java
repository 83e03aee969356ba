package org.bivouac.jobs.lake;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A consistent view of all tables: every scope that is live, with its files. Immutable.
 *
 * @param number position in the lake's chain; 0 for an empty lake
 * @param scopes by {@code job + " " + key}, sorted
 */
public record Snapshot(long number, SortedMap<String, Scope> scopes) {
    /** The lake before its first run. */
    public static final Snapshot EMPTY = new Snapshot(0, new TreeMap<>());

    /** What a job made for a key, if it did. */
    public Optional<Scope> scope(String job, String key) {
        return Optional.ofNullable(scopes.get(id(job, key)));
    }

    /** All that one job made, in order of key. */
    public List<Scope> scopes(String job) {
        return scopes.values().stream().filter(scope -> scope.job().equals(job)).toList();
    }

    /** The live files of a table, in order of partition and name. */
    public List<TableFile> files(String table) {
        return scopes.values().stream()
                .flatMap(scope -> scope.files().stream())
                .filter(file -> file.table().equals(table))
                .sorted(java.util.Comparator.comparing(TableFile::partition)
                        .thenComparing(file -> file.path().getFileName().toString()))
                .toList();
    }

    /** This view with some scopes replaced or added. */
    public Snapshot with(Collection<Scope> changed) {
        SortedMap<String, Scope> all = new TreeMap<>(scopes);
        changed.forEach(scope -> all.put(id(scope.job(), scope.key()), scope));
        return new Snapshot(number, all);
    }

    private static String id(String job, String key) {
        return job + " " + key;
    }
}
