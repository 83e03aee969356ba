package org.bivouac.jobs.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One link of the chain, the file {@code snapshots/snapshot-<number>.json}: which scopes are live and in which run each
 * of them lies.
 *
 * @param version format of this file
 * @param number from 1
 * @param parent hash of the previous snapshot's file; empty for the first
 * @param live ids of live scopes by the hash of their run's manifest, both sorted
 * @param check hash of this file with an empty {@code check}, so that a flipped bit is found before a child names it
 */
record Pointer(int version, long number, String parent, SortedMap<String, List<String>> live, String check) {
    static final int VERSION = 1;
    private static final Pattern NAME = Pattern.compile("snapshot-([1-9][0-9]{0,17})\\.json");

    static Pointer of(long number, String parent, Map<String, String> runOfScope) {
        SortedMap<String, List<String>> live = new TreeMap<>();
        new TreeMap<>(runOfScope)
                .forEach((scope, run) ->
                        live.computeIfAbsent(run, r -> new ArrayList<>()).add(scope));
        Pointer open = new Pointer(VERSION, number, parent, live, "");
        return new Pointer(VERSION, number, parent, live, open.computedCheck());
    }

    static Pointer read(Path file, byte[] bytes, long number) {
        Pointer found = Json.value(file, bytes, VERSION, Pointer.class);
        if (found.number != number || !found.check.equals(found.computedCheck())) {
            throw IoFault.integrity(file, "is not as it was written");
        }
        return found;
    }

    private String computedCheck() {
        return Trees.hash(Json.text(new Pointer(version, number, parent, live, ""))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Each live scope's run. */
    SortedMap<String, String> runOfScope() {
        SortedMap<String, String> runs = new TreeMap<>();
        live.forEach((run, scopes) -> scopes.forEach(scope -> runs.put(scope, run)));
        return runs;
    }

    static String name(long number) {
        return "snapshot-" + number + ".json";
    }

    /** The number in a file's name; -1 for a file of another name. */
    static long number(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : -1;
    }
}
